import type { Fail } from "./call.ts";

/**
 * Checks that a success has the text by which people go on: any other JSON object, such as a proxy's, is none.
 *
 * @throws ApiError when it has not; `maybeSent` unless it was only asked for
 */
export const withText =
  <Field extends string>(field: Field) =>
  <Data extends { readonly [name in Field]?: unknown }>(data: Data, fail: Fail): Data => {
    const value = data[field];
    if (typeof value === "string" && value !== "") return data;
    throw fail.unreadable(`the answer has no ${field}`, data);
  };

/**
 * The items of a list that comes whole.
 *
 * @throws ApiError when there is no list
 */
export function itemsOf<Item>(data: { readonly items: Item[] }, fail: Fail): Item[] {
  if (Array.isArray(data.items)) return data.items;
  throw fail.unreadable("the answer has no list of items", data);
}
