import type { Page } from "../model/records.ts";

/** The body of a page. */
export const pageBody = ({ items, nextCursor }: Page<unknown>): unknown => ({
  data: items,
  has_more: nextCursor !== undefined,
  next_cursor: nextCursor ?? null,
});
