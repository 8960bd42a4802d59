import type { SharedRecords } from "../../model/records.ts";
import { numberedId, numberIn, saltOf } from "../ids.ts";
import { lastHeardAt, pastTimeAt, round, type PastTalk } from "./past-messages.ts";
import { passes } from "../../model/paging.ts";
import { personAt, personNumberOf } from "./past-people.ts";
import { choiceOf } from "./record-random.ts";
import { chatStates, type Channel, type Chat, type ChatState, type Contact, type Identity } from "../records.ts";
import { perState, sessionWindow } from "./seed-chats.ts";

export interface PastOptions {
  readonly seed: number;
  readonly now: number;
  readonly channels: readonly Channel[];
  /** Everything in these chats was said before. */
  readonly before: number;
  readonly count: number;
  /** From 3 to 12 when left out, as in the chats of the seed. */
  readonly messagesPerChat: number | undefined;
}

/** What a list of chats is asked for; a filter that is left out lets everything through. */
export interface ChatFilter {
  readonly type?: unknown;
  readonly state?: unknown;
  readonly channelId?: unknown;
  readonly contactId?: unknown;
}

/** The chats before those of the seed, and the people in them: worked out when they are asked for, never kept. */
export interface PastChats extends SharedRecords<Chat> {
  byId(id: string): Chat | undefined;
  byPlace(channelId: string, address: string): Chat | undefined;
  contact(id: string): Contact | undefined;
  contactIdAt(address: string): string | undefined;
  readonly contacts: number;
  talkOf(chatId: string): PastTalk | undefined;
  /** Those that a filter lets through. */
  matching(filter: ChatFilter): SharedRecords<Chat>;
  /** The sum over all talks of what follows from how each begins and how long it is. */
  total(valueOf: (talk: Pick<PastTalk, "talk" | "count">) => number): number;
}

const step = 7 * 60_000;
const chatsPerPerson = 2;
const personOf = (chat: number): number => Math.floor(chat / chatsPerPerson);

/** What chance decides of a chat or a person, each on its own. */
const aspects = {
  time: 1,
  id: 2,
  messages: 3,
  channel: 4,
  otherChannel: 5,
  address: 6,
  identityId: 7,
  contactId: 8,
  state: 9,
} as const;
const states = chatStates.flatMap((state) => Array.from({ length: perState[state] }, (): ChatState => state));

