import type { Settings } from "./call.ts";
import { SwitchboardError, TimeoutError } from "./errors.ts";
import { sleep } from "./retry-delay.ts";

/** What can be set while waiting. */
export interface WaitOptions {
  /** How long to wait, in milliseconds. Default: 60 000. */
  readonly timeout?: number;
  /** Ends the waiting at once; it throws the signal's reason. */
  readonly signal?: AbortSignal;
}

const defaultTimeout = 60_000;
const firstPause = 100;
const longestPause = 5_000;

/**
 * Looks again and again, with growing pauses, until there is something to give.
 *
 * @param look undefined means: not yet
 * @throws TimeoutError with the scope `wait`, and whatever `look` throws
 */
export async function pollUntil<Result>(
  operationId: string,
  { profile }: Settings,
  { timeout = defaultTimeout, signal }: WaitOptions,
  look: () => Promise<Result | undefined>,
): Promise<Result> {
  if (!(timeout >= 0)) throw new SwitchboardError(`timeout is ${timeout}; expected milliseconds, 0 or more`);
  const endsAt = performance.now() + timeout;
  for (let looks = 1, pause = firstPause; ; looks += 1, pause = Math.min(pause * 1.5, longestPause)) {
    const result = await look();
    if (result !== undefined) return result;
    const left = endsAt - performance.now();
    if (left <= 0) {
      // What was waited for was sent before, and stays sent; this call only looked.
      throw new TimeoutError({ api: profile.api, operationId, attempts: looks, maybeSent: false }, "wait", timeout);
    }
    await sleep(Math.min(pause, left), signal);
  }
}
