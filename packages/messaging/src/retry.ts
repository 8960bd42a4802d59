import type { ErrorReading } from "./settings.ts";
import { boundDelay } from "./within-limits.ts";

/**
 * How a request may be repeated. `idempotent`: the method says that twice is as good as once. `keyed`: the service knows
 * a repetition by its key. `unsafe`: twice may send two messages.
 */
export type Repeatability = "idempotent" | "keyed" | "unsafe";

/** Why an attempt has no good answer: the status of a bad one, or one of those below. */
export type Failure = number;
/** No connection was made. */
export const unreached: Failure = -1;
/** The request was sent, and no complete answer came. */
export const lost: Failure = -2;

/**
 * Whether a failed request may be repeated: no second message can come of it, and it might help.
 * A 429 was refused unprocessed, so it may always be repeated, unless waiting does not clear it.
 */
export function mayRepeat(failure: Failure, repeatability: Repeatability, isPermanent: boolean | undefined): boolean {
  if (failure === 429) return isPermanent !== true;
  return failure === unreached || (repeatability !== "unsafe" && [lost, 408, 500, 502, 503, 504].includes(failure));
}

/** Whether the service may have acted on a request that failed in this way. */
export const mayHaveActed = (failure: Failure, method: string): boolean =>
  !/^(GET|HEAD)$/.test(method) && (failure === lost || failure === 408 || (failure >= 500 && failure !== 501));

/**
 * How long to wait before a request is repeated, in milliseconds: exponential, with full jitter, so that clients which failed
 * together do not come back together; and no less than the service asks for, which may be no wait at all, or one until yesterday.
 */
export const delayAfter = (attempts: number, asked: number = 0): number =>
  Math.max(asked, Math.ceil(Math.random() * Math.min(8_000, 500 * 2 ** (attempts - 1))));

/**
 * How long the service asks to wait: by its `Retry-After` header, in seconds or as an HTTP date, or by its words.
 *
 * @returns milliseconds from now, or undefined when it does not ask, or cannot be understood
 */
export function retryAfterOf(response: Response | undefined, reading: ErrorReading): number | undefined {
  const text = response?.headers.get("retry-after") ?? "";
  // `Date.parse` alone would take "retry 5" for a date of the year 2001; each form of an HTTP date has a time.
  const asked = /:\d\d:/.test(text)
    ? Date.parse(text) - Date.now()
    : /^[\d.]+$/.test(text)
      ? Number(text) * 1_000
      : Number.NaN;
  const wait = Number.isNaN(asked) ? reading.retryAfter : asked;
  return wait === undefined ? undefined : boundDelay(wait);
}
