import { setTimeout as sleep } from "node:timers/promises";

import type { Inbox, InboxMessage, WatchOptions } from "@switchboard/messaging/inbox";
import type { SeenStore } from "@switchboard/messaging/webhooks";
import { LockError, type Lock, type Logger, type StateAdapter } from "chat";

import { handledOnce } from "./handled-once.ts";

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
  /** The start of all keys in the state. */
  readonly key: string;
  readonly logger: Logger;
  readonly state: StateAdapter;
  /** Undefined for a message that is not for the bot. */
  readonly threadOf: (message: InboxMessage) => string | undefined;
  /** Rejects with LockError when nothing was handled because the thread is busy. */
  readonly handle: (message: InboxMessage, threadId: string) => Promise<void>;
}

/** Up to where all is handled: a token of the inbox, or before the first message the time of the first start. */
type Position = { readonly token: string } | { readonly since: string };

/** A message that was handed over. */
interface Handling {
  readonly threadId: string | undefined;
  readonly token: string;
  readonly done: Promise<void>;
  isDone: boolean;
}

/** How long an instance may be silent until another one goes on, in milliseconds. */
const turn = 30_000;
/** How many messages may be waited for. */
const mostHandled = 50;
/** How long to wait when a thread is busy with what another process began, in milliseconds. */
const busyPause = 1_000;

/**
 * Looks for messages, in one of all the processes that share a state, and hands each over once: it is claimed before it is handled, and
 * the position that is kept never passes one that is not done. So whatever ends when, nothing is handled twice or left out unnoticed.
 */
export class Polling {
  readonly #given: Surroundings;
  readonly #ended: AbortController = new AbortController();
  readonly #running: Promise<void>;
  readonly #startedAt: string = new Date().toISOString();
  readonly #handled: SeenStore;
  #kept: Promise<unknown> = Promise.resolve();

  constructor(given: Surroundings) {
    this.#given = given;
    this.#handled = handledOnce(() => given.state, `${given.key}:message`);
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
    const { logger, state } = this.#given;
    const lost = new AbortController();
    const renew = async (): Promise<void> => {
      if (!(await state.extendLock(lock, turn))) lost.abort(new Error("another instance polls"));
    };
    const warn = (error: unknown): void => logger.warn("The turn to poll was not renewed", { error });
    const renewal = setInterval(() => void renew().catch(warn), turn / 3);
    const handling: Handling[] = [];
    try {
      await this.#watch(handling, AbortSignal.any([ended, lost.signal]));
    } finally {
      await Promise.all(handling.map(({ done }) => done));
      await this.#kept;
      clearInterval(renewal);
      await state.releaseLock(lock);
    }
  }

  /** @param handling what was handed over, in its order, up to where all is done */
  async #watch(handling: Handling[], signal: AbortSignal): Promise<void> {
    const { inbox, interval = 10_000, key, logger, overlap, state, threadOf } = this.#given;
    await state.setIfNotExists(`${key}:position`, { since: this.#startedAt } satisfies Position);
    const position = (await state.get<Position>(`${key}:position`)) ?? { since: this.#startedAt };
    const from = "token" in position ? position.token : new Date(position.since);
    const onError = (error: unknown): void => logger.warn("Looking for messages failed, and is tried again", { error });

    for await (const { message, token } of inbox.watch({ from, interval, overlap, onError, signal })) {
      if (handling.length >= mostHandled) await handling[0]?.done;
      const threadId = threadOf(message);
      const before = handling.findLast((other) => other.threadId === threadId)?.done;
      const isOurs = threadId !== undefined && (await this.#claim(message, threadId));
      const done = isOurs ? this.#handle(message, threadId, before) : Promise.resolve();
      const entry: Handling = { threadId, token, done, isDone: false };
      handling.push(entry);
      void done.then(() => {
        entry.isDone = true;
        this.#keep(handling);
      });
    }
  }

  /** Whether a message is to be handled now. */
  async #claim({ id: messageId }: InboxMessage, threadId: string): Promise<boolean> {
    const { logger, onInterrupted } = this.#given;
    const claim = await this.#handled.claim(messageId, 0);
    if (claim !== "claimed") return claim === "new";
    const log = (message: InterruptedMessage): void =>
      logger.error("A message was being handled when a process ended, and is not handled again", { ...message });
    (onInterrupted ?? log)({ threadId, messageId });
    return false;
  }

  async #handle(message: InboxMessage, threadId: string, before: Promise<void> | undefined): Promise<void> {
    const { handle, logger } = this.#given;
    let free = before;
    for (let isBusy = true; isBusy; free = undefined) {
      try {
        await handle(message, threadId);
        isBusy = false;
      } catch (error) {
        // Chat SDK has logged what a handler threw. It has perhaps replied, so it is not run again.
        isBusy = error instanceof LockError;
        if (isBusy) await (free ?? sleep(busyPause));
      }
    }
    try {
      await this.#handled.confirm(message.id);
    } catch (error) {
      logger.warn("That a message was handled could not be kept", { error });
    }
  }

  /** Keeps the position before the first message that is not done yet. */
  #keep(handling: Handling[]): void {
    const { key, logger, state } = this.#given;
    let token: string | undefined;
    while (handling[0]?.isDone === true) token = handling.shift()?.token;
    if (token === undefined) return;
    const position: Position = { token };
    const warn = (error: unknown): void =>
      logger.warn("Up to where messages were handled could not be kept", { error });
    this.#kept = Promise.all([this.#kept, state.set(`${key}:position`, position).catch(warn)]);
  }
}
