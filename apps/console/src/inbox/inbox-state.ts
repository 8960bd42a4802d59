import { effect, signal } from "@preact/signals";

import { revision, ticks } from "../service/mock-feed.ts";
import { isReal, mockAddresses, mockKey } from "../service/target.ts";
import { reasonOf } from "../shell/error-reason.ts";
import { apiNames, type ApiName } from "../spec/operations.ts";
import { blooioInbox } from "./blooio-inbox.ts";
import { blotatoInbox } from "./blotato-inbox.ts";
import type { InboxApi, Thread, ThreadMessage } from "./thread.ts";

export const inboxes: Readonly<Record<ApiName, InboxApi>> = { blotato: blotatoInbox, blooio: blooioInbox };

/** What is shown of the inbox. */
export interface Inbox {
  readonly threads: readonly Thread[];
  /** Why the threads of an API cannot be shown. */
  readonly problems: readonly string[];
}

/** Undefined until it was read. */
export const inbox = signal<Inbox | undefined>(undefined);
export const threadsShown = signal(30);

/** The messages of the open thread. */
export interface OpenThread {
  readonly thread: Thread;
  readonly messages: readonly ThreadMessage[] | undefined;
  readonly problem: string | undefined;
}

export const open = signal<OpenThread | undefined>(undefined);
export const messagesShown = signal(40);

/** Reads the inbox again whenever the mock's data may have changed; ends when the view does. */
export function keepInboxFresh(): () => void {
  return effect(() => {
    void [revision.value, mockKey.value, mockAddresses.value, threadsShown.value];
    if (!isReal.value) void readThreads();
  });
}

async function readThreads(): Promise<void> {
  const key = mockKey.peek();
  const results = await Promise.allSettled(apiNames.map((api) => inboxes[api].threads(threadsShown.peek())));
  // Another key was entered meanwhile.
  if (key !== mockKey.peek()) return;
  inbox.value = {
    threads: results
      .flatMap((result) => (result.status === "fulfilled" ? result.value : []))
      .toSorted((a, b) => (b.lastAt ?? 0) - (a.lastAt ?? 0)),
    problems: results.flatMap((result) => (result.status === "rejected" ? [reasonOf(result.reason)] : [])),
  };
}

/** Reads an open thread again after each change, and with each look while a message of it is on its way. */
export function keepThreadFresh(thread: Thread): () => void {
  if (open.peek()?.thread.id !== thread.id) open.value = { thread, messages: undefined, problem: undefined };
  let isReading = false;
  let seen: unknown;
  return effect(() => {
    void ticks.value;
    const state = JSON.stringify([revision.value, mockKey.value, messagesShown.value]);
    const isMoving = open.peek()?.messages?.some((message) => message.isMoving) === true;
    if (isReal.value || isReading || (seen === state && !isMoving && open.peek()?.problem === undefined)) return;
    isReading = true;
    seen = state;
    void readMessages(thread).finally(() => {
      isReading = false;
    });
  });
}

async function readMessages(thread: Thread): Promise<void> {
  const read = await inboxes[thread.api].messages(thread, messagesShown.peek()).then(
    (messages) => ({ messages, problem: undefined }),
    (error: unknown) => ({ messages: open.peek()?.messages, problem: reasonOf(error) }),
  );
  // Another thread was opened meanwhile.
  if (open.peek()?.thread.id === thread.id) open.value = { thread, ...read };
}
