import { SwitchboardError } from "@switchboard/typed-fetch";

import { ApiError, ConnectionError, TimeoutError } from "./errors.ts";
import { sleep } from "./limits.ts";
import type { CallOptions, Settings } from "./options.ts";

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
 * Looks again and again, with growing pauses, until there is something to give. A look that fails for a reason which may pass
 * does not end the waiting.
 *
 * @param look undefined means: not yet; its calls must take the options, by which they end when the waiting does
 * @throws TimeoutError with the scope `wait`, its `cause` the last look when that failed, and whatever else `look` throws
 */
export async function pollUntil<Result>(
  { id: operationId }: { readonly id: string },
  { profile }: Settings,
  { timeout = defaultTimeout, signal }: WaitOptions,
  look: (options: CallOptions) => Promise<Result | undefined>,
): Promise<Result> {
  if (!(timeout >= 0)) throw new SwitchboardError(`timeout is ${timeout}; expected milliseconds, 0 or more`);
  const endsAt = performance.now() + timeout;
  let looks = 0;
  let failure: unknown;
  // What was waited for was sent before, and stays sent; this call only looks.
  const outOfTime = (): TimeoutError => {
    const facts = { api: profile.api, operationId, attempts: looks, maybeSent: false, idempotencyKey: undefined };
    const error = new TimeoutError(facts, "wait", timeout);
    return failure === undefined ? error : Object.assign(error, { cause: failure });
  };
  for (let pause = firstPause; ; pause = Math.min(pause * 1.5, longestPause)) {
    looks += 1;
    // No time at all is one look, as long as any other call may take.
    const limit = timeout === 0 ? {} : { deadline: Math.max(0, endsAt - performance.now()) };
    let wait = pause;
    try {
      const result = await look({ ...limit, ...(signal && { signal }) });
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

/** Whether a look that failed says nothing about the next one. */
const mayPass = (error: unknown): boolean =>
  error instanceof ConnectionError ||
  (error instanceof TimeoutError && error.scope === "attempt") ||
  (error instanceof ApiError && error.retryable);
