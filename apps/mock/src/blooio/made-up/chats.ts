import { chance } from "../../model/made-up/chance.ts";
import { memoized, numbered, recurring, sumOver, type Recurring } from "../../model/made-up/numbered.ts";
import { passes } from "../../model/paging.ts";
import type { SharedRecords } from "../../model/records.ts";
import { sessionWindow } from "../chats/session-window.ts";
import { numberedId, numberIn, saltOf } from "../ids.ts";
import type { Channel, Chat, Identity, Message } from "../records.ts";
import { madeUpContacts, type MadeUpContacts } from "./contacts.ts";
import { madeUpGroups, type MadeUpGroups } from "./groups.ts";
import { lastInboundAt, messagesOf, outboundIn, timeAt, type Dialogue } from "./messages.ts";
import { personAt, personNumberOf } from "./people.ts";
import { chatsPerParty, partyOf, placesOf, round, type Place } from "./places.ts";

/** The filters of a list of chats, by the names of its query parameters. */
type ChatFilter = Readonly<Partial<Record<"channel_id" | "contact_id" | "state" | "type", unknown>>>;

export interface MadeUpChats extends MadeUpGroups, Omit<MadeUpContacts, "contactIdOf" | "partyWith"> {
  /** By latest activity. */
  readonly chats: Required<SharedRecords<Chat>>;
  /** Those that pass a filter. */
  matching(filter: ChatFilter): SharedRecords<Chat>;
  chatAt(channelId: string, address: string): Chat | undefined;
  /** In the order of their creation; empty for an unknown chat. */
  messagesOf(chatId: string): SharedRecords<Message>;
  /** The number of messages in all chats, and of those that we sent. */
  messageCount(): number;
  sentCount(): number;
}

export interface ChatOptions {
  readonly seed: number;
  readonly now: number;
  readonly channels: readonly Channel[];
  readonly count: number;
  /** From 0 to 12 by chat when left out. */
  readonly messagesPerChat: number | undefined;
}

const minute = 60_000;
const step = 7 * minute;
/** The newest chats are hours apart: days and weeks lie within a first page. */
const wideStep = 300 * minute;
const wideSteps = 1_000;

/** How many chats are kept computed, those that were read last. */
const latestDialogues = 64;

/** Which parts of a chat are random, each independent of the others. */
const aspects = { time: 1, id: 2, address: 3, identity: 4, group: 5 } as const;

