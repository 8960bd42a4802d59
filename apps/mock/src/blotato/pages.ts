import type { Page } from "../model/records.ts";

/** The body of a page. The last page has no `cursor` at all. */
export const pageBody = ({ items, nextCursor }: Page<unknown>): object => ({
  items,
  ...(nextCursor !== undefined && { cursor: nextCursor }),
});
