import type { ApiName } from "../core/errors.ts";
import { onAbort, sleep } from "../core/transport/limits.ts";
import type { InboxMessage } from "./shape.ts";
import type { Source } from "./source.ts";
import { readMarks, writeMarks, type Mark } from "./token.ts";

export interface WatchOptions {
  /** The token of the last message that was handled, or the time from which on messages are wanted, by the services' clocks. */
  readonly from: string | Date;
  /** How long to wait between two looks at a service, in milliseconds. Default: 10 000. */
  readonly interval?: number | Partial<Readonly<Record<ApiName, number>>> | undefined;
  /**
   * How late a message may be listed, after younger ones, in milliseconds. Each look goes back so far, and the token holds the ids
   * from that time. Default: 60 000.
   */
  readonly overlap?: number | undefined;
  /** Ends the watch; it throws the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Receives what failed and is tried again. Default: prints it. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/** A message that came in. */
export interface WatchedMessage {
  readonly message: InboxMessage;
  /** Where to go on after this message: keep it once the message is handled, best in the same transaction. */
  readonly token: string;
}

/** What wakes a watch. */
export class Bell {
  /** The chats in which something happened since the last look. */
  named: Set<string> = new Set();
  #wake: (() => void) | undefined;

  ring(chatId: string): void {
    this.named.add(chatId);
    this.#wake?.();
  }

  async wait(milliseconds: number, signal: AbortSignal): Promise<void> {
    if (this.named.size > 0) return;
    const nap = new AbortController();
    const forget = onAbort(signal, () => nap.abort());
    this.#wake = () => nap.abort();
    await sleep(milliseconds, nap.signal).catch(() => undefined);
    forget();
    signal.throwIfAborted();
  }
}

interface Feed {
  readonly mark: Mark;
  readonly pending: AsyncGenerator<Arrival, void, undefined>;
}

interface Arrival {
  readonly message: InboxMessage;
  /** Up to where nothing is missing once this message is given. */
  readonly floor: number;
}

const usualInterval = 10_000;

export async function* watchAll(
  sources: Partial<Record<ApiName, Source>>,
  bells: Set<Bell>,
  {
    from,
    interval = usualInterval,
    onError = (error) => console.error("@switchboard/messaging/inbox:", error),
    overlap = 60_000,
    signal,
  }: WatchOptions,
): AsyncGenerator<WatchedMessage, void, undefined> {
  signal?.throwIfAborted();
  const names = Object.keys(sources) as ApiName[];
  const marks = readMarks(from, names);
  const ended = new AbortController();
  const forget = onAbort(signal, () => ended.abort(signal?.reason));
  const bell = new Bell();
  bells.add(bell);
  const feeds = names.map((name): Feed => {
    const mark = marks[name] as Mark;
    const pause = (typeof interval === "number" ? interval : interval[name]) ?? usualInterval;
    const own = name === "blooio" ? bell : new Bell();
    const settings = { bell: own, interval: pause, mark, onError, overlap, signal: ended.signal };
    return { mark, pending: watchOne(sources[name] as Source, settings) };
  });
  try {
    const next = async (feed: Feed) => ({ feed, result: await feed.pending.next() });
    const racing = new Map(feeds.map((feed) => [feed, next(feed)]));
    for (;;) {
      const { feed, result } = await Promise.race(racing.values());
      if (result.done === true) return;
      const { floor, message } = result.value;
      // Not before it is its turn: a token must not know what waits behind a message of the other service.
      feed.mark.add(message);
      feed.mark.raise(floor);
      yield { message, token: writeMarks(marks) };
      signal?.throwIfAborted();
      racing.set(feed, next(feed));
    }
  } finally {
    forget();
    bells.delete(bell);
    ended.abort(new Error("the watch has ended"));
    // Pending requests end with the signal.
    for (const { pending } of feeds) void pending.return().catch(() => undefined);
  }
}

interface Settings {
  readonly bell: Bell;
  readonly interval: number;
  readonly mark: Mark;
  readonly onError: (error: unknown) => void;
  readonly overlap: number;
  readonly signal: AbortSignal;
}

/** The incoming messages of one service. The next look begins when those of the last one were taken. */
async function* watchOne(
  source: Source,
  { bell, interval, mark, overlap, ...run }: Settings,
): AsyncGenerator<Arrival, void, undefined> {
  let wholeAt = -Infinity;
  for (;;) {
    const { named } = bell;
    bell.named = new Set();
    const now = performance.now();
    // A steady stream of events must not delay a look for ever.
    const isWhole = named.size === 0 || now - wholeAt >= interval;
    if (isWhole) wholeAt = now;
    const look = await source.look({
      ...run,
      overlap,
      since: mark.floor,
      isNew: (id) => !mark.has(id),
      named: isWhole ? undefined : named,
    });
    const { messages } = look;
    // A look at some chats knows nothing of what was listed late in the others.
    const completeTo = (isWhole ? look.completeTo : undefined) ?? -Infinity;
    for (const message of messages) {
      yield { message, floor: Math.min(message.at.getTime(), completeTo) - overlap };
    }
    mark.raise(completeTo - overlap);
    await bell.wait(interval, run.signal);
  }
}
