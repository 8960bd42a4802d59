import { describe, expect, test } from "vitest";

import { comparePositions, InvalidCursorError } from "../../src/model/keyset-cursor.ts";
import { createRandom, type Random } from "../../src/model/random.ts";
import { Records, type Page } from "../../src/model/records.ts";

interface Item {
  readonly id: string;
  readonly time: number;
}

type Order = "ascending" | "descending";
const orders = ["ascending", "descending"] as const;
const timeOf = ({ time }: Item): number => time;

/** A page of a list that shares every other item, and had a part of these elsewhere before. */
function page(items: readonly Item[], order: Order, limit: number, cursor?: string, list = "items"): Page<Item> {
  const shared = items
    .filter((_, index) => index % 2 === 0)
    .map((item, index) => (index % 3 === 0 ? { ...item, time: item.time + 1 } : item))
    .toSorted((a, b) => comparePositions({ key: a.time, id: a.id }, { key: b.time, id: b.id }));
  const records = new Records(shared, timeOf);
  for (const [index, item] of items.entries()) {
    if (index % 2 !== 0 || index % 6 === 0) records.put(item);
    // Put twice, an item has moved once more.
    if (index % 5 === 0) records.put({ ...item, time: -9 });
    if (index % 5 === 0) records.put(item);
  }
  return records.page({ list, limit, cursor, order });
}

/** The law of the order, defined without sorting: whether `a` stands before `b`. */
const isBefore = (order: Order, a: Item, b: Item): boolean => {
  const [first, second] = order === "ascending" ? [a, b] : [b, a];
  return first.time === second.time ? first.id < second.id : first.time < second.time;
};

/** Few times, so that most items share theirs with others. */
function someItem(random: Random): Item {
  return { id: random.id(random.integer(1, 4)), time: random.pick([-5, 0, 0.5, 1, 2, 3, 1_780_315_200_000]) };
}

function add(items: Item[], item: Item): boolean {
  if (items.some(({ id }) => id === item.id)) return false;
  items.splice(items.length >> 1, 0, item);
  return true;
}

interface Walk {
  /** In the order in which they came. */
  readonly given: readonly Item[];
  /** What was to come, in any order. */
  readonly due: ReadonlySet<Item>;
  /** Whether each page but the last was full, and each cursor led to something. */
  readonly keptPromises: boolean;
}

/** Walks a list from end to end, with page sizes and arrivals that chance gives. */
function walk(order: Order, seed: number): Walk {
  const random = createRandom(seed);
  const items: Item[] = [];
  for (let count = random.integer(0, 30); count > 0; count -= 1) add(items, someItem(random));
  const due = new Set(items);
  const given: Item[] = [];
  let keptPromises = true;
  let cursor: string | undefined;
  do {
    const limit = random.integer(1, 7);
    const { items: some, nextCursor } = page(items, order, limit, cursor);
    given.push(...some);
    const isLast = nextCursor === undefined;
    keptPromises &&= isLast === (given.length === due.size) && (isLast ? some.length <= limit : some.length === limit);
    cursor = nextCursor;
    const last = given.at(-1);
    for (let count = cursor === undefined ? 0 : random.integer(0, 2); count > 0; count -= 1) {
      const arrival = someItem(random);
      // What arrives behind the reader is for the next walk.
      if (add(items, arrival) && last !== undefined && isBefore(order, last, arrival)) due.add(arrival);
    }
  } while (cursor !== undefined);
  return { given, due, keptPromises };
}

describe.each(orders)("a walk in %s order", (order) => {
  test("gives each item once and in order, while others arrive (500 walks)", () => {
    const faults: number[] = [];
    for (let seed = 1; seed <= 500; seed += 1) {
      const { given, due, keptPromises } = walk(order, seed);
      const isOrdered = given.slice(1).every((item, index) => isBefore(order, given[index] as Item, item));
      const isComplete = given.length === due.size && given.every((item) => due.has(item));
      if (!(isOrdered && isComplete && keptPromises)) faults.push(seed);
    }
    expect(faults).toEqual([]);
  });

  test("goes on behind an item that was taken away", () => {
    const items = ["a", "b", "c", "d"].map((id) => ({ id, time: 1 }));
    const first = page(items, order, 2);
    const left = items.filter(({ id }) => id !== first.items[1]?.id);
    const second = page(left, order, 2, first.nextCursor);
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(
      order === "ascending" ? ["a", "b", "c", "d"] : ["d", "c", "b", "a"],
    );
  });
});

test("the last page has no cursor, also when it is full", () => {
  const items = ["a", "b"].map((id) => ({ id, time: 1 }));
  expect(page(items, "ascending", 2)).toEqual({ items, nextCursor: undefined });
  expect(page([], "ascending", 2)).toEqual({ items: [], nextCursor: undefined });
});

test("a cursor works as often as it is used, is safe in a URL, and does not depend on the limit", () => {
  const items = ["a/b", "ü", "c"].map((id) => ({ id, time: 1 }));
  const { nextCursor } = page(items, "ascending", 2);
  expect(nextCursor).toMatch(/^[\w-]+$/);
  expect(page(items, "ascending", 1, nextCursor)).toEqual(page(items, "ascending", 1, nextCursor));
  expect(page(items, "ascending", 9, nextCursor).items).toEqual([{ id: "ü", time: 1 }]);
});

