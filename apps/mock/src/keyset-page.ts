import { createHash } from "node:crypto";

/** Where a keyset cursor stands: the sort key of the last item that was given, and its id to break ties. */
interface Position {
  readonly key: number;
  readonly id: string;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Undefined on the last page. */
  readonly nextCursor: string | undefined;
}

export interface PageRequest {
  /** Names the list whose cursors are taken, such as `conversations` or `messages chat_1`. */
  readonly list: string;
  readonly limit: number;
  readonly cursor: string | undefined;
  readonly order: "ascending" | "descending";
}

/** A cursor that the list never gave. */
export class InvalidCursorError extends Error {
  override readonly name = "InvalidCursorError";
}

/**
 * One page of a list that is ordered by a number and, among equals, by id. The cursor names the last item that was given, not a
 * count of items: what arrives while a client walks neither hides nor repeats what it has yet to see.
 *
 * @throws InvalidCursorError when the cursor was not given by a list of this name
 */
export function pageByKeyset<Item extends { readonly id: string }>(
  items: Iterable<Item>,
  keyOf: (item: Item) => number,
  { list, limit, cursor, order }: PageRequest,
): Page<Item> {
  const direction = order === "ascending" ? 1 : -1;
  const compare = (a: Position, b: Position): number =>
    direction * (a.key - b.key || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const after = cursor === undefined ? undefined : decodeCursor(list, cursor);
  const positioned = Array.from(items, (item) => ({ key: keyOf(item), id: item.id, item }));
  const rest = positioned.filter((position) => after === undefined || compare(position, after) > 0).toSorted(compare);
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(({ item }) => item),
    nextCursor: rest.length > page.length && last !== undefined ? encodeCursor(list, last) : undefined,
  };
}

/** The checksum is against mistakes, a cursor of another list or one that was cut, and not against malice: it has no secret. */
function encodeCursor(list: string, { key, id }: Position): string {
  const checksum = createHash("sha256")
    .update(JSON.stringify([list, key, id]))
    .digest("base64url")
    .slice(0, 8);
  return Buffer.from(JSON.stringify([key, id, checksum])).toString("base64url");
}

function decodeCursor(list: string, cursor: string): Position {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString());
    if (Array.isArray(parsed) && typeof parsed[0] === "number" && typeof parsed[1] === "string") {
      const position = { key: parsed[0], id: parsed[1] };
      // Made again and compared: a checksum that is wrong is found, and so is what the decoder passes over.
      if (encodeCursor(list, position) === cursor) return position;
    }
  } catch {
    // Not ours; told below.
  }
  throw new InvalidCursorError(`cursor ${JSON.stringify(cursor)} is not one that this list gave`);
}
