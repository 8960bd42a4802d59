/**
 * `new`: it is yours to handle. `claimed`: it is being handled, here or elsewhere. `done`: it was handled.
 */
export type Claim = "new" | "claimed" | "done";

/**
 * Remembers which events were handled, so that each is handled once however often it is delivered. All receivers of one webhook must
 * share one; a claim must be atomic among them.
 */
export interface SeenStore {
  /**
   * Claims an event, unless it is claimed or done.
   *
   * @param ttl how long the claim holds, in milliseconds, if nothing follows: the process that made it may be gone
   */
  claim(eventId: string, ttl: number): Claim | Promise<Claim>;
  /** The event was handled. Remember it for at least a day: what failed can be delivered again by hand. */
  confirm(eventId: string): void | Promise<void>;
  /** Handling it failed: whoever gets it next may claim it. */
  release(eventId: string): void | Promise<void>;
}

export interface MemorySeenStoreOptions {
  /** How many events it remembers; the oldest are forgotten. Default: 100,000, which take about 10 MB. */
  readonly size?: number;
  /** The time in epoch milliseconds. Default: `Date.now`. */
  readonly now?: () => number;
}

/**
 * Remembers in the memory of this process: enough for one process, and for events that may be handled again after a restart.
 *
 * @example
 * const receiver = createWebhookHandler({ secret, on, seen: memorySeenStore({ size: 10_000 }) });
 */
export function memorySeenStore({ now = Date.now, size = 100_000 }: MemorySeenStoreOptions = {}): SeenStore {
  /** Until when an event is claimed; infinity when it is done. In the order of the last change. */
  const events = new Map<string, number>();
  const set = (id: string, until: number): void => {
    events.delete(id);
    events.set(id, until);
    const [oldest] = events.keys();
    if (events.size > size && oldest !== undefined) events.delete(oldest);
  };
  return {
    claim(id, ttl) {
      const until = events.get(id);
      if (until === Infinity) return "done";
      if (until !== undefined && until > now()) return "claimed";
      set(id, now() + ttl);
      return "new";
    },
    confirm: (id) => set(id, Infinity),
    release: (id) => void events.delete(id),
  };
}
