const most = 1_024;

/** Keeps the latest results of a function that always gives the same for the same number. */
export function createMemo<Result>(work: (index: number) => Result): (index: number) => Result {
  const results = new Map<number, Result>();
  return (index) => {
    const known = results.get(index);
    if (known !== undefined) return known;
    if (results.size >= most) results.clear();
    const result = work(index);
    results.set(index, result);
    return result;
  };
}
