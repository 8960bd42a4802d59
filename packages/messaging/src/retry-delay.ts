/** A timer with a longer delay fires at once. */
const longestTimer = 2 ** 31 - 1;

/** Keeps a delay within what a timer can count, in milliseconds. */
export const boundDelay = (milliseconds: number): number =>
  Math.min(Math.max(0, Math.ceil(milliseconds)), longestTimer);

/**
 * How long to wait before the next attempt when the service does not say: exponential, with full jitter, so that clients which
 * failed together do not come back together.
 *
 * @param attempt how many attempts failed so far, from 1
 */
export function backoff(
  attempt: number,
  { base, cap }: { readonly base: number; readonly cap: number },
  random: () => number,
): number {
  return boundDelay(random() * Math.min(cap, base * 2 ** (attempt - 1)));
}

/**
 * Reads a `Retry-After` header, in seconds or as an HTTP date.
 *
 * @returns milliseconds from now, or undefined when there is no such header or it cannot be read
 */
export function parseRetryAfter(header: string | null, now: number): number | undefined {
  const text = header?.trim() ?? "";
  if (/^\d+(\.\d+)?$/.test(text)) return boundDelay(Number(text) * 1_000);
  // `Date.parse` would take "retry 5" for a date of the year 2001; each form of an HTTP date begins with a day of the week.
  const date = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : boundDelay(date - now);
}

/**
 * Waits, and ends at once when the signal is aborted.
 *
 * @throws the signal's reason
 */
export function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) {
      reject(signal.reason as Error);
      return;
    }
    const abort = (): void => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", abort);
      resolve();
    }, boundDelay(milliseconds));
    signal?.addEventListener("abort", abort, { once: true });
  });
}
