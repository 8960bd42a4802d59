/// <reference types="node" />
import { afterEach, beforeEach, vi } from "vitest";

/** Replaces the clocks and the timers in each test of a file. `setImmediate` stays real: it lets promises settle. */
export function useVirtualTime(now: number = Date.parse("2026-11-20T12:00:00Z")): void {
  beforeEach(() => {
    vi.useFakeTimers({ now, toFake: ["setTimeout", "clearTimeout", "Date", "performance"] });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });
}

/** Lets everything settle that waits for no timer. */
export async function settle(): Promise<void> {
  for (let round = 0; round < 3; round += 1) await new Promise<void>((resolve) => void setImmediate(resolve));
}

/** Awaits a promise, and turns the clock to the next timer whenever nothing else is left to do. */
export async function inVirtualTime<Result>(promise: Promise<Result>): Promise<Result> {
  let isSettled = false;
  const note = (): void => {
    isSettled = true;
  };
  promise.then(note, note);
  for (;;) {
    await settle();
    if (isSettled) return promise;
    if (vi.getTimerCount() === 0) throw new Error("it hangs: nothing is left to wait for");
    vi.advanceTimersToNextTimer();
  }
}

/** How long a promise takes to settle, in milliseconds of virtual time; whether it is kept or broken. */
export async function virtualDuration(promise: Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await inVirtualTime(promise.catch(() => undefined));
  return performance.now() - startedAt;
}

/** The reason of a promise that has to be broken. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    (value) => {
      throw new Error(`expected a failure, got ${JSON.stringify(value)}`);
    },
    (error: unknown) => error,
  );
}