export function pastChats(options: PastOptions): PastChats {
  const { seed, now, channels, before, count, messagesPerChat } = options;
  const active = channels.filter(({ status }) => status === "active");
  const othersOf = new Map(active.map((channel) => [channel, channels.filter((other) => other !== channel)]));

  /** Counted back from the latest, which is 0: so a chat is the same however many there are. */
  const timeAt = (number: number): number => before - 1 - number * step - choiceOf(step, seed, aspects.time, number);
  const idAt = (number: number): string => numberedId("chat", timeAt(number), number, saltOf(seed, aspects.id, number));
  const countAt = (number: number): number =>
    messagesPerChat ?? 3 + choiceOf(10, seed, aspects.messages, number % round);
  const stateAt = (number: number): ChatState =>
    existing(states[choiceOf(states.length, seed, aspects.state, number % round)]);

  /** A person has one chat on a channel that sends, and another on any. */
  const channelAt = (number: number): Channel => {
    const place = number % round;
    const first = active[choiceOf(active.length, seed, aspects.channel, personOf(place))];
    if (number % chatsPerPerson === 0) return existing(first);
    const others = othersOf.get(existing(first)) ?? [];
    return existing(others[choiceOf(others.length, seed, aspects.otherChannel, place)]);
  };

  const addressAt = (number: number): string => {
    const { phone, email } = personAt(personOf(number));
    return channelAt(number).type === "blooio" && choiceOf(5, seed, aspects.address, number) === 0 ? email : phone;
  };

  const identityAt = (number: number): Identity => {
    const { type: channelType } = channelAt(number);
    // The earlier beta wrote identity ids with another prefix.
    const prefix = channelType === "amb" ? "idn" : "cid";
    const id = numberedId(prefix, now, number, saltOf(seed, aspects.identityId, number));
    return { id, channelType, address: addressAt(number) };
  };

  const contactIdAt = (person: number): string =>
    numberedId("ct", now, person, saltOf(seed, aspects.contactId, person));

  const talkAt = (number: number): PastTalk => ({
    seed,
    talk: number,
    chatId: idAt(number),
    channel: channelAt(number),
    lastAt: timeAt(number),
    count: countAt(number),
  });

  const chatAt = (number: number): Chat | undefined => {
    if (number < 0 || number >= count) return undefined;
    const talk = talkAt(number);
    const { channel } = talk;
    const { id: identityId, address } = identityAt(number);
    return {
      id: talk.chatId,
      channel_id: channel.id,
      channel_type: channel.type,
      contact_id: contactIdAt(personOf(number)),
      identity_id: identityId,
      group_id: null,
      state: stateAt(number),
      capabilities: {},
      window_expires_at: sessionWindow(
        channel.type,
        channel.type === "whatsapp_business" ? lastHeardAt(talk) : undefined,
      ),
      last_message_at: talk.count > 0 ? talk.lastAt : null,
      created_at: pastTimeAt(talk, Math.max(0, talk.count - 1)),
      address,
    };
  };

  const numberOf = (chatId: string): number | undefined => {
    const number = numberIn(chatId);
    return number !== undefined && number < count && idAt(number) === chatId ? number : undefined;
  };

  const chatsOf = (person: number): readonly number[] =>
    Array.from({ length: chatsPerPerson }, (_, index) => person * chatsPerPerson + index).filter(
      (number) => number < count,
    );

  /** The person with a contact's id; none when an id only looks like one. */
  const personWith = (contactId: string): number | undefined => {
    const person = numberIn(contactId);
    return person !== undefined && contactIdAt(person) === contactId ? person : undefined;
  };

  const lets = ({ type, state, channelId }: ChatFilter, number: number): boolean => {
    const channel = channelAt(number);
    return passes(type, channel.type) && passes(channelId, channel.id) && passes(state, stateAt(number));
  };

  /** The places of a round that a filter lets through: as few filters as there are channels, types and states. */
  const placesLet = new Map<string, readonly number[]>();
  const placesOf = (filter: ChatFilter): readonly number[] => {
    if (filter.channelId !== undefined && channels.every(({ id }) => id !== filter.channelId)) return [];
    const name = [filter.type, filter.state, filter.channelId].join();
    const places = placesLet.get(name) ?? upTo(Math.min(count, round)).filter((place) => lets(filter, place));
    placesLet.set(name, places);
    return places;
  };

  return {
    length: count,
    at: (index) => chatAt(count - 1 - index),
    matching(filter) {
      const { contactId } = filter;
      if (contactId !== undefined) {
        const person = typeof contactId === "string" ? personWith(contactId) : undefined;
        const numbers = person === undefined ? [] : chatsOf(person).filter((number) => lets(filter, number));
        return { length: numbers.length, at: (index) => chatAt(numbers.at(-1 - index) ?? -1) };
      }
      const places = placesOf(filter);
      const inLastRound = places.filter((place) => place < count % round).length;
      const length = Math.floor(count / round) * places.length + inLastRound;
      return {
        length,
        at(index) {
          const back = length - 1 - index;
          return chatAt(Math.floor(back / places.length) * round + (places[back % places.length] ?? -1));
        },
      };
    },
    total(valueOf) {
      const firsts = (some: number): number =>
        upTo(some).reduce((sum, talk) => sum + valueOf({ talk, count: countAt(talk) }), 0);
      const rounds = Math.floor(count / round);
      return (rounds === 0 ? 0 : rounds * firsts(round)) + firsts(count % round);
    },
    byId: (id) => chatAt(numberOf(id) ?? -1),
    byPlace(channelId, address) {
      const person = personNumberOf(address);
      const numbers = person === undefined ? [] : chatsOf(person);
      return chatAt(
        numbers.find((number) => channelAt(number).id === channelId && addressAt(number) === address) ?? -1,
      );
    },
    contact(id) {
      const person = personWith(id);
      if (person === undefined) return undefined;
      const identities = chatsOf(person).map(identityAt);
      return identities.length === 0 ? undefined : { id, name: personAt(person).name, identities };
    },
    contactIdAt(address) {
      const person = personNumberOf(address);
      return person === undefined || chatsOf(person).length === 0 ? undefined : contactIdAt(person);
    },
    contacts: Math.ceil(count / chatsPerPerson),
    talkOf(chatId) {
      const number = numberOf(chatId);
      return number === undefined ? undefined : talkAt(number);
    },
  };
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

function existing<Item>(item: Item | undefined): Item {
  if (item === undefined) throw new Error("The seed data of Blooio are wrong: a past chat needs channels and states");
  return item;
}
