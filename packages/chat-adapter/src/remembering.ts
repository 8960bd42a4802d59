const most = 1_000;

/** Finds each value once; of those that were found, the latest thousand are known. */
export function remembering<Value>(find: (id: string) => Promise<Value>): (id: string) => Promise<Value> {
  const known = new Map<string, Value>();
  return async (id) => {
    const value = known.get(id) ?? (await find(id));
    remember(known, id, value);
    return value;
  };
}

/** Sets a value, and forgets the one that was set first when there are too many. */
export function remember<Value>(known: Map<string, Value>, id: string, value: Value): void {
  known.delete(id);
  known.set(id, value);
  const [first] = known.size > most ? known.keys() : [];
  if (first !== undefined) known.delete(first);
}