/** The chats of a tenant, and the people in them. They are numbered back from the newest: so a chat is the same however many there are. */
export function madeUpChats(options: ChatOptions): MadeUpChats {
  const { seed, now, channels, count, messagesPerChat } = options;
  const places = placesOf(seed, channels);
  const placeOf = (chat: number): Place => places[chat % round] as Place;
  const lengthOf = (chat: number): number => messagesPerChat ?? placeOf(chat).length;

  const lastTimeAt = (chat: number): number => {
    // Some chats end in the same moment as a newer one: only their ids tell the order.
    const slot = chat % 12 === 11 ? chat - 1 : chat;
    const wide = Math.min(slot, wideSteps) * wideStep;
    return now - 5 * minute - slot * step - wide - chance(step, seed, aspects.time, slot);
  };
  const idAt = (chat: number): string => numberedId("chat", lastTimeAt(chat), chat, saltOf(seed, aspects.id, chat));
  const groupIdAt = (chat: number): string => numberedId("grp", now, chat, saltOf(seed, aspects.group, chat));

  const addressAt = (chat: number): string => {
    const { phone, email } = personAt(partyOf(chat));
    return placeOf(chat).channel.type === "blooio" && chance(5, seed, aspects.address, chat) === 0 ? email : phone;
  };
  const identityAt = (chat: number): Identity => {
    const { type: channelType } = placeOf(chat).channel;
    // The earlier beta wrote identity ids with another prefix.
    const prefix = channelType === "amb" ? "idn" : "cid";
    const id = numberedId(prefix, now, chat, saltOf(seed, aspects.identity, chat));
    return { id, channelType, address: addressAt(chat) };
  };
  const { contactIdOf, partyWith, ...contacts } = madeUpContacts(seed, now, count, identityAt, lastTimeAt);

  const dialogueAt = (chat: number): Dialogue => ({
    seed,
    chat,
    chatId: idAt(chat),
    channel: placeOf(chat).channel,
    lastAt: lastTimeAt(chat),
    length: lengthOf(chat),
  });

  const chatAt = memoized((chat: number): Chat => {
    const dialogue = dialogueAt(chat);
    const { channel, kind, state } = placeOf(chat);
    const identity = kind === "groups" ? undefined : identityAt(chat);
    const window = channel.type === "whatsapp_business" ? lastInboundAt(dialogue) : undefined;
    return {
      id: dialogue.chatId,
      channel_id: channel.id,
      channel_type: channel.type,
      contact_id: kind === "contact" ? contactIdOf(partyOf(chat)) : null,
      identity_id: identity?.id ?? null,
      group_id: kind === "groups" ? groupIdAt(chat) : null,
      state,
      capabilities: {},
      window_expires_at: sessionWindow(channel.type, window),
      last_message_at: dialogue.length > 0 ? dialogue.lastAt : null,
      created_at: timeAt(dialogue, Math.max(0, dialogue.length - 1)),
      address: identity?.address ?? null,
    };
  });

  const chats = numbered(count, chatAt, numberIn);
  const messagesIn = memoized((chat) => messagesOf(dialogueAt(chat)), latestDialogues);
  const at = (chat: number): Chat | undefined => chats.at(count - 1 - chat);

  const lets = ({ type, state, channel_id: channelId }: ChatFilter, chat: number): boolean => {
    const place = placeOf(chat);
    return passes(type, place.channel.type) && passes(channelId, place.channel.id) && passes(state, place.state);
  };
  const chatsOf = (party: number): readonly number[] =>
    [party * chatsPerParty, party * chatsPerParty + 1].filter((chat) => chat < count);
  /** One round for each filter; there are as few as channels, types and states. */
  const placesLet = new Map<string, readonly number[]>();
  const matchingNumbers = (filter: ChatFilter): Recurring => {
    const { type, state, channel_id: channelId, contact_id: contactId } = filter;
    if (contactId !== undefined) {
      const party = typeof contactId === "string" ? partyWith(contactId) : undefined;
      const numbers = party === undefined ? [] : chatsOf(party).filter((chat) => lets(filter, chat));
      return { length: numbers.length, at: (index) => numbers[index] ?? -1 };
    }
    const name = JSON.stringify([type, state, channelId]);
    const found = placesLet.get(name) ?? [...places.keys()].filter((place) => lets(filter, place));
    // Nothing has any other value, and it is not cached.
    if (found.length > 0) placesLet.set(name, found);
    return recurring(found, round, count);
  };

  const sent = (chat: number): number => outboundIn({ seed, chat, length: lengthOf(chat) });
  return {
    ...contacts,
    ...madeUpGroups({ seed, count, places, chatAt, identityAt, lastTimeAt, numberIn }),
    chats,
    matching(filter) {
      const { type, state, channel_id: channelId, contact_id: contactId } = filter;
      if ([type, state, channelId, contactId].every((value) => value === undefined)) return chats;
      const numbers = matchingNumbers(filter);
      return { length: numbers.length, at: (index) => at(numbers.at(numbers.length - 1 - index)) };
    },
    chatAt(channelId, address) {
      const party = personNumberOf(address) ?? -1;
      const found = chatsOf(Math.max(0, party)).find(
        (chat) =>
          placeOf(chat).kind !== "groups" && placeOf(chat).channel.id === channelId && addressAt(chat) === address,
      );
      return found === undefined ? undefined : at(found);
    },
    messagesOf: (chatId) => (chats.byId(chatId) === undefined ? [] : messagesIn(numberIn(chatId))),
    messageCount: lazily(() => sumOver(round, count, lengthOf)),
    sentCount: lazily(() => sumOver(round, count, sent)),
  };
}

function lazily(work: () => number): () => number {
  let result: number | undefined;
  return () => (result ??= work());
}
