import type { Fail } from "../call.ts";
import type { RawPage } from "../paginate.ts";

/**
 * What an envelope holds.
 *
 * @throws ApiError when it is empty
 */
export function dataOf<Data extends object>({ data }: { readonly data: Data }, fail: Fail): Data {
  if (typeof data === "object" && data !== null) return data;
  throw fail.unreadable("the answer has no data", { data });
}

/** A page as Blooio gives it. */
export const pageOf = <Item>(page: {
  readonly data?: readonly Item[];
  readonly next_cursor?: string | null;
  readonly has_more?: boolean;
}): RawPage<Item> => ({ items: page.data, cursor: page.next_cursor, hasMore: page.has_more });
