import { comparePositions } from "../../model/keyset-cursor.ts";
import type { SharedRecords } from "../../model/records.ts";
import type { TenantOptions } from "../../model/tenant-options.ts";
import type { Lookup } from "../layered-map.ts";
import { pastChats, type ChatFilter } from "./past-chats.ts";
import { pastMessage, pastMessages, pastTimeAt, sentIn, type PastTalk } from "./past-messages.ts";
import type { Channel, Chat, Contact, Group, Message } from "../records.ts";
import { placeKey, seedData } from "./seed-data.ts";

/** What every tenant of a service begins with, in the sizes that were asked for. Tenants share it and never change it. */
export interface InitialData {
  readonly organization: { readonly id: string; readonly name: string };
  /** The key's default priority. */
  readonly priorityId: string;
  /** In the order in which they were set up. */
  readonly channels: readonly Channel[];
  readonly channelsByTime: readonly Channel[];
  /** In the order of `latestActivity`, upwards. */
  readonly chats: SharedRecords<Chat>;
  /** All chats that a filter lets through, and some besides. */
  chatsMatching(filter: ChatFilter): SharedRecords<Chat>;
  readonly contacts: Lookup<Contact>;
  /** The contact who is reached at an address. */
  readonly contactIds: Lookup<string>;
  readonly groups: Lookup<Group>;
  chatAt(channelId: string, address: string): Chat | undefined;
  /** Oldest first. */
  messages(chatId: string): SharedRecords<Message>;
  messagesSent(): number;
  count(): { readonly chats: number; readonly contacts: number; readonly groups: number; readonly messages: number };
}

/** A chat of the seed: what was written down of it, and what was said before that. */
interface WrittenChat {
  readonly chat: Chat;
  readonly written: readonly Message[];
  readonly talk: PastTalk | undefined;
}

const hour = 3_600_000;

/** By what a list of chats is sorted; an empty chat counts from its beginning. */
export const latestActivity = ({ last_message_at, created_at }: Chat): number => last_message_at ?? created_at;

/** By what a list of messages is sorted, and one of channels. */
export const createdAt = ({ created_at }: Message | Channel): number => created_at;

/**
 * The seed's own data where no size is given. Of fewer chats, those with the latest activity stay; more chats, and more
 * messages of a chat, lie before those of the seed, and are worked out when they are asked for.
 *
 * @throws RangeError when a size is no whole number
 */
export function initialData({ seed, clock, sizes = {} }: TenantOptions): InitialData {
  checkSize("chats", sizes.chats);
  checkSize("messagesPerChat", sizes.messagesPerChat);
  const data = seedData(seed, clock.start);
  const written = Array.from(data.chats.values(), (chat, index) =>
    resized(seed, index, chat, data.messages.get(chat.id) ?? [], data.channels, sizes.messagesPerChat),
  ).toSorted((a, b) => comparePositions(position(a.chat, latestActivity), position(b.chat, latestActivity)));
  const total = sizes.chats ?? written.length;
  const kept = total === 0 ? [] : written.slice(-total);
  const byId = new Map(kept.map((some) => [some.chat.id, some]));
  const groups = new Map(Array.from(data.groups).filter(([, { chatId }]) => byId.has(chatId)));
  const [oldest] = kept;
  const past = pastChats({
    seed,
    now: clock.start,
    channels: data.channels,
    before: oldest === undefined ? clock.start : latestActivity(oldest.chat),
    count: total - kept.length,
    messagesPerChat: sizes.messagesPerChat,
  });
  const keptChats = kept.map(({ chat }) => chat);
  const keptTalks = kept.flatMap(({ talk }) => talk ?? []);
  const writtenMessages = kept.flatMap((some) => some.written);
  const inTalks = (valueOf: (talk: Pick<PastTalk, "talk" | "count">) => number): number =>
    past.total(valueOf) + keptTalks.reduce((sum, talk) => sum + valueOf(talk), 0);
  const messageCount = lazily(() => writtenMessages.length + inTalks(({ count }) => count));
  const messagesSent = lazily(
    () =>
      writtenMessages.filter(({ direction }) => direction === "outbound").length +
      inTalks(({ talk, count }) => sentIn({ seed, talk, count })),
  );
  return {
    organization: data.organization,
    priorityId: data.priorityId,
    channels: data.channels,
    channelsByTime: data.channels.toSorted((a, b) => comparePositions(position(a, createdAt), position(b, createdAt))),
    chats: { ...joined(past, keptChats), byId: (id) => byId.get(id)?.chat ?? past.byId(id) },
    chatsMatching: (filter) => joined(past.matching(filter), keptChats),
    contacts: { get: (id) => data.contacts.get(id) ?? past.contact(id) },
    contactIds: { get: (address) => data.contactIds.get(address) ?? past.contactIdAt(address) },
    groups,
    chatAt: (channelId, address) =>
      byId.get(data.chatIds.get(placeKey(channelId, address)) ?? "")?.chat ?? past.byPlace(channelId, address),
    messages(chatId) {
      const some = byId.get(chatId);
      const talk = some === undefined ? past.talkOf(chatId) : some.talk;
      return {
        ...joined(talk === undefined ? [] : pastMessages(talk), some?.written ?? []),
        byId: (id) =>
          some?.written.find((message) => message.id === id) ??
          (talk === undefined ? undefined : pastMessage(talk, id)),
      };
    },
    messagesSent,
    count: () => ({
      chats: total,
      contacts: data.contacts.size + past.contacts,
      groups: groups.size,
      messages: messageCount(),
    }),
  };
}

/** A chat of the seed with as many messages as were asked for: its latest ones, or all of them and some before. */
function resized(
  seed: number,
  index: number,
  chat: Chat,
  messages: readonly Message[],
  channels: readonly Channel[],
  wanted: number | undefined,
): WrittenChat {
  const sorted = messages.toSorted((a, b) => comparePositions(position(a, createdAt), position(b, createdAt)));
  const written = wanted === undefined ? sorted : wanted === 0 ? [] : sorted.slice(-wanted);
  const missing = (wanted ?? 0) - written.length;
  const channel = channels.find(({ id }) => id === chat.channel_id);
  const [first] = written;
  if (wanted === 0)
    return { chat: { ...chat, last_message_at: null, window_expires_at: null }, written, talk: undefined };
  if (missing <= 0 || channel === undefined) return { chat, written, talk: undefined };
  const lastAt = first === undefined ? chat.created_at : first.created_at - hour;
  // The numbers from 0 on are those of the chats that are not written down.
  const talk = { seed, talk: -1 - index, chatId: chat.id, channel, lastAt, count: missing };
  const began = Math.min(chat.created_at, pastTimeAt(talk, missing - 1));
  return { chat: { ...chat, last_message_at: chat.last_message_at ?? lastAt, created_at: began }, written, talk };
}

const position = <Item extends { readonly id: string }>(item: Item, keyOf: (item: Item) => number) => ({
  key: keyOf(item),
  id: item.id,
});

/** Two lists as one, the earlier first. */
const joined = <Item>(earlier: SharedRecords<Item>, later: readonly Item[]): SharedRecords<Item> => ({
  length: earlier.length + later.length,
  at: (index) => (index < earlier.length ? earlier.at(index) : later[index - earlier.length]),
});

function lazily(work: () => number): () => number {
  let result: number | undefined;
  return () => (result ??= work());
}

function checkSize(name: string, size: number | undefined): void {
  if (size !== undefined && (!Number.isSafeInteger(size) || size < 0))
    throw new RangeError(`sizes.${name} must be a whole number from 0 on, not ${String(size)}`);
}
