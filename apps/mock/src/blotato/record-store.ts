/** The records of one world: those of the seed, shared by all worlds, under what this world added or replaced. */
export interface RecordStore<T extends { readonly id: string }> {
  get(id: string): T | undefined;
  /** Adds a record, or replaces the one with its id in this world alone. */
  put(record: T): void;
  values(): Iterable<T>;
}

/** A store on top of shared records, which it never changes. Making one costs the same however many there are. */
export function createRecordStore<T extends { readonly id: string }>(shared: ReadonlyMap<string, T>): RecordStore<T> {
  const own = new Map<string, T>();
  return {
    get: (id) => own.get(id) ?? shared.get(id),
    put: (record) => {
      own.set(record.id, record);
    },
    *values() {
      for (const record of shared.values()) {
        if (!own.has(record.id)) yield record;
      }
      yield* own.values();
    },
  };
}
