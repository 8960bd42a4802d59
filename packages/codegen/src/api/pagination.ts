import type { Pagination } from "./model.ts";

/** The `x-pagination` of a document; undefined where it is not one. */
export function readPagination(value: unknown): Pagination | undefined {
  const isPagination =
    typeof value === "object" &&
    value !== null &&
    keys.slice(0, 3).every((key) => key in value) &&
    Object.entries(value).every(([key, name]) => keys.includes(key) && typeof name === "string");
  return isPagination ? (value as Pagination) : undefined;
}

const keys = ["parameter", "items", "cursor", "more"];

export const paginationForm =
  'the names of the query parameter that takes the cursor, and of the response\'s fields: { parameter, items, cursor }, and "more" ' +
  "where a field says that more follow";