describe("a cursor that this mock never gave", () => {
  const items = ["a", "b", "c"].map((id) => ({ id, time: 1 }));
  const cursor = page(items, "ascending", 1).nextCursor ?? "";
  const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

  test.each([
    ["is empty", ""],
    ["is a word", "abc"],
    ["is a number", "1"],
    ["is in base64 with padding", Buffer.from('["x",1]').toString("base64")],
    ["was cut", cursor.slice(0, -1)],
    ["was made longer", `${cursor}A`],
    ["has padding", `${cursor}=`],
    ["has white space", ` ${cursor}`],
    ["has a character that is skipped", `${cursor.slice(0, 4)}!${cursor.slice(4)}`],
    ["holds an object", encode({ key: 1, id: "a" })],
    ["holds an array of too few", encode([1])],
    ["holds an array of too many", encode([1, "a", 2])],
    ["holds the wrong types", encode(["1", "a"])],
    ["holds null", encode(null)],
    ["holds an infinite key", Buffer.from('[1e999,"a"]').toString("base64url")],
    ["is JSON in another spelling", Buffer.from('[1, "a"]').toString("base64url")],
    ["is plain JSON", '[1,"a"]'],
    ["is not base64url at all", "ü€😀"],
    ["is very long", "A".repeat(100_000)],
  ])("is rejected when it %s", (_, foreign) => {
    expect(() => page(items, "ascending", 1, foreign)).toThrow(InvalidCursorError);
  });

  test("is named in the error", () => {
    expect(() => page(items, "ascending", 1, 'x"y')).toThrow('cursor "x\\"y" is not one that this list gave');
  });

  test("is rejected when another list gave it", () => {
    expect(() => page(items, "ascending", 1, cursor, "others")).toThrow(InvalidCursorError);
  });

  test("is rejected when one character of a true one was changed", () => {
    for (let index = 0; index < cursor.length; index += 1) {
      const changed = cursor.slice(0, index) + (cursor[index] === "A" ? "B" : "A") + cursor.slice(index + 1);
      expect(() => page(items, "ascending", 1, changed)).toThrow(InvalidCursorError);
    }
  });

  test("is rejected when it was made by hand", () => {
    expect(() => page(items, "ascending", 1, encode([0, "somebody"]))).toThrow(InvalidCursorError);
  });
});

test("a page shows what matches, and its cursor leads to what matches next", () => {
  const records = new Records(
    ["a", "b", "c", "d", "e"].map((id, time) => ({ id, time })),
    timeOf,
  );
  const request = {
    list: "items",
    limit: 1,
    order: "descending",
    matches: ({ time }: Item) => time % 2 === 1,
  } as const;
  const first = records.page({ ...request, cursor: undefined });
  expect(first.items).toEqual([{ id: "d", time: 3 }]);
  expect(records.page({ ...request, cursor: first.nextCursor })).toEqual({
    items: [{ id: "b", time: 1 }],
    nextCursor: undefined,
  });
});

test.each(orders)("a list in %s order shows nothing below its lowest key, wherever a page begins", (order) => {
  const items = Array.from({ length: 12 }, (_, index) => ({ id: String(index).padStart(2, "0"), time: index >> 2 }));
  const records = new Records<Item>(items.slice(0, 7), timeOf);
  for (const item of items.slice(7)) records.put(item);
  for (const least of [-1, 0, 1, 2.5, 3, 4]) {
    const due = [...records.values(order)].filter(({ time }) => time >= least);
    for (const limit of [1, 4, 12]) {
      const given: Item[] = [];
      let cursor: string | undefined;
      do {
        const found = records.page({ list: "items", limit, cursor, order, least });
        given.push(...found.items);
        cursor = found.nextCursor;
      } while (cursor !== undefined);
      expect(given).toEqual(due);
    }
    const whole = records.page({ list: "items", limit: 1, cursor: undefined, order });
    const { items: rest } = records.page({ list: "items", limit: 12, cursor: whole.nextCursor, order, least });
    expect(rest).toEqual(due.filter(({ id }) => id !== whole.items[0]?.id));
  }
});

test("a page deep in a million records looks at no more of them than the first one does", () => {
  let looks = 0;
  const shared = {
    length: 1_000_000,
    at(index: number) {
      looks += 1;
      return { id: String(index).padStart(7, "0"), time: index };
    },
  };
  const records = new Records(shared, timeOf);
  const looksFor = (cursor: string | undefined): number => {
    looks = 0;
    records.page({ list: "items", limit: 50, cursor, order: "descending" });
    return looks;
  };
  let cursor: string | undefined;
  for (const limit of [500_000, 400_000]) {
    ({ nextCursor: cursor } = records.page({ list: "items", limit, cursor, order: "descending" }));
  }
  const binarySearch = Math.ceil(Math.log2(shared.length));
  expect(looksFor(cursor)).toBeLessThanOrEqual(looksFor(undefined) + binarySearch + 1);
});

test("what one tenant puts is not seen by another over the same records", () => {
  const shared = [{ id: "a", time: 1 }];
  const [one, other] = [new Records<Item>(shared, timeOf), new Records<Item>(shared, timeOf)];
  one.put({ id: "a", time: 7 });
  one.put({ id: "b", time: 0 });
  expect([...one.values()]).toEqual([
    { id: "b", time: 0 },
    { id: "a", time: 7 },
  ]);
  expect([...other.values()]).toEqual(shared);
});
