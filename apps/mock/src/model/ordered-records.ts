import { comparePositions, decodeCursor, encodeCursor, type Position } from "./keyset-cursor.ts";

/** Records that many worlds share, in order: an array, or what works out each record when it is asked for. */
export interface SharedRecords<Item> {
  readonly length: number;
  /** The record at a place from 0 on, the one with the lowest position first. */
  at(index: number): Item | undefined;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Undefined on the last page. */
  readonly nextCursor: string | undefined;
}

export interface PageRequest<Item> {
  /** Names the list whose cursors are taken, such as `conversations` or `messages chat_1`. */
  readonly list: string;
  readonly limit: number;
  readonly cursor: string | undefined;
  readonly order: "ascending" | "descending";
  /** The lowest key that the list shows; every one when left out. */
  readonly least?: number;
  /** What the list shows; all of it when left out. */
  readonly matches?: (item: Item) => boolean;
  /** Of the shared records, those that may match, so that the others need not be passed; all of them when left out. */
  readonly among?: SharedRecords<Item>;
}

interface Entry<Item> extends Position {
  readonly item: Item;
}

/**
 * Records in one order, by a number and, among equals, by id: those that worlds share, under what one world added or
 * replaced. A page costs a search and the items that it passes, wherever it lies and however many records there are. Its
 * cursor names the last item that was given, not a count of items: what arrives while a client walks neither hides nor
 * repeats what it has yet to see.
 */
export class OrderedRecords<Item extends { readonly id: string }> {
  readonly #shared: SharedRecords<Item>;
  readonly #keyOf: (item: Item) => number;
  readonly #own: Entry<Item>[] = [];
  readonly #ownById = new Map<string, Entry<Item>>();

  /** @param shared in the order of `keyOf` and id, upwards; never changed */
  constructor(shared: SharedRecords<Item>, keyOf: (item: Item) => number) {
    this.#shared = shared;
    this.#keyOf = keyOf;
  }

  /** Adds a record, or hides the one with its id, whatever place that had. */
  put(item: Item): void {
    const replaced = this.#ownById.get(item.id);
    if (replaced !== undefined)
      this.#own.splice(
        firstFrom(this.#own.length, (index) => this.#ownAt(index), replaced),
        1,
      );
    const entry = { key: this.#keyOf(item), id: item.id, item };
    this.#own.splice(
      firstFrom(this.#own.length, (index) => this.#ownAt(index), entry),
      0,
      entry,
    );
    this.#ownById.set(item.id, entry);
  }

  /** @throws InvalidCursorError when the cursor was not given by a list of this name */
  page({ list, limit, cursor, order, least, matches = () => true, among }: PageRequest<Item>): Page<Item> {
    const after = cursor === undefined ? undefined : decodeCursor(list, cursor);
    // No record has an empty id, so none is passed over by starting behind it.
    const skipsLow = order === "ascending" && least !== undefined && (after === undefined || after.key < least);
    const entries: Entry<Item>[] = [];
    for (const entry of this.#entries(order, skipsLow ? { key: least, id: "" } : after, among)) {
      if (least !== undefined && entry.key < least) break;
      if (!matches(entry.item)) continue;
      // One more than was asked for says that there is another page.
      if (entries.push(entry) > limit) break;
    }
    const given = entries.slice(0, limit);
    const last = given.at(-1);
    return {
      items: given.map(({ item }) => item),
      nextCursor: entries.length > limit && last !== undefined ? encodeCursor(list, last) : undefined,
    };
  }

  /** Every record, in order. */
  *values(order: "ascending" | "descending" = "ascending"): Generator<Item> {
    for (const { item } of this.#entries(order, undefined)) yield item;
  }

  *#entries(
    order: "ascending" | "descending",
    after: Position | undefined,
    records: SharedRecords<Item> = this.#shared,
  ): Generator<Entry<Item>> {
    const step = order === "ascending" ? 1 : -1;
    const sharedAt = (index: number): Entry<Item> | undefined => this.#sharedAt(records, index);
    const ownAt = (index: number): Entry<Item> | undefined => this.#ownAt(index);
    let shared = startOf(records.length, sharedAt, order, after);
    let own = startOf(this.#own.length, ownAt, order, after);
    for (;;) {
      const nextShared = sharedAt(shared);
      const nextOwn = ownAt(own);
      if (nextShared !== undefined && (nextOwn === undefined || step * comparePositions(nextShared, nextOwn) <= 0)) {
        shared += step;
        if (!this.#ownById.has(nextShared.id)) yield nextShared;
      } else if (nextOwn !== undefined) {
        own += step;
        yield nextOwn;
      } else {
        return;
      }
    }
  }

  #ownAt(index: number): Entry<Item> | undefined {
    return this.#own[index];
  }

  #sharedAt(records: SharedRecords<Item>, index: number): Entry<Item> | undefined {
    // `at` of an array counts from its end below 0.
    const item = index < 0 ? undefined : records.at(index);
    return item === undefined ? undefined : { key: this.#keyOf(item), id: item.id, item };
  }
}

/** Where a walk begins: behind a position, or at the end from which its order comes. */
function startOf(
  length: number,
  at: (index: number) => Position | undefined,
  order: "ascending" | "descending",
  after: Position | undefined,
): number {
  if (after === undefined) return order === "ascending" ? 0 : length - 1;
  const first = firstFrom(length, at, after);
  if (order === "descending") return first - 1;
  const found = at(first);
  return found !== undefined && comparePositions(found, after) === 0 ? first + 1 : first;
}

/** The first index whose position is not below the one that is sought. */
function firstFrom(length: number, at: (index: number) => Position | undefined, sought: Position): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const position = at(middle);
    if (position !== undefined && comparePositions(position, sought) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
