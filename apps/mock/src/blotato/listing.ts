import { InvalidCursorError } from "../model/keyset-cursor.ts";
import { OrderedRecords, type Page, type PageRequest } from "../model/ordered-records.ts";
import type { OperationAnswer, OperationRequest } from "../model/service.ts";
import type { Refusals } from "./refusals.ts";
import type { WorldState } from "./world-state.ts";

export interface Listing<Item> {
  /** Names the list: its cursors work on no other. */
  readonly list: string;
  readonly page: (request: PageRequest<Item>) => Page<Item>;
  /** Whether an item passes the filters. */
  readonly matches: (item: Item) => boolean;
  readonly toAnswer: (item: Item) => object;
}

/** One page of a list, newest first, as the query's `limit` and `cursor` ask for it. The last page has no `cursor` at all. */
export function answerPage<Item extends { readonly id: string }>(
  { query }: OperationRequest,
  { list, page, matches, toAnswer }: Listing<Item>,
  refusals: Refusals,
): OperationAnswer {
  try {
    const { items, nextCursor } = page({
      list,
      limit: Number(query["limit"]),
      cursor: textOf(query["cursor"]),
      order: "descending",
      matches,
    });
    return {
      status: 200,
      body: { items: items.map(toAnswer), ...(nextCursor !== undefined && { cursor: nextCursor }) },
    };
  } catch (error) {
    if (error instanceof InvalidCursorError) return refusals.invalid(error.message);
    throw error;
  }
}

/** A page of nothing, for filters that let nothing pass: to find that out by looking could take a look at everything. */
export function emptyPage<Item extends { readonly id: string }>(request: PageRequest<Item>): Page<Item> {
  return new OrderedRecords<Item>([], () => 0).page(request);
}

/** Whether any account with conversations passes the filters. If none does, there is nothing to look for. */
export function canMatch(
  { conversations, seedData }: WorldState,
  accountId: string | undefined,
  platforms: ReadonlySet<unknown> | undefined,
): boolean {
  // The vendor does not say what an unknown account or conversation gets. A filter finds what there is, here nothing.
  return Iterator.from(conversations.accountIds).some(
    (id) => passes(accountId, id) && platforms?.has(seedData.accounts.get(id)?.platform) !== false,
  );
}

/** A query parameter that takes one text; undefined when it was not given. */
export function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** A query parameter that takes several texts; undefined when it was not given. */
export function textsOf(value: unknown): ReadonlySet<unknown> | undefined {
  return Array.isArray(value) ? new Set<unknown>(value) : undefined;
}

/** Whether a value passes a filter: one that was not given lets everything pass. */
export function passes(filter: string | undefined, value: string | null): boolean {
  return filter === undefined || filter === value;
}
