interface ItemPage<Item> {
  readonly items: readonly Item[];
}

class ItemWalk<Item> {
  readonly #pages: AsyncGenerator<ItemPage<Item>, void, undefined>;
  readonly #signal: AbortSignal | undefined;
  #items: readonly Item[] = [];
  #position = 0;
  /** The last step that had to wait, as long as it does: steps are taken in order, as a generator takes them. */
  #waiting: Promise<unknown> | undefined;

  static {
    // A generator is its own iterator, and can end with the block that uses it: not every library of types knows the latter.
    const generators = Object.getPrototypeOf(async function* none() {}) as { readonly prototype: object };
    Object.setPrototypeOf(ItemWalk.prototype, Object.getPrototypeOf(generators.prototype) as object);
  }

  constructor(pages: AsyncGenerator<ItemPage<Item>, void, undefined>, signal: AbortSignal | undefined) {
    this.#pages = pages;
    this.#signal = signal;
  }

  next(): Promise<IteratorResult<Item, void>> {
    const isAtHand = this.#waiting === undefined && this.#position < this.#items.length;
    return isAtHand && this.#signal?.aborted !== true
      ? Promise.resolve(this.#take())
      : this.#inOrder(() => this.#advance());
  }

  return(value?: void | PromiseLike<void>): Promise<IteratorResult<Item, void>> {
    return this.#inOrder(async () => {
      await this.#end();
      return { done: true, value: await value };
    });
  }

  throw(reason: unknown): Promise<IteratorResult<Item, void>> {
    return this.#inOrder(async () => {
      await this.#end();
      throw reason;
    });
  }

  #take(): IteratorResult<Item, void> {
    const value = this.#items[this.#position] as Item;
    this.#position += 1;
    return { done: false, value };
  }

  async #advance(): Promise<IteratorResult<Item, void>> {
    while (this.#position >= this.#items.length) {
      const { done, value } = await this.#pages.next();
      if (done === true) return { done, value: undefined };
      this.#items = value.items;
      this.#position = 0;
    }
    if (this.#signal?.aborted !== true) return this.#take();
    await this.#end();
    throw this.#signal.reason;
  }

  async #end(): Promise<void> {
    this.#items = [];
    await this.#pages.return();
  }

  async #inOrder<Result>(step: () => Promise<Result>): Promise<Result> {
    const taken = this.#waiting === undefined ? step() : this.#waiting.then(step, step);
    this.#waiting = taken;
    try {
      return await taken;
    } finally {
      if (this.#waiting === taken) this.#waiting = undefined;
    }
  }
}

/**
 * The items of pages, one after the other. It does by hand what an async generator over the pages would do, because that one
 * takes several turns of the event loop's queue for each item, also for those that are there already.
 */
export const walkItems = <Item>(
  pages: AsyncGenerator<ItemPage<Item>, void, undefined>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Item, void, undefined> =>
  new ItemWalk(pages, signal) as object as AsyncGenerator<Item, void, undefined>;
