import { setTimeout as sleep } from "node:timers/promises";

import type { Inbox, InboxMessage, WatchOptions } from "@switchboard/messaging/inbox";
import { LockError, type Lock, type Logger, type StateAdapter } from "chat";

export interface PollingOptions {
  /** How long to wait between two looks, in milliseconds. Default: 10,000. */
  readonly interval?: number | undefined;
  /** How late a message may be listed, after younger ones, in milliseconds. Default: 60,000. */
  readonly overlap?: WatchOptions["overlap"];
  /**
   * Receives a message that was being handled when a process ended: nobody knows whether it was replied to, so it is not handled
   * again. Default: an error in the log.
   */
  readonly onInterrupted?: ((message: InterruptedMessage) => void) | undefined;
}

export interface InterruptedMessage {
  readonly threadId: string;
  readonly messageId: string;
}

interface Surroundings extends PollingOptions {
  readonly inbox: Inbox;
  /** Under which all is kept in the state. */
  readonly key: string;
  readonly logger: Logger;
  readonly state: StateAdapter;
  /** Undefined for a message that is not for the bot. */
  readonly threadOf: (message: InboxMessage) => string | undefined;
  /** Rejects with LockError when nothing was handled because the thread is busy. */
  readonly handle: (message: InboxMessage, threadId: string) => Promise<void>;
}

/** Up to where messages were handed over: a token of the inbox, or before the first message the time of the first start. */
type Position = { readonly token: string } | { readonly since: string };

/** What is kept in the state. */
interface Progress {
  readonly position: Position;
  readonly handling: readonly InterruptedMessage[];
}

interface Handling extends InterruptedMessage {
  done: Promise<void>;
}

/** How long an instance may be silent until another one goes on, in milliseconds. */
const turn = 30_000;
/** How many messages may be handled at once. */
const mostHandled = 50;
/** How long to wait when a thread is busy with what another process began, in milliseconds. */
const busyPause = 1_000;

/**
 * Looks for messages, in one of all the processes that share a state, and hands each over once. What is kept says that a message is
 * being handled before it is: so a process that ends meanwhile leaves a doubt, and not a second reply.
 */
export class Polling {
  readonly #given: Surroundings;
  readonly #ended: AbortController = new AbortController();
  readonly #running: Promise<void>;

  constructor(given: Surroundings) {
    this.#given = given;
    this.#running = this.#run(this.#ended.signal);
  }

  /** Ends once all is handled that was begun. */
  async stop(): Promise<void> {
    this.#ended.abort(new Error("the polling has ended"));
    await this.#running;
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { interval = 10_000, key, logger, state } = this.#given;
    while (!signal.aborted) {
      try {
        const lock = await state.acquireLock(`${key}:lock`, turn);
        if (lock !== null) await this.#takeTurn(lock, signal);
      } catch (error) {
        if (signal.aborted) return;
        logger.error("Polling failed, and is tried again", { error });
      }
      await sleep(interval, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Looks for messages until that fails, or until another instance does. */
  async #takeTurn(lock: Lock, ended: AbortSignal): Promise<void> {
    const { key, logger, state } = this.#given;
    const lost = new AbortController();
    const renew = async (): Promise<void> => {
      if (!lost.signal.aborted && !(await state.extendLock(lock, turn)))
        lost.abort(new Error("another instance polls"));
      // What this one knows is older than what the other keeps.
      lost.signal.throwIfAborted();
    };
    const warn = (error: unknown): void => logger.warn("The turn to poll was not renewed", { error });
    const renewal = setInterval(() => void renew().catch(warn), turn / 3);
    const handling = new Set<Handling>();
    try {
      const keep = async (progress: Progress): Promise<void> => {
        await renew();
        await state.set(key, progress);
      };
      await this.#watch(handling, keep, AbortSignal.any([ended, lost.signal]));
    } finally {
      await Promise.all([...handling].map(({ done }) => done));
      clearInterval(renewal);
      await state.releaseLock(lock);
    }
  }

  async #watch(
    handling: Set<Handling>,
    keep: (progress: Progress) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void> {
    const { inbox, interval = 10_000, key, logger, overlap, state, threadOf } = this.#given;
    const stored = await state.get<Progress>(key);
    let position: Position = stored?.position ?? { since: new Date().toISOString() };
    let kept = Promise.resolve();
    const keepAll = (): Promise<void> => {
      const entries = [...handling].map(({ messageId, threadId }) => ({ messageId, threadId }));
      const progress = { position, handling: entries };
      // One after the other, so that the last is what stays.
      const now = kept.then(async () => keep(progress));
      kept = now.catch(() => undefined);
      return now;
    };
    for (const message of stored?.handling ?? []) this.#report(message);
    await keepAll();

    const from = "token" in position ? position.token : new Date(position.since);
    const onError = (error: unknown): void => logger.warn("Looking for messages failed, and is tried again", { error });
    for await (const { message, token } of inbox.watch({ from, interval, overlap, onError, signal })) {
      position = { token };
      const threadId = threadOf(message);
      if (threadId === undefined) continue;
      if (handling.size >= mostHandled) await Promise.race([...handling].map(({ done }) => done));
      const before = [...handling].findLast((other) => other.threadId === threadId)?.done;
      const entry: Handling = { threadId, messageId: message.id, done: Promise.resolve() };
      handling.add(entry);
      try {
        await keepAll();
      } catch (error) {
        handling.delete(entry);
        throw error;
      }
      entry.done = this.#handle(message, threadId, before).then(async () => {
        handling.delete(entry);
        await keepAll().catch((error: unknown) =>
          logger.warn("That a message was handled could not be kept", { error }),
        );
      });
    }
  }

  async #handle(message: InboxMessage, threadId: string, before: Promise<void> | undefined): Promise<void> {
    let free = before;
    for (;;) {
      try {
        return await this.#given.handle(message, threadId);
      } catch (error) {
        // Chat SDK has logged what a handler threw. It has perhaps replied, so it is not run again.
        if (!(error instanceof LockError)) return;
      }
      await (free ?? sleep(busyPause));
      free = undefined;
    }
  }

  #report(message: InterruptedMessage): void {
    const { logger, onInterrupted } = this.#given;
    const log = (): void =>
      logger.error("A message was being handled when the process ended, and is not handled again", { ...message });
    (onInterrupted ?? log)(message);
  }
}
