import { isTaken, SwitchboardError } from "@switchboard/typed-fetch";

import { ApiError, ConnectionError, PaginationError, TimeoutError } from "./errors.ts";
import { sleep } from "./transport/limits.ts";
import type { RunOptions, Settings } from "./options.ts";

/** What can be set while waiting. */
export interface WaitOptions {
  /** How long to wait, in milliseconds; 0 looks once. Default: 60 000. */
  readonly timeout?: number | undefined;
  /** Ends the waiting at once; it throws the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

const defaultTimeout = 60_000;
const firstPause = 100;
const longestPause = 5_000;

/**
 * Looks again and again, with growing pauses, until there is something to give. A look that fails for a reason which may pass
 * does not end the waiting.
 *
 * @param look undefined means: not yet. Its calls must take the options, so that they end when the waiting does
 * @throws TimeoutError with the scope `wait`, its `cause` the last look when that failed, and whatever else `look` throws
 */
export async function pollUntil<Result>(
  { id: operationId }: { readonly id: string },
  { profile }: Settings,
  { timeout = defaultTimeout, signal }: WaitOptions,
  look: (options: RunOptions) => Promise<Result | undefined>,
): Promise<Result> {
  if (!(timeout >= 0)) {
    throw new SwitchboardError(`timeout is ${timeout}; expected milliseconds, 0 or more`, "invalidOption");
  }
  const endsAt = performance.now() + timeout;
  // A framework may cache responses, and every look would see the first one. Not every platform lets a request say no-store.
  const fresh = isTaken({ cache: "no-store" }) ? ({ cache: "no-store" } as const) : {};
  let looks = 0;
  let failure: unknown;
  // This call only looks: what it waits for was sent before.
  const outOfTime = (): TimeoutError => {
    const facts = { api: profile.api, operationId, attempts: looks, maybeSent: false, idempotencyKey: undefined };
    return new TimeoutError(facts, "wait", timeout, failure);
  };
  for (let pause = firstPause; ; pause = Math.min(pause * 1.5, longestPause)) {
    looks += 1;
    // A timeout of 0 is one look, with the limits of an ordinary call.
    const limit = timeout === 0 ? {} : { deadline: Math.max(0, endsAt - performance.now()) };
    let wait = pause;
    try {
      const result = await look({ ...fresh, ...limit, signal });
      if (result !== undefined) return result;
      failure = undefined;
    } catch (error) {
      if (error instanceof TimeoutError && error.scope === "deadline") throw outOfTime();
      if (!mayPass(error)) throw error;
      failure = error;
      if (error instanceof ApiError) wait = Math.max(wait, error.retryAfter ?? 0);
    }
    const left = endsAt - performance.now();
    if (left > 0) await sleep(Math.min(wait, left), signal);
    if (left <= wait) throw outOfTime();
  }
}

/**
 * Whether what is followed has a status that is waited for.
 *
 * @param final the statuses after which nothing more comes
 * @param toError what to throw for another of those; the text says which
 */
export function hasCome(
  status: string | undefined,
  wanted: readonly string[],
  final: readonly string[],
  toError: (ending: string) => Error,
): boolean {
  if (status === undefined || wanted.includes(status)) return status !== undefined;
  if (final.includes(status)) throw toError(`its status is ${status}`);
  return false;
}

/** Whether a look that failed says nothing about the next one. */
const mayPass = (error: unknown): boolean =>
  error instanceof ConnectionError ||
  error instanceof PaginationError ||
  (error instanceof TimeoutError && error.scope === "attempt") ||
  (error instanceof ApiError && error.retryable);
