import { SwitchboardError } from "@switchboard/typed-fetch";

import type { Call } from "./call.ts";
import { PaginationError } from "./errors.ts";
import { onAbort } from "./transport/limits.ts";
import type { CallOptions } from "./options.ts";
import type { Redact } from "./redact.ts";

/** One page of a listing. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Where the next page starts: pass it as `cursor` to go on later. Undefined on the last page. */
  readonly nextCursor: string | undefined;
}

/** What can be set for a listing; the call options hold for each of its pages. */
export interface ListOptions extends CallOptions {
  /** 1 requests the next page while the caller works on this one. Default: 0. */
  readonly prefetch?: 0 | 1 | undefined;
  /**
   * Leaves out an item whose id was given before, among the last 10 000: lists are ordered by activity, so an item can move
   * from one page to another during a walk. Default: false.
   */
  readonly distinct?: boolean | undefined;
}

/** A page as a service gives it. */
export interface RawPage<Item> {
  readonly items: readonly Item[] | undefined;
  readonly cursor?: string | number | null | undefined;
  /** False ends the list, whatever the cursor is. */
  readonly hasMore?: boolean | undefined;
  /** The request to which it is the response. */
  readonly call: Call;
}

/** Requests one page, like any other call; the first one without a cursor. */
type FetchPage<Item> = (cursor: string | undefined, options: CallOptions) => Promise<RawPage<Item>>;

/** Where the pages of a listing come from. */
export interface PageSource<Item> {
  readonly fetchPage: FetchPage<Item>;
  /** The cursor of the first page. */
  readonly start: string | undefined;
  readonly options: ListOptions;
  /** Removes secrets from the first cursor. */
  readonly redact: Redact;
}

/**
 * A list that is fetched page by page while it is read. Each loop over it starts anew, at the cursor that was given.
 *
 * Looping over its items throws the errors of a call, with the `cursor` of the page that failed; and PaginationError when the
 * service repeats a cursor, after the items of the page that carries it, with the `cursor` of that page.
 *
 * @example
 * for await (const conversation of blotato.conversations.list({ platform: "instagram" })) {
 *   console.log(conversation.id, conversation.updatedAt);
 * }
 */
export class Listing<Item extends object> implements AsyncIterable<Item, void, undefined> {
  // No private field: a listing may stand in a proxy, such as Vue's.
  private readonly source: () => PageSource<Item>;

  /** Listings are made by the `list` methods of a client. */
  constructor(source: PageSource<Item>) {
    this.source = () => source;
  }

  [Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    return walkItems(this.source());
  }

  /**
   * The pages, one after the other. A page may be empty, and another follow it.
   *
   * @throws like the loop over items
   * @example
   * for await (const { items, nextCursor } of blooio.chats.list({ limit: 200 }).pages()) {
   *   console.log(items.length, nextCursor);
   * }
   */
  pages(): AsyncGenerator<Page<Item>, void, undefined> {
    return walkPages(this.source());
  }

  /**
   * All items in an array, at most `limit`; no page is requested beyond it.
   *
   * @throws like the loop over items; SwitchboardError when the limit is not a whole number of 0 or more, or Infinity
   * @example
   * const newest = await blotato.messages.list({ conversationId: "4711" }).toArray({ limit: 100 });
   */
  async toArray({ limit }: { readonly limit: number }): Promise<Item[]> {
    if (typeof limit !== "number" || !(limit >= 0) || limit % 1 > 0) {
      throw new SwitchboardError(`limit is ${limit}; expected a whole number, 0 or more`, "invalidOption");
    }
    const all: Item[] = [];
    if (limit === 0) return all;
    for await (const { items } of walkPages(this.source(), limit)) {
      for (const item of items) {
        all.push(item);
        if (all.length >= limit) return all;
      }
    }
    return all;
  }

  /**
   * The first item, or undefined when there is none.
   *
   * @throws like the loop over items
   * @example
   * const latest = await blooio.chats.list({ state: "open" }).first();
   */
  async first(): Promise<Item | undefined> {
    return (await this.toArray({ limit: 1 }))[0];
  }
}

async function* walkItems<Item extends object>(source: PageSource<Item>): AsyncGenerator<Item, void, undefined> {
  for await (const { items } of walkPages(source)) {
    for (const item of items) {
      source.options.signal?.throwIfAborted();
      yield item;
    }
  }
}

