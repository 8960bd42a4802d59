import { signal } from "@preact/signals";
import type { InboxConversation, InboxMessage } from "@switchboard/messaging/inbox";

import { isReal } from "../service/target.ts";
import { reasonOf } from "../shell/error-reason.ts";
import type { ApiName } from "../spec/operations.ts";
import { clients, type Clients } from "./clients.ts";
import { groupIdOf, titleOf } from "./names.ts";

/** A conversation as the list shows it. */
export interface Thread {
  readonly conversation: InboxConversation;
  readonly title: string;
  /** The newest message; undefined in an empty conversation. */
  readonly last: InboxMessage | undefined;
}

/** The conversations of the list, as far as they are loaded. */
export interface ThreadList {
  readonly threads: readonly Thread[];
  readonly hasMore: boolean;
  readonly problem: string | undefined;
}

const step = 30;

/** Undefined until it was read. */
export const threadList = signal<ThreadList | undefined>(undefined);

/** How many conversations are wanted. */
export const wantedThreads = signal(step);

/** The service whose conversations are listed; undefined for both. */
export const listedService = signal<ApiName | undefined>(undefined);

export function listOnly(service: ApiName | undefined): void {
  if (listedService.peek() === service) return;
  // A list of another service is another list.
  threadList.value = undefined;
  wantedThreads.value = step;
  listedService.value = service;
}

export function showMoreThreads(): void {
  const loaded = threadList.peek()?.threads.length ?? 0;
  // Those that are on their way are wanted already.
  if (loaded >= wantedThreads.peek()) wantedThreads.value = loaded + step;
}

export async function readThreadList(): Promise<void> {
  const [made, service] = [clients.peek(), listedService.peek()];
  const read = await readThreads(made, service, wantedThreads.peek()).catch((error: unknown) => ({
    threads: threadList.peek()?.threads ?? [],
    hasMore: false,
    problem: reasonOf(error),
  }));
  // Another tenant or service was chosen meanwhile, and is read next.
  if (made === clients.peek() && service === listedService.peek() && !isReal.peek()) threadList.value = read;
}

async function readThreads(made: Clients, service: ApiName | undefined, wanted: number): Promise<ThreadList> {
  const inbox = service === undefined ? made.inbox : made.inboxOf[service];
  const threads: Promise<Thread>[] = [];
  for await (const conversation of inbox.conversations()) {
    if (threads.length === wanted) return { threads: await Promise.all(threads), hasMore: true, problem: undefined };
    threads.push(readThread(made, conversation));
  }
  return { threads: await Promise.all(threads), hasMore: false, problem: undefined };
}

export async function readThread(made: Clients, conversation: InboxConversation): Promise<Thread> {
  const [last, groupName] = await Promise.all([newestOf(made, conversation), groupNameOf(made, conversation)]);
  return { conversation, last, title: titleOf(conversation, groupName) };
}

async function newestOf({ inbox }: Clients, conversation: InboxConversation): Promise<InboxMessage | undefined> {
  for await (const message of inbox.messages(conversation)) return message;
  return undefined;
}

async function groupNameOf({ blooio }: Clients, conversation: InboxConversation): Promise<string | undefined> {
  const groupId = groupIdOf(conversation);
  return groupId === undefined ? undefined : ((await blooio.groups.get(groupId)).name ?? undefined);
}
