import { InvalidCursorError } from "../keyset-cursor.ts";
import { pageByKeyset } from "../keyset-page.ts";
import type { OperationAnswer, OperationRequest } from "../service.ts";
import type { Refusals } from "./refusals.ts";

export interface Listing<Item> {
  /** Names the list: its cursors work on no other. */
  readonly list: string;
  /** What passes the filters, in any order. */
  readonly items: Iterable<Item>;
  /** The time by which the list is ordered, newest first. */
  readonly timeOf: (item: Item) => number;
  readonly toAnswer: (item: Item) => object;
}

/** One page of a list, as the query's `limit` and `cursor` ask for it. The last page has no `cursor` at all. */
export function answerPage<Item extends { readonly id: string }>(
  { query }: OperationRequest,
  { list, items, timeOf, toAnswer }: Listing<Item>,
  refusals: Refusals,
): OperationAnswer {
  try {
    const page = pageByKeyset(items, timeOf, {
      list,
      limit: Number(query["limit"]),
      cursor: textOf(query["cursor"]),
      order: "descending",
    });
    return {
      status: 200,
      body: { items: page.items.map(toAnswer), ...(page.nextCursor !== undefined && { cursor: page.nextCursor }) },
    };
  } catch (error) {
    if (error instanceof InvalidCursorError) return refusals.invalid(error.message);
    throw error;
  }
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
