import type { Call } from "./call.ts";
import { unreadable } from "./failures.ts";

/** Reads the result of a call from its success, or throws where that holds no result. */
export type Read<Data, Result> = (data: Data, call: Call) => Result;

/**
 * The value in the one field of an envelope.
 *
 * @throws ApiError when it is empty
 */
export const objectIn =
  <Field extends string>(field: Field) =>
  <Data extends object>(envelope: { readonly [name in Field]: Data }, call: Call): Data => {
    const data = envelope[field];
    if (typeof data === "object" && data !== null) return data;
    throw unreadable(call, `the response has no ${field}`, envelope);
  };

/**
 * The items of a list that comes whole.
 *
 * @throws ApiError when there is no list
 */
export const itemsIn =
  <Field extends string>(field: Field) =>
  <Item>(list: { readonly [name in Field]: Item[] }, call: Call): Item[] => {
    const items = list[field];
    if (Array.isArray(items)) return items;
    throw unreadable(call, "the response has no list of items", list);
  };

/**
 * Checks that a success has the text that callers need: another JSON object, such as a proxy's, lacks it.
 *
 * @throws ApiError when it lacks it
 */
export const withText =
  <Field extends string>(field: Field) =>
  <Data extends { readonly [name in Field]?: unknown }>(data: Data, call: Call): Data => {
    const value = data[field];
    if (typeof value === "string" && value !== "") return data;
    throw unreadable(call, `the response has no ${field}`, data);
  };