/** @param enough how many items are wanted: no page is requested ahead beyond them. Default: all */
async function* walkPages<Item extends object>(
  { fetchPage, options, redact, start }: PageSource<Item>,
  enough?: number,
): AsyncGenerator<Page<Item>, void, undefined> {
  const { distinct = false, prefetch, signal } = options;
  let seen: Set<number> | undefined;
  const onlyNew = distinct ? newItemsOf<Item>() : undefined;
  // Ends the page that was requested ahead, when the caller stops before it.
  const stopped = prefetch === 1 ? new AbortController() : undefined;
  const pageOptions = stopped === undefined ? options : { ...options, signal: stopped.signal };
  const forget = stopped && onAbort(signal, () => stopped.abort(signal?.reason));
  let cursor = start;
  let before: string | undefined;
  let count = 0;
  let last: Call | undefined;
  let next: Promise<Page<Item>> | undefined;

  const request = async (): Promise<Page<Item>> => {
    let failed = cursor;
    try {
      signal?.throwIfAborted();
      const hash = cursor === undefined ? undefined : hashOf(cursor);
      if (last !== undefined && hash !== undefined && seen?.has(hash) === true) {
        // Where the walk would go in circles, the cursor of the page that led there helps most.
        failed = before;
        throw pageError(`the service gave the cursor ${JSON.stringify(last.redact(cursor))} before`, last);
      }
      if (hash !== undefined) (seen ??= new Set()).add(hash);
      const page = await fetchPage(cursor, pageOptions);
      last = page.call;
      return pageOf(page);
    } catch (error) {
      if (error instanceof SwitchboardError && failed !== undefined) {
        error.cursor = last === undefined ? redact(failed) : last.redact(failed);
      }
      throw error;
    }
  };

  try {
    do {
      const whole: Page<Item> = await (next ?? request());
      const page = onlyNew === undefined ? whole : onlyNew(whole);
      before = cursor;
      cursor = page.nextCursor;
      count += page.items.length;
      next = stopped && cursor !== undefined && !(enough !== undefined && count >= enough) ? request() : undefined;
      // A failure reaches the caller with the page, and not as an unhandled rejection before.
      next?.catch(() => undefined);
      signal?.throwIfAborted();
      yield page;
    } while (cursor !== undefined);
  } finally {
    forget?.();
    stopped?.abort();
  }
}

/** A number in place of a cursor: those of a long list, which may be long themselves, would fill the memory (cyrb53). */
function hashOf(cursor: string): number {
  let [low, high] = [0xdeadbeef, 0x41c6ce57];
  for (let index = 0; index < cursor.length; index += 1) {
    const code = cursor.charCodeAt(index);
    low = Math.imul(low ^ code, 2654435761);
    high = Math.imul(high ^ code, 1597334677);
  }
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  return 2 ** 32 * (high & 0x1fffff) + (low >>> 0);
}

const pageError = (reason: string, call: Call): PaginationError =>
  new PaginationError(reason, call.facts(), call.response?.status);

/** @throws PaginationError when the service's response is not a page */
function pageOf<Item>({ call, cursor, hasMore, items }: RawPage<Item>): Page<Item> {
  const next = hasMore === false ? "" : (cursor ?? "");
  const isCursor = typeof next === "string" || typeof next === "number";
  if (isCursor && Array.isArray(items) && items.every((item) => typeof item === "object" && item !== null)) {
    return { items, nextCursor: next === "" ? undefined : String(next) };
  }
  throw pageError("the service gave a page without a list of items, or with a cursor that is not a string", call);
}

const windowSize = 10_000;

/** Leaves out of each page the items whose ids were there among the most recent ones; memory stays bounded. */
function newItemsOf<Item extends object>(): (page: Page<Item>) => Page<Item> {
  const ids = new Set<unknown>();
  const isNew = ({ id }: { readonly id?: unknown }): boolean => {
    // Items without ids are never known to be the same.
    if (id === undefined || id === null) return true;
    // Deleted and added again, so that an id that comes again counts as recent.
    const wasThere = ids.delete(id);
    ids.add(id);
    const [oldest] = ids.size > windowSize ? ids : [];
    if (oldest !== undefined) ids.delete(oldest);
    return !wasThere;
  };
  return (page) => ({ ...page, items: page.items.filter(isNew) });
}
