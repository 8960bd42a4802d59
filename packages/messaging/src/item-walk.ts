interface ItemPage<Item> {
  readonly items: readonly Item[];
}

/**
 * The items of pages, one after the other. It does by hand what an async generator over the pages would do, because that one
 * takes several turns of the event loop's queue for each item, also for those that are there already.
 */
export class ItemWalk<Item> implements AsyncGenerator<Item, void, undefined> {
  readonly #pages: AsyncGenerator<ItemPage<Item>, void, undefined>;
  readonly #signal: AbortSignal | undefined;
  #items: readonly Item[] = [];
  #position = 0;
  /** The last step that had to wait, as long as it does: steps are taken in order, as a generator takes them. */
  #waiting: Promise<unknown> | undefined;

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

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
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
