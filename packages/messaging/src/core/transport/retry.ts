import { boundDelay } from "./limits.ts";
import type { ErrorReading } from "../profile.ts";

/**
 * How a request may be repeated. `idempotent`: the method says that twice is as good as once. `keyed`: the service knows
 * a repetition by its key. `unsafe`: twice may send two messages.
 */
export type Repeatability = "idempotent" | "keyed" | "unsafe";

/**
 * Why an attempt has no good response: an error status; `unreached`, when no connection was made; `lost`, when the request was sent
 * and no complete response came.
 */
export type Failure = number | "unreached" | "lost";

/** How a request with this method may be repeated. */
export function repeatabilityOf(method: string, isKeyed: boolean): Repeatability {
  if (/^(GET|HEAD|PUT|DELETE)$/.test(method)) return "idempotent";
  return isKeyed ? "keyed" : "unsafe";
}

/**
 * Whether a failed request may be repeated: no second message can come of it, and it might help.
 * A 429 was rejected unprocessed, so it may always be repeated, unless waiting does not clear it.
 */
export function mayRepeat(failure: Failure, repeatability: Repeatability, isPermanent: boolean | undefined): boolean {
  if (failure === 429) return isPermanent !== true;
  if (failure === "unreached") return true;
  return repeatability !== "unsafe" && (failure === "lost" || mayPass(failure));
}

/** Statuses of a service, or of Cloudflare in front of it (520 to 530), that a later request may not get. */
const mayPass = (status: number): boolean =>
  [408, 500, 502, 503, 504, 507].includes(status) || (status >= 520 && status <= 530);

/** Whether the service may have acted on a request that failed in this way. */
export function mayHaveActed(failure: Failure, method: string): boolean {
  if (/^(GET|HEAD)$/.test(method) || failure === "unreached") return false;
  // A POST may be done, and its result be at another address (RFC 9110 §15.4.4).
  return failure === "lost" || failure === 303 || failure === 408 || (failure >= 500 && failure !== 501);
}

/**
 * How long to wait before a request is repeated, in milliseconds: exponential, with full jitter, so that clients which failed
 * together do not come back together; and no less than the service wants, which may be zero, or a time in the past.
 */
export const delayAfter = (attempts: number, wanted: number = 0): number =>
  Math.max(wanted, Math.ceil(Math.random() * Math.min(8_000, 500 * 2 ** (attempts - 1))));

/**
 * How long the service wants callers to wait: by its `Retry-After` header, in seconds or as an HTTP date, or by its words.
 *
 * @returns milliseconds from now, or undefined when it does not say, or cannot be understood
 */
export function retryAfterOf(response: Response | undefined, reading: ErrorReading): number | undefined {
  const text = response?.headers.get("retry-after")?.trim() ?? "";
  const wanted = /^[\d.]+$/.test(text) ? Number(text) * 1_000 : dateIn(text) - Date.now();
  const wait = Number.isNaN(wanted) ? reading.retryAfter : wanted;
  return wait === undefined ? undefined : boundDelay(wait);
}

/** `Date.parse` alone would take "retry 5" for a date of the year 2001; each form of an HTTP date has a time, in UTC, said or not. */
const dateIn = (text: string): number =>
  /:\d\d:/.test(text) ? Date.parse(/GMT|Z$/.test(text) ? text : `${text} GMT`) : Number.NaN;
