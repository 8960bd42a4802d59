import { ApiError, mayPass, PaginationError } from "../core/errors.ts";
import type { Listing, Page } from "../core/pagination.ts";
import { sleep } from "../core/transport/limits.ts";

/** The signal that ends a watch, and what receives its failures. */
export interface Run {
  readonly signal: AbortSignal;
  readonly onError: (error: unknown) => void;
}

const longestPause = 60_000;

/**
 * Makes a request again until it succeeds, with growing pauses.
 *
 * @throws what cannot pass, such as a rejected key; the signal's reason
 */
export async function persist<Result>(request: () => PromiseLike<Result>, { onError, signal }: Run): Promise<Result> {
  for (let pause = 1_000; ; pause = Math.min(pause * 2, longestPause)) {
    try {
      return await request();
    } catch (error) {
      signal.throwIfAborted();
      if (!mayPass(error) && !(error instanceof PaginationError)) throw error;
      onError(error);
      await sleep(Math.max(pause, error instanceof ApiError ? (error.retryAfter ?? 0) : 0), signal);
    }
  }
}

/** The pages of a list. After a failure the page that failed is read again, not those before it. */
export async function* persistentPages<Item extends object>(
  list: (cursor: string | undefined) => Listing<Item>,
  run: Run,
): AsyncGenerator<Page<Item>, void, undefined> {
  let cursor: string | undefined;
  let pages = list(cursor).pages();
  for (;;) {
    const { done, value } = await persist(async () => {
      try {
        return await pages.next();
      } catch (error) {
        // A generator that has thrown gives nothing more, as if the list had ended.
        pages = list(cursor).pages();
        throw error;
      }
    }, run);
    if (done === true) return;
    cursor = value.nextCursor;
    yield value;
  }
}
