import type { Page, PageRequest, Records } from "./records.ts";
import type { OperationRequest } from "./service.ts";

/** A list as an operation shows it. */
export interface Listing<Item> extends Omit<PageRequest<Item>, "cursor" | "limit"> {
  readonly show: (item: Item) => unknown;
}

/**
 * The page of a list that the `limit` and `cursor` of a request name.
 *
 * @throws InvalidCursorError when the list never gave this cursor
 */
export function readPage<Item extends { readonly id: string }>(
  { query }: Pick<OperationRequest, "query">,
  records: Pick<Records<Item>, "page">,
  { show, ...listing }: Listing<Item>,
): Page<unknown> {
  const { limit, cursor } = query;
  const page = records.page({
    ...listing,
    limit: typeof limit === "number" ? limit : 50,
    cursor: typeof cursor === "string" ? cursor : undefined,
  });
  return { items: page.items.map(show), nextCursor: page.nextCursor };
}

/** Whether a value passes a filter of the query; one that is left out lets every value pass. */
export const passes = (filter: unknown, value: unknown): boolean => filter === undefined || filter === value;
