export type JsonObject = { readonly [key: string]: unknown };

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const asObject = (value: unknown): JsonObject => (isObject(value) ? value : {});

export const asArray = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Own properties only: a document may well name a field `constructor`. */
export const own = (object: JsonObject, key: string): unknown => (Object.hasOwn(object, key) ? object[key] : undefined);

/** A JSON pointer from its parts, as a URI fragment: `#/paths/~1chats/get`. */
export const pointerOf = (base: string, ...keys: readonly (string | number)[]): string =>
  base + keys.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");

/** The keys of a pointer made by {@link pointerOf}, which a document may also have written percent-encoded. */
export const keysOf = (pointer: string): string[] =>
  pointer
    .split("/")
    .slice(1)
    .map((key) => decode(key).replaceAll("~1", "/").replaceAll("~0", "~"));

function decode(key: string): string {
  try {
    return decodeURIComponent(key);
  } catch {
    return key;
  }
}

/** What stands at a pointer; undefined where nothing does. References on the way are not followed. */
export function at(document: unknown, pointer: string): unknown {
  let part = document;
  for (const key of keysOf(pointer)) {
    if (Array.isArray(part)) part = /^\d+$/.test(key) ? (part as unknown[])[Number(key)] : undefined;
    else part = own(asObject(part), key);
  }
  return part;
}

/** Text of a value that should be one: JSON where it is not. */
export const wordOf = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

/** JSON with the keys of each object in order, so that equal things have equal texts. */
export const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, child: unknown) =>
    isObject(child)
      ? Object.fromEntries(Object.entries(child).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : child,
  ) ?? "undefined";
