import type { CallOptions, Settings } from "./call.ts";
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
 * @param look undefined means: not yet; its calls must take the options, by which they end when the waiting does
 * @throws TimeoutError with the scope `wait`, and whatever `look` throws
 */
export async function pollUntil<Result>(
  operationId: string,
  { profile }: Settings,
  { timeout = defaultTimeout, signal }: WaitOptions,
  look: (options: CallOptions) => Promise<Result | undefined>,
): Promise<Result> {
  if (!(timeout >= 0)) throw new SwitchboardError(`timeout is ${timeout}; expected milliseconds, 0 or more`);
  const endsAt = performance.now() + timeout;
  let looks = 0;
  // What was waited for was sent before, and stays sent; this call only looks.
  const outOfTime = (): TimeoutError => {
    const facts = { api: profile.api, operationId, attempts: looks, maybeSent: false, idempotencyKey: undefined };
    return new TimeoutError(facts, "wait", timeout);
  };
  for (let pause = firstPause; ; pause = Math.min(pause * 1.5, longestPause)) {
    looks += 1;
    const deadline = Math.max(0, endsAt - performance.now());
    const result = await look({ deadline, ...(signal && { signal }) }).catch((error: unknown) => {
      throw error instanceof TimeoutError && error.scope === "deadline" ? outOfTime() : error;
    });
    if (result !== undefined) return result;
    const left = endsAt - performance.now();
    if (left <= 0) throw outOfTime();
    await sleep(Math.min(pause, left), signal);
  }
}
