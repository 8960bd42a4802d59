import type { Pointer } from "./document.ts";

export interface Reference {
  /** Where its `$ref` stands. */
  readonly pointer: Pointer;
  readonly text: string;
  /** The file that it names; empty where it stays within its own. */
  readonly file: string;
  /** Where it leads in that file; undefined for an anchor. */
  readonly target: Pointer | undefined;
}

/** Every `$ref` of a parsed file. */
export function referencesIn(part: unknown, pointer: Pointer = []): Reference[] {
  if (typeof part !== "object" || part === null) return [];
  const entries = Array.isArray(part) ? [...part.entries()] : Object.entries(part);
  return entries.flatMap(([key, child]) =>
    key === "$ref" && typeof child === "string"
      ? [parseReference([...pointer, key], child)]
      : referencesIn(child, [...pointer, key]),
  );
}

function parseReference(pointer: Pointer, text: string): Reference {
  const [file = "", fragment = ""] = text.split("#", 2);
  const isPointer = fragment === "" || fragment.startsWith("/");
  const keys = fragment.split("/").slice(1);
  return { pointer, text, file, target: isPointer ? keys.map(unescapeKey) : undefined };
}

const unescapeKey = (key: string): string => key.replaceAll("~1", "/").replaceAll("~0", "~");

/** What stands at a place; undefined when nothing does. */
export const valueAt = (content: unknown, pointer: Pointer): unknown =>
  pointer.reduce<unknown>(
    (part, key) =>
      typeof part === "object" && part !== null && Object.hasOwn(part, key)
        ? (part as Record<string | number, unknown>)[key]
        : undefined,
    content,
  );
