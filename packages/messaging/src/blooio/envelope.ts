import type { ChannelPage, ChatPage, MessagePage } from "@switchboard/blooio";

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

type AnyPage = ChannelPage | ChatPage | MessagePage;

/** A page as Blooio gives it. */
export const pageOf = <Page extends AnyPage>({
  data,
  has_more: hasMore,
  next_cursor: cursor,
}: Page): RawPage<NonNullable<Page["data"]>[number]> => ({ items: data, cursor, hasMore });
