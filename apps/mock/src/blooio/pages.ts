import type { OrderedRecords, SharedRecords } from "../model/ordered-records.ts";
import type { OperationAnswer, OperationRequest } from "../model/service.ts";

interface Listing<Item> {
  /** Names the list: its cursors work on no other. */
  readonly list: string;
  readonly order: "ascending" | "descending";
  /** What the filters of the query let through; all of it when left out. */
  readonly matches?: (item: Item) => boolean;
  /** Of the shared records, those that may match; all of them when left out. */
  readonly among?: SharedRecords<Item>;
  readonly show: (item: Item) => unknown;
}

/** One page of a list, as the request's `limit` and `cursor` ask for it. */
export function pageAnswer<Item extends { readonly id: string }>(
  { query }: OperationRequest,
  records: OrderedRecords<Item>,
  { show, ...listing }: Listing<Item>,
): OperationAnswer {
  const limit = query["limit"];
  const cursor = query["cursor"];
  const page = records.page({
    ...listing,
    limit: typeof limit === "number" ? limit : 50,
    cursor: typeof cursor === "string" ? cursor : undefined,
  });
  return {
    status: 200,
    body: { data: page.items.map(show), has_more: page.nextCursor !== undefined, next_cursor: page.nextCursor ?? null },
  };
}

/** Whether an item has the value that a filter of the query asks for; a missing filter asks for nothing. */
export const passes = (filter: unknown, value: unknown): boolean => filter === undefined || filter === value;
