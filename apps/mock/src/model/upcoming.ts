/** When what is being read becomes another by itself: statuses follow from the clock, so that no timer says it. */
let noting: { readonly now: number; next: number } | undefined;

/** Says that what is being read changes at a time of the clock. */
export function changesAt(time: number): void {
  if (noting !== undefined && time > noting.now && time < noting.next) noting.next = time;
}

/**
 * Runs something that reads, and finds out how long it gives the same.
 *
 * @returns what it gives, and when that first changes by itself; undefined when it stays
 */
export function noteUpcoming<Result>(now: number, read: () => Result): readonly [Result, number | undefined] {
  const noted = (noting = { now, next: Number.POSITIVE_INFINITY });
  try {
    const result = read();
    return [result, noted.next === Number.POSITIVE_INFINITY ? undefined : noted.next];
  } finally {
    noting = undefined;
  }
}
