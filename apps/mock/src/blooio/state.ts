import { OrderedRecords } from "../model/ordered-records.ts";
import { createRandom } from "../model/random.ts";
import type { WorldOptions } from "../model/world-options.ts";
import { createAnswers } from "./chats/answers.ts";
import { createIds } from "./ids.ts";
import { createdAt, latestActivity, type InitialData } from "./made-up/initial-data.ts";
import { LayeredMap } from "./layered-map.ts";
import type { Channel, Chat, Contact, Group, Message } from "./records.ts";
import { placeKey } from "./made-up/seed-data.ts";

/** Everything that one API key sees, and the only way to change it. */
export interface State {
  readonly organization: InitialData["organization"];
  readonly priorityId: string;
  /** Whether the limits on messages without a reply hold. */
  readonly isLimited: boolean;
  readonly channels: readonly Channel[];
  readonly channelsByTime: OrderedRecords<Channel>;
  /** By latest activity. */
  readonly chats: OrderedRecords<Chat>;
  /** Of the chats that all worlds begin with, those that a filter lets through, and some besides. */
  chatsMatching: InitialData["chatsMatching"];
  now(): number;
  newId(prefix: string): string;
  newUuid(): string;
  channel(id: string): Channel | undefined;
  chat(id: string): Chat | undefined;
  /** The chat with one person on a channel. */
  chatAt(channelId: string, address: string): Chat | undefined;
  saveChat(chat: Chat): void;
  contact(id: string): Contact | undefined;
  contactAt(address: string): Contact | undefined;
  saveContact(contact: Contact): void;
  group(id: string): Group | undefined;
  /** By time. To read, not to put into. */
  messages(chatId: string): OrderedRecords<Message>;
  message(chatId: string, id: string): Message | undefined;
  addMessage(message: Message): void;
  /** When the other side next wrote after a message, in this world. */
  answeredAt(message: Message): number | undefined;
  /** What the other side last wrote in this world. */
  lastAnswer(chatId: string): Message | undefined;
  messagesSent(): number;
  count(): Readonly<Record<string, number>>;
}

/** A world that begins with the data that all share, and keeps what it changes. */
export function createState(data: InitialData, { clock, seed, rateLimits = false }: WorldOptions): State {
  const ids = createIds(createRandom(seed + 1));
  const chats = new OrderedRecords(data.chats, latestActivity);
  const chatsById = new LayeredMap(data.chatsById);
  const chatIds = new Map<string, string>();
  const contacts = new LayeredMap(data.contacts);
  const contactIds = new LayeredMap(data.contactIds);
  const messages = new Map<string, OrderedRecords<Message>>();
  const messagesById = new Map<string, Message>();
  const answers = createAnswers();
  const added = { chats: 0, contacts: 0, groups: 0, sent: 0 };
  const initialMessages = (chatId: string): OrderedRecords<Message> =>
    new OrderedRecords(data.messages(chatId), createdAt);
  return {
    organization: data.organization,
    priorityId: data.priorityId,
    isLimited: rateLimits,
    channels: data.channels,
    channelsByTime: new OrderedRecords(data.channelsByTime, createdAt),
    chats,
    chatsMatching: (filter) => data.chatsMatching(filter),
    now: () => clock.now(),
    newId: (prefix) => ids.next(prefix, clock.now()),
    newUuid: () => ids.uuid(),
    channel: (id) => data.channels.find((channel) => channel.id === id),
    chat: (id) => chatsById.get(id),
    chatAt(channelId, address) {
      const ownId = chatIds.get(placeKey(channelId, address));
      const id = ownId ?? data.chatAt(channelId, address)?.id;
      return id === undefined ? undefined : chatsById.get(id);
    },
    saveChat(chat) {
      if (chatsById.get(chat.id) === undefined) {
        added.chats += 1;
        added.groups += chat.group_id === null ? 0 : 1;
      }
      chatsById.set(chat.id, chat);
      chats.put(chat);
      if (chat.address !== null) chatIds.set(placeKey(chat.channel_id, chat.address), chat.id);
    },
    contact: (id) => contacts.get(id),
    contactAt(address) {
      const id = contactIds.get(address);
      return id === undefined ? undefined : contacts.get(id);
    },
    saveContact(contact) {
      if (contacts.get(contact.id) === undefined) added.contacts += 1;
      contacts.set(contact.id, contact);
      for (const { address } of contact.identities) contactIds.set(address, contact.id);
    },
    group: (id) => data.groups.get(id),
    messages: (chatId) => messages.get(chatId) ?? initialMessages(chatId),
    message(chatId, id) {
      const own = messagesById.get(id);
      return own === undefined ? data.message(chatId, id) : own.chat_id === chatId ? own : undefined;
    },
    addMessage(message) {
      const ofChat = messages.get(message.chat_id) ?? initialMessages(message.chat_id);
      messages.set(message.chat_id, ofChat);
      ofChat.put(message);
      messagesById.set(message.id, message);
      if (message.direction === "outbound") added.sent += 1;
      else answers.add(message);
    },
    answeredAt: (message) => answers.firstAfter(message)?.created_at,
    lastAnswer: (chatId) => answers.last(chatId),
    messagesSent: () => data.messagesSent() + added.sent,
    count() {
      const initial = data.count();
      return {
        channels: data.channels.length,
        chats: initial.chats + added.chats,
        contacts: initial.contacts + added.contacts,
        groups: initial.groups + added.groups,
        messages: initial.messages + messagesById.size,
      };
    },
  };
}
