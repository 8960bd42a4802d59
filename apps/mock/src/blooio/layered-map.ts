/** What finds a value by its key: a map, or what works the value out. */
export interface Lookup<Value> {
  get(key: string): Value | undefined;
}

/**
 * A map over a lookup that it shares with others: reads fall through to what is shared, writes stay here. A new one costs
 * nothing, however much is shared.
 */
export class LayeredMap<Value> implements Lookup<Value> {
  readonly #shared: Lookup<Value>;
  readonly #own = new Map<string, Value>();
  /** How many keys were set that the shared lookup does not have. */
  added = 0;

  constructor(shared: Lookup<Value>) {
    this.#shared = shared;
  }

  get(key: string): Value | undefined {
    return this.#own.get(key) ?? this.#shared.get(key);
  }

  set(key: string, value: Value): void {
    if (this.get(key) === undefined) this.added += 1;
    this.#own.set(key, value);
  }
}
