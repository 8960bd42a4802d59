import type { Clock } from "../clock.ts";
import { createRandom } from "../random.ts";
import { createIds } from "./ids.ts";
import { LayeredMap } from "./layered-map.ts";
import type { Channel, Chat, Contact, Group, Message } from "./records.ts";
import { placeKey, type SeedData } from "./seed-data.ts";

/** Everything that one API key sees, and the only way to change it. */
export interface State {
  readonly organization: SeedData["organization"];
  readonly priorityId: string;
  readonly channels: readonly Channel[];
  now(): number;
  newId(prefix: string): string;
  newUuid(): string;
  channel(id: string): Channel | undefined;
  chats(): Iterable<Chat>;
  chat(id: string): Chat | undefined;
  /** The chat with one person on a channel. */
  chatAt(channelId: string, address: string): Chat | undefined;
  saveChat(chat: Chat): void;
  contact(id: string): Contact | undefined;
  contactAt(address: string): Contact | undefined;
  saveContact(contact: Contact): void;
  group(id: string): Group | undefined;
  /** Oldest first among those of the seed, then those of this world in the order in which they came. */
  messages(chatId: string): readonly Message[];
  addMessage(message: Message): void;
  messagesSent(): number;
}

/** A world that begins with the seed data and shares them until it changes them. */
export function createState(seed: SeedData, clock: Clock, seedNumber: number): State {
  const ids = createIds(createRandom(seedNumber + 1));
  const chats = new LayeredMap(seed.chats);
  const chatIds = new LayeredMap(seed.chatIds);
  const contacts = new LayeredMap(seed.contacts);
  const contactIds = new LayeredMap(seed.contactIds);
  const added = new Map<string, Message[]>();
  const byId = <Item>(items: LayeredMap<Item>, id: string | undefined): Item | undefined =>
    id === undefined ? undefined : items.get(id);
  let sent = seed.messagesSent;
  return {
    organization: seed.organization,
    priorityId: seed.priorityId,
    channels: seed.channels,
    now: () => clock.now(),
    newId: (prefix) => ids.next(prefix, clock.now()),
    newUuid: () => ids.uuid(),
    channel: (id) => seed.channels.find((channel) => channel.id === id),
    chats: () => chats.values(),
    chat: (id) => chats.get(id),
    chatAt: (channelId, address) => byId(chats, chatIds.get(placeKey(channelId, address))),
    saveChat(chat) {
      chats.set(chat.id, chat);
      if (chat.address !== null) chatIds.set(placeKey(chat.channel_id, chat.address), chat.id);
    },
    contact: (id) => contacts.get(id),
    contactAt: (address) => byId(contacts, contactIds.get(address)),
    saveContact(contact) {
      contacts.set(contact.id, contact);
      for (const { address } of contact.identities) contactIds.set(address, contact.id);
    },
    group: (id) => seed.groups.get(id),
    messages: (chatId) => [...(seed.messages.get(chatId) ?? []), ...(added.get(chatId) ?? [])],
    addMessage(message) {
      const own = added.get(message.chat_id) ?? [];
      own.push(message);
      added.set(message.chat_id, own);
      if (message.direction === "outbound") sent += 1;
    },
    messagesSent: () => sent,
  };
}
