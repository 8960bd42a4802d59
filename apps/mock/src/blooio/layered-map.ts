/**
 * A map over one that it shares with others: reads fall through to the shared map, writes stay here. A new one costs
 * nothing, however large the shared map is.
 */
export class LayeredMap<Value> {
  readonly #shared: ReadonlyMap<string, Value>;
  readonly #own = new Map<string, Value>();

  constructor(shared: ReadonlyMap<string, Value>) {
    this.#shared = shared;
  }

  get(key: string): Value | undefined {
    return this.#own.get(key) ?? this.#shared.get(key);
  }

  set(key: string, value: Value): void {
    this.#own.set(key, value);
  }

  *values(): Generator<Value> {
    for (const [key, value] of this.#shared) yield this.#own.get(key) ?? value;
    for (const [key, value] of this.#own) {
      if (!this.#shared.has(key)) yield value;
    }
  }
}
