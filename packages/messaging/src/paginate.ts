import type { CallOptions } from "./call.ts";
import { PaginationError, SwitchboardError } from "./errors.ts";
import type { Redact } from "./redact.ts";

/** One page of a listing. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Where the next page starts: pass it as `cursor` to go on later. Undefined on the last page. */
  readonly nextCursor: string | undefined;
}

/** What can be set for a listing; the call options hold for each of its pages. */
export interface ListOptions extends CallOptions {
  /** 1 asks for the next page while the caller works on this one. Default: 0. */
  readonly prefetch?: 0 | 1;
  /**
   * Leaves out an item whose id was given before, among the last 10 000: lists are ordered by activity, so an item can move
   * from one page to another during a walk. Default: false.
   */
  readonly distinct?: boolean;
}

/** A page as a service gives it. */
export interface RawPage<Item> {
  readonly items: readonly Item[] | undefined;
  readonly cursor?: string | number | null | undefined;
  /** False ends the list, whatever the cursor is. */
  readonly hasMore?: boolean | undefined;
}

/** Asks for one page, by the same way as any other call; without a cursor, for the first. */
export type FetchPage<Item> = (cursor: string | undefined, options: CallOptions) => Promise<RawPage<Item>>;

/**
 * A list that is fetched page by page while it is read. Each loop over it starts anew, at the cursor that was given.
 *
 * @example
 * for await (const conversation of blotato.conversations.list({ platform: "instagram" })) {
 *   console.log(conversation.id, conversation.updatedAt);
 * }
 */
export class Listing<Item extends { readonly id: string }> implements AsyncIterable<Item> {
  readonly #fetchPage: FetchPage<Item>;
  readonly #start: string | undefined;
  readonly #options: ListOptions;
  readonly #redact: Redact;

  /** Listings are made by the `list` methods of a client. */
  constructor(fetchPage: FetchPage<Item>, start: string | undefined, options: ListOptions, redact: Redact) {
    this.#fetchPage = fetchPage;
    this.#start = start;
    this.#options = options;
    this.#redact = redact;
  }

  /**
   * The items, one after the other.
   *
   * @throws the errors of a call, with the `cursor` of the page that failed; PaginationError when the service repeats a cursor,
   *   after the items of the page that carries it, with the `cursor` of that page
   */
  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    for await (const { items } of this.pages()) {
      for (const item of items) {
        this.#options.signal?.throwIfAborted();
        yield item;
      }
    }
  }

  /**
   * The pages, one after the other. A page may be empty, and another follow it.
   *
   * @throws like the iteration over items
   * @example
   * for await (const { items, nextCursor } of blooio.chats.list({ limit: 200 }).pages()) {
   *   console.log(items.length, nextCursor);
   * }
   */
  pages(): AsyncGenerator<Page<Item>, void, undefined> {
    return this.#pages(Number.POSITIVE_INFINITY);
  }

  /** @param enough how many items are wanted: no page is asked for ahead beyond them */
  async *#pages(enough: number): AsyncGenerator<Page<Item>, void, undefined> {
    const { distinct = false, prefetch, signal } = this.#options;
    const onlyNew = distinct ? newItemsOf<Item>() : undefined;
    const seen = new Set<string>();
    // Ends the page that was asked for ahead, when the caller stops before it.
    const stopped = prefetch === 1 ? new AbortController() : undefined;
    const signals = [stopped?.signal, signal].filter((each) => each !== undefined);
    const options = stopped === undefined ? this.#options : { ...this.#options, signal: AbortSignal.any(signals) };
    let cursor = this.#start;
    let before: string | undefined;
    let count = 0;
    let next: Promise<Page<Item>> | undefined;
    try {
      do {
        const whole: Page<Item> = await (next ?? this.#request(cursor, before, seen, options));
        const page = onlyNew === undefined ? whole : onlyNew(whole);
        before = cursor;
        cursor = page.nextCursor;
        count += page.items.length;
        const isAhead = stopped !== undefined && cursor !== undefined && count < enough;
        next = isAhead ? this.#request(cursor, before, seen, options) : undefined;
        // When it fails, the caller is told on coming to it, and not by an unhandled rejection before.
        next?.catch(() => undefined);
        signal?.throwIfAborted();
        yield page;
      } while (cursor !== undefined);
    } finally {
      stopped?.abort();
    }
  }

  /**
   * All items in an array, at most `limit`; no page is asked for beyond it.
   *
   * @throws like the iteration over items; RangeError when the limit is not a whole number of 0 or more, or Infinity
   * @example
   * const newest = await blotato.messages.list({ conversationId: "4711" }).toArray({ limit: 100 });
   */
  async toArray({ limit }: { readonly limit: number }): Promise<Item[]> {
    if (!(limit >= 0) || (!Number.isInteger(limit) && limit !== Number.POSITIVE_INFINITY)) {
      throw new RangeError(`limit is ${limit}; expected a whole number, 0 or more`);
    }
    const all: Item[] = [];
    if (limit === 0) return all;
    for await (const { items } of this.#pages(limit)) {
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
   * @throws like the iteration over items
   * @example
   * const latest = await blooio.chats.list({ state: "open" }).first();
   */
  async first(): Promise<Item | undefined> {
    const [item] = await this.toArray({ limit: 1 });
    return item;
  }

  /** @param before the cursor of the page that gave this one, for the error of a walk that would go in circles */
  async #request(
    cursor: string | undefined,
    before: string | undefined,
    seen: Set<string>,
    options: CallOptions,
  ): Promise<Page<Item>> {
    let failed = cursor;
    try {
      if (cursor !== undefined && seen.has(cursor)) {
        failed = before;
        throw new PaginationError(
          `The service gave the cursor ${JSON.stringify(this.#redact(cursor))} before; going on would never end`,
        );
      }
      if (cursor !== undefined) seen.add(cursor);
      return pageOf(await this.#fetchPage(cursor, options));
    } catch (error) {
      if (error instanceof SwitchboardError && failed !== undefined) error.cursor = this.#redact(failed);
      throw error;
    }
  }
}

/** @throws PaginationError when the service's page is none */
function pageOf<Item>({ items, cursor, hasMore }: RawPage<Item>): Page<Item> {
  if (!Array.isArray(items)) throw new PaginationError("The service gave a page without a list of items");
  if (!items.every((item) => typeof item === "object" && item !== null)) {
    throw new PaginationError("The service gave a page with an item that is no object");
  }
  if (hasMore === false || cursor === undefined || cursor === null || cursor === "") {
    return { items, nextCursor: undefined };
  }
  if (typeof cursor === "string" || typeof cursor === "number") return { items, nextCursor: String(cursor) };
  throw new PaginationError(`The service gave a cursor of the type ${typeof cursor}; expected a text`);
}

const windowSize = 10_000;

/** Leaves out of each page the items whose ids were there among the most recent ones; memory stays bounded. */
function newItemsOf<Item extends { readonly id: string }>(): (page: Page<Item>) => Page<Item> {
  const ids = new Set<string>();
  const isNew = ({ id }: Partial<Item>): boolean => {
    // Without ids, nothing is known to be the same.
    if (id === undefined || id === null) return true;
    // Taken out and put back, an id that comes again counts as recent.
    const wasThere = ids.delete(id);
    ids.add(id);
    const [oldest] = ids.size > windowSize ? ids : [];
    if (oldest !== undefined) ids.delete(oldest);
    return !wasThere;
  };
  return (page) => ({ ...page, items: page.items.filter(isNew) });
}
