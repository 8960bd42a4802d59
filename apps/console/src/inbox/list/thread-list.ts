import { signal } from "@preact/signals";
import type { InboxConversation, InboxMessage } from "@switchboard/messaging/inbox";

import { changesOf } from "../../service/mock-feed.ts";
import { isReal } from "../../service/target.ts";
import { reasonOf } from "../../shell/error-reason.ts";
import type { ApiName } from "../../spec/operations.ts";
import { clients, type Clients } from "../clients.ts";
import { findAll, listAll, type Listed } from "./list-conversations.ts";
import { groupIdOf, titleOf } from "../names.ts";

/** A conversation, and what it is called. */
export interface TitledConversation {
  readonly conversation: InboxConversation;
  readonly title: string;
}

/** A conversation as the list shows it. */
export interface Thread extends TitledConversation {
  /** The newest message; undefined in an empty conversation. */
  readonly last: InboxMessage | undefined;
  /** The name, number, handle or message with the words that were looked for; undefined in a list of all. */
  readonly found?: string | undefined;
}

/** The conversations of the list, as far as they are loaded. */
export interface ThreadList {
  /** Newest activity first. */
  readonly threads: readonly Thread[];
  readonly hasMore: boolean;
  readonly problem: string | undefined;
  /** Changes with all that sets a tenant back or changes its past, after which nothing of the list holds. */
  readonly epoch: string;
  /** Those that follow. */
  readonly rest: AsyncIterator<Listed> | undefined;
}

const step = 30;

const epochNow = (): string =>
  JSON.stringify([changesOf.scenario, changesOf.journal, changesOf.clock].map((of) => of.peek()));

/** Undefined until it was read. */
export const threadList = signal<ThreadList | undefined>(undefined);

/** How many conversations are wanted. */
export const wantedThreads = signal(step);

/** The service whose conversations are listed; undefined for both. */
export const listedService = signal<ApiName | undefined>(undefined);

/** The words that are looked for; empty for every conversation. */
export const searched = signal("");

export function search(words: string): void {
  if (searched.peek() === words) return;
  forgetThreadList();
  searched.value = words;
}

export function listOnly(service: ApiName | undefined): void {
  if (listedService.peek() === service) return;
  forgetThreadList();
  listedService.value = service;
}

/** Another service or tenant has another list. */
export function forgetThreadList(): void {
  threadList.value = undefined;
  wantedThreads.value = step;
}

export function showMoreThreads(): void {
  const loaded = threadList.peek()?.threads.length ?? 0;
  // Those that are on their way are wanted already.
  if (loaded >= wantedThreads.peek()) wantedThreads.value = loaded + step;
}

/** Reads what is new in the list, and what is wanted further down. */
export async function readThreadList(): Promise<void> {
  const [made, service, before, words] = [clients.peek(), listedService.peek(), threadList.peek(), searched.peek()];
  if (made === undefined) return;
  const isCurrent = (): boolean =>
    made === clients.peek() &&
    service === listedService.peek() &&
    words === searched.peek() &&
    before === threadList.peek() &&
    !isReal.peek();
  try {
    const list = (): AsyncGenerator<Listed> => (words === "" ? listAll(made, service) : findAll(made, service, words));
    const holds = before?.problem === undefined && before?.epoch === epochNow();
    const fresh = await withNews(made, list, holds ? before : undefined);
    const read = await withMore(made, fresh, wantedThreads.peek());
    if (isCurrent()) threadList.value = read;
  } catch (error) {
    const none = { threads: [], hasMore: false, epoch: epochNow(), rest: undefined };
    if (isCurrent()) threadList.value = { ...none, ...before, problem: reasonOf(error) };
  }
}

/** What moved since it was read stands before all that did not. */
async function withNews(
  made: Clients,
  list: () => AsyncGenerator<Listed>,
  before: ThreadList | undefined,
): Promise<ThreadList> {
  const newest = before?.threads[0]?.conversation.lastActivityAt?.getTime();
  const anew = (): ThreadList => ({ threads: [], hasMore: true, problem: undefined, epoch: epochNow(), rest: list() });
  if (before === undefined || newest === undefined) return anew();
  const moved: Listed[] = [];
  for await (const listed of list()) {
    if (!((listed.conversation.lastActivityAt?.getTime() ?? 0) >= newest)) break;
    moved.push(listed);
  }
  // Nothing as new as before: the tenant was set back.
  if (moved.length === 0) return anew();
  const news = await readAll(made, moved);
  return { ...before, threads: withoutRepeats([...news, ...before.threads]) };
}

async function withMore(made: Clients, list: ThreadList, wanted: number): Promise<ThreadList> {
  const more: Listed[] = [];
  let { hasMore } = list;
  while (hasMore && list.threads.length + more.length < wanted) {
    const next = await list.rest?.next();
    if (next === undefined || next.done === true) hasMore = false;
    else more.push(next.value);
  }
  return { ...list, hasMore, threads: withoutRepeats([...list.threads, ...(await readAll(made, more))]) };
}

/** A conversation that moved up while the list was read stands in it twice, first as it is. */
function withoutRepeats(threads: readonly Thread[]): readonly Thread[] {
  const first = new Map<string, Thread>();
  for (const thread of threads) if (!first.has(keyOf(thread))) first.set(keyOf(thread), thread);
  return [...first.values()];
}

export const keyOf = ({ conversation: { id, service } }: Thread): string => `${service} ${id}`;

const readAll = (made: Clients, listed: readonly Listed[]): Promise<readonly Thread[]> =>
  Promise.all(
    listed.map(async ({ conversation, found }) => {
      const [last, title] = await Promise.all([newestOf(made, conversation), readTitle(made, conversation)]);
      return { conversation, found, last, title };
    }),
  );

async function newestOf({ inbox }: Clients, conversation: InboxConversation): Promise<InboxMessage | undefined> {
  for await (const message of inbox.messages(conversation)) return message;
  return undefined;
}

export async function readTitle({ blooio }: Clients, conversation: InboxConversation): Promise<string> {
  const groupId = groupIdOf(conversation);
  const groupName = groupId === undefined ? undefined : (await blooio.groups.get(groupId)).name;
  return titleOf(conversation, groupName ?? undefined);
}
