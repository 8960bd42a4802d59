import type { SharedRecords } from "../records.ts";

/**
 * Records of any number, of which none is stored: each is made from its number when it is needed. They are numbered back from the
 * newest, which is 0.
 *
 * @param make the same record each time for the same number
 * @param numberOf the number that an id holds; any number for an id that is not one of these
 */
export function numbered<Item extends { readonly id: string }>(
  length: number,
  make: (number: number) => Item,
  numberOf: (id: string) => number,
): Required<SharedRecords<Item>> {
  const withNumber = (number: number): Item | undefined =>
    Number.isInteger(number) && number >= 0 && number < length ? make(number) : undefined;
  return {
    length,
    at: (index) => withNumber(length - 1 - index),
    byId(id) {
      const item = withNumber(numberOf(id));
      return item?.id === id ? item : undefined;
    },
  };
}

/** Numbers that come again at the same places of each round, in ascending order. */
export interface Recurring {
  /** How many there are. */
  readonly length: number;
  /** The number at an index. */
  at(index: number): number;
}

/** The numbers below a count whose place in a round of some size is one of these, given in ascending order. */
export function recurring(places: readonly number[], round: number, count: number): Recurring {
  const inLastRound = places.filter((place) => place < count % round).length;
  return {
    length: Math.floor(count / round) * places.length + inLastRound,
    at: (index) => Math.floor(index / places.length) * round + (places[index % places.length] ?? 0),
  };
}

/** The sum of a value over all numbers below a count, when the values come again in each round. */
export function sumOver(round: number, count: number, valueAt: (place: number) => number): number {
  const first = (some: number): number =>
    Array.from({ length: some }, (_, place) => valueAt(place)).reduce((sum, value) => sum + value, 0);
  const rounds = Math.floor(count / round);
  return (rounds === 0 ? 0 : rounds * first(round)) + first(count % round);
}

/** @throws RangeError when a size is not a whole number */
export function wholeSize(name: string, size: number): number {
  if (Number.isSafeInteger(size) && size >= 0) return size;
  throw new RangeError(`sizes.${name} is ${size}: expected a whole number from 0 on`);
}

/** Keeps the latest results of a function that always gives the same for the same number: at most so many. */
export function memoized<Result>(work: (number: number) => Result, most = 1_024): (number: number) => Result {
  const results = new Map<number, Result>();
  return (number) => {
    const known = results.get(number);
    if (known !== undefined) return known;
    if (results.size >= most) results.clear();
    const result = work(number);
    results.set(number, result);
    return result;
  };
}
