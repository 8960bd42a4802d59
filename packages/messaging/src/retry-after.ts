import type { ErrorReading } from "./call.ts";
import { boundDelay } from "./within-limits.ts";

/**
 * How long the service asks to wait: by its `Retry-After` header, in seconds or as an HTTP date, or by its words.
 *
 * @returns milliseconds from now, or undefined when it does not ask, or cannot be understood
 */
export function retryAfterOf(response: Response | undefined, reading: ErrorReading): number | undefined {
  const text = response?.headers.get("retry-after")?.trim() ?? "";
  let wait = reading.retryAfter;
  if (/^\d+(\.\d+)?$/.test(text)) wait = Number(text) * 1_000;
  // `Date.parse` would take "retry 5" for a date of the year 2001; each form of an HTTP date begins with a day of the week.
  else if (/^(mon|tue|wed|thu|fri|sat|sun)/i.test(text)) {
    const date = Date.parse(text);
    if (!Number.isNaN(date)) wait = date - Date.now();
  }
  return wait === undefined ? undefined : boundDelay(wait);
}
