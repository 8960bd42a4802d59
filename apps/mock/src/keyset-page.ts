import { comparePositions, decodeCursor, encodeCursor, type Position } from "./keyset-cursor.ts";

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
  const compare = (a: Position, b: Position): number => direction * comparePositions(a, b);
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
