import { signal } from "@preact/signals";
import type { InboxMessage } from "@switchboard/messaging/inbox";

import { isReal } from "../../service/target.ts";
import { reasonOf } from "../../shell/error-reason.ts";
import type { ApiName } from "../../spec/operations.ts";
import { readPolls, readReactions, type Polls, type Reactions } from "./blooio-details.ts";
import { clients, type Clients } from "../clients.ts";
import { keepFresh } from "../keep-fresh.ts";
import { readTitle, type TitledConversation } from "../list/thread-list.ts";

/** The conversation that is read. */
export interface OpenThread {
  readonly service: ApiName;
  readonly id: string;
  /** Undefined until it was read, as are the messages. */
  readonly thread: TitledConversation | undefined;
  /** Oldest first. */
  readonly messages: readonly InboxMessage[] | undefined;
  readonly hasEarlier: boolean;
  readonly reactions: Reactions;
  readonly polls: Polls;
  readonly problem: string | undefined;
}

const step = 40;

export const openThread = signal<OpenThread | undefined>(undefined);

const wantedMessages = signal(step);

export function showEarlierMessages(): void {
  const loaded = openThread.peek()?.messages?.length ?? 0;
  if (loaded >= wantedMessages.peek()) wantedMessages.value = loaded + 2 * step;
}

/** Opens a conversation by its id, whether a list shows it or not, and reads it again after each change. */
export function keepThreadOpen(service: ApiName, id: string): () => void {
  openThread.value = {
    service,
    id,
    thread: undefined,
    messages: undefined,
    hasEarlier: false,
    reactions: new Map(),
    polls: new Map(),
    problem: undefined,
  };
  wantedMessages.value = step;
  const end = keepFresh(
    () => readOpenThread(service, id),
    () => void wantedMessages.value,
  );
  return () => {
    end();
    openThread.value = undefined;
  };
}

async function readOpenThread(service: ApiName, id: string): Promise<void> {
  const made = clients.peek();
  if (made === undefined) return;
  const read = await readMessages(made, service, id, wantedMessages.peek()).catch((error: unknown) => ({
    problem: reasonOf(error),
  }));
  const current = openThread.peek();
  // Another one was opened meanwhile.
  if (current?.id !== id || current.service !== service || made !== clients.peek() || isReal.peek()) return;
  openThread.value = { ...current, problem: undefined, ...read };
}

async function readMessages(made: Clients, service: ApiName, id: string, wanted: number) {
  const conversation = await made.inbox.conversation(service, id);
  const title = await readTitle(made, conversation);
  // Who wrote in a group is known once its events are.
  const reactions = await readReactions(made, conversation);
  const newestFirst: InboxMessage[] = [];
  let hasEarlier = false;
  for await (const message of made.inbox.messages(conversation)) {
    hasEarlier = newestFirst.length === wanted;
    if (hasEarlier) break;
    newestFirst.push(message);
  }
  const polls = await readPolls(made, newestFirst);
  return { thread: { conversation, title }, messages: newestFirst.toReversed(), hasEarlier, polls, reactions };
}
