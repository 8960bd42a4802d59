import { comparePositions, decodeCursor, encodeCursor, type Position } from "./keyset-cursor.ts";

/** Records that all tenants share, in order: an array, or what computes each record when it is needed. */
export interface SharedRecords<Item> {
  readonly length: number;
  /** The record at a place from 0 on, the one with the lowest position first. */
  at(index: number): Item | undefined;
  /** Finds a record without a walk; an array does without. */
  byId?(id: string): Item | undefined;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Undefined on the last page. */
  readonly nextCursor: string | undefined;
}

export type Order = "ascending" | "descending";

export interface PageRequest<Item> {
  /** Names the list whose cursors are valid, such as `conversations` or `messages chat_1`. */
  readonly list: string;
  readonly limit: number;
  readonly cursor: string | undefined;
  readonly order: Order;
  /** The lowest key that the list shows; every one when left out. */
  readonly least?: number;
  /** What the list shows; all of it when left out. */
  readonly matches?: (item: Item) => boolean;
  /** Of the shared records, those that may match, so that a walk skips the others; all of them when left out. */
  readonly among?: SharedRecords<Item>;
}

interface Entry<Item> extends Position {
  readonly item: Item;
}

/**
 * The records of one tenant in one order, by a number and, among equals, by id: those that all tenants share, under what this
 * one added, replaced or removed. A page costs a search and the items that it passes, wherever it lies and however many records
 * there are. Its cursor names the last item of the page, not a count of items: what arrives during a walk neither hides nor
 * repeats what is yet to come.
 */
export class Records<Item extends { readonly id: string }> {
  readonly #shared: SharedRecords<Item>;
  readonly #keyOf: (item: Item) => number;
  readonly #own: Entry<Item>[] = [];
  /** Undefined for a shared record that this tenant removed. */
  readonly #ownById = new Map<string, Entry<Item> | undefined>();
  #sharedById: ReadonlyMap<string, Item> | undefined;
  #size: number;

  /** @param shared in the order of `keyOf` and id, upwards; never changed */
  constructor(shared: SharedRecords<Item>, keyOf: (item: Item) => number) {
    this.#shared = shared;
    this.#keyOf = keyOf;
    this.#size = shared.length;
  }

  get size(): number {
    return this.#size;
  }

  get(id: string): Item | undefined {
    return this.#ownById.has(id) ? this.#ownById.get(id)?.item : this.#sharedWith(id);
  }

  /** Adds a record, or replaces the one with its id, whatever place that had. */
  put(item: Item): void {
    const isKnown = this.get(item.id) !== undefined;
    this.#removeOwn(item.id);
    const entry = { key: this.#keyOf(item), id: item.id, item };
    this.#own.splice(this.#placeOf(entry), 0, entry);
    this.#ownById.set(item.id, entry);
    if (!isKnown) this.#size += 1;
  }

  /** Says whether there was such a record. */
  remove(id: string): boolean {
    if (this.get(id) === undefined) return false;
    this.#removeOwn(id);
    this.#ownById.set(id, undefined);
    this.#size -= 1;
    return true;
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
      // One more than the limit shows that there is another page.
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
  *values(order: Order = "ascending"): Generator<Item> {
    for (const { item } of this.#entries(order, undefined)) yield item;
  }

  *#entries(
    order: Order,
    after: Position | undefined,
    records: SharedRecords<Item> = this.#shared,
  ): Generator<Entry<Item>> {
    const step = order === "ascending" ? 1 : -1;
    let shared = startOf(records.length, (index) => this.#sharedAt(records, index), order, after);
    let own = startOf(this.#own.length, (index) => this.#own[index], order, after);
    for (;;) {
      const nextShared = this.#sharedAt(records, shared);
      const nextOwn = this.#own[own];
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

  #sharedAt(records: SharedRecords<Item>, index: number): Entry<Item> | undefined {
    // `at` of an array counts from its end below 0.
    const item = index < 0 ? undefined : records.at(index);
    return item === undefined ? undefined : { key: this.#keyOf(item), id: item.id, item };
  }

  #sharedWith(id: string): Item | undefined {
    if (this.#shared.byId !== undefined) return this.#shared.byId(id);
    this.#sharedById ??= new Map(
      Array.from({ length: this.#shared.length }, (_, index) => this.#shared.at(index)).flatMap((item) =>
        item === undefined ? [] : [[item.id, item] as const],
      ),
    );
    return this.#sharedById.get(id);
  }

  #placeOf(position: Position): number {
    return firstFrom(this.#own.length, (index) => this.#own[index], position);
  }

  #removeOwn(id: string): void {
    const own = this.#ownById.get(id);
    if (own !== undefined) this.#own.splice(this.#placeOf(own), 1);
  }
}

/** Where a walk begins: behind a position, or at the end from which its order comes. */
function startOf(
  length: number,
  at: (index: number) => Position | undefined,
  order: Order,
  after: Position | undefined,
): number {
  if (after === undefined) return order === "ascending" ? 0 : length - 1;
  const first = firstFrom(length, at, after);
  if (order === "descending") return first - 1;
  const found = at(first);
  return found !== undefined && comparePositions(found, after) === 0 ? first + 1 : first;
}

function firstFrom(length: number, at: (index: number) => Position | undefined, sought: Position): number {
  return firstIndex(length, (index) => {
    const position = at(index);
    return position === undefined || comparePositions(position, sought) >= 0;
  });
}

/** The first index from which on something is so, by bisection; the length when it never is. */
export function firstIndex(length: number, isSo: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isSo(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
