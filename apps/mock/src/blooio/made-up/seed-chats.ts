import type { Random } from "../../model/random.ts";
import type { Ids } from "../ids.ts";
import { chatStates, type Channel, type ChannelType, type Chat, type ChatState, type Message } from "../records.ts";
import { dialogues } from "./seed-dialogues.ts";
import { seedMessages } from "./seed-messages.ts";
import { people, strangers } from "./seed-people.ts";

export interface SeededChat {
  readonly chat: Chat;
  readonly messages: readonly Message[];
}

/** The contact behind an address, who gains an identity on the channel's type. */
export type Introduce = (
  personIndex: number,
  type: ChannelType,
  address: string,
) => { contactId: string; identityId: string };

interface Place {
  readonly channel: Channel;
  readonly state: ChatState;
  readonly address: string;
  readonly contactId: string | null;
  readonly identityId: string;
}

const minute = 60_000;
const day = 24 * 60 * minute;

/** How many chats of one channel type are in each state. */
export const perState: Readonly<Record<ChatState, number>> = { open: 10, closed: 6, blocked: 4, deprecated: 4 };

/** The chats with one person: of every channel type in every state, on channels of every status. */
export function seedDirectChats(
  random: Random,
  ids: Ids,
  channels: readonly Channel[],
  now: number,
  introduce: Introduce,
): SeededChat[] {
  const types = [...new Set(channels.map(({ type }) => type))];
  const chats: SeededChat[] = [];
  for (const [typeIndex, type] of types.entries()) {
    const ofType = channels.filter((channel) => channel.type === type);
    let guests = typeIndex * 13;
    for (const state of chatStates) {
      for (let index = 0; index < perState[state]; index += 1) {
        guests += 3;
        const personIndex = guests % people.length;
        const person = people[personIndex] ?? raise("There are no people");
        const address = type === "blooio" && index % 5 === 4 ? person.email : person.phone;
        const place = {
          channel: channelFor(ofType, state, index),
          state,
          address,
          ...introduce(personIndex, type, address),
        };
        // Some talks end in the same minute, so that only the id tells their order.
        const lastAt = (index % 4 === 3 && chats.at(-1)?.chat.last_message_at) || lastTime(random, place, now);
        chats.push(seedTalk(random, ids, place, lastAt));
      }
    }
  }
  return [...chats, ...seedStrangers(random, ids, channels, now), seedSilentChat(ids, channels, now, introduce)];
}

/** Most open chats are on channels that can send; the last of each type is not. */
function channelFor(ofType: readonly Channel[], state: ChatState, index: number): Channel {
  const isSending = ({ status }: Channel): boolean => status === "active";
  const choices = state === "open" ? ofType.filter((channel) => isSending(channel) === index < 8) : ofType;
  const some = choices.length > 0 ? choices : ofType;
  return some[index % some.length] ?? raise("A channel type has no channel");
}

function lastTime(random: Random, { channel, state }: Place, now: number): number {
  const isRecent = state === "open" && channel.status === "active" && channel.type !== "amb";
  const minutes = isRecent ? random.integer(5, 10 * 24 * 60) : random.integer(12 * 24 * 60, 60 * 24 * 60);
  // Chats of the earlier beta are older than the others.
  return now - minutes * minute - (channel.type === "amb" || state === "deprecated" ? 60 * day : 0);
}

function seedTalk(random: Random, ids: Ids, place: Place, lastAt: number): SeededChat {
  const { channel } = place;
  const chatId = ids.next("chat", lastAt);
  const lines = random.pick(dialogues).slice(0, random.integer(3, 12));
  const messages = seedMessages(random, ids, { chatId, channel, lines, lastAt });
  const lastInbound = messages.findLast(({ direction }) => direction === "inbound");
  return {
    chat: {
      ...emptyChat(chatId, place, messages[0]?.created_at ?? lastAt),
      window_expires_at: sessionWindow(channel.type, lastInbound?.created_at),
      last_message_at: lastAt,
    },
    messages,
  };
}

/** When the time for free-form messages ends: only WhatsApp Business has one, from each message of the other side. */
export const sessionWindow = (type: ChannelType, lastInboundAt: number | undefined): number | null =>
  type === "whatsapp_business" && lastInboundAt !== undefined ? lastInboundAt + day : null;

const emptyChat = (id: string, { channel, state, address, contactId, identityId }: Place, createdAt: number): Chat => ({
  id,
  channel_id: channel.id,
  channel_type: channel.type,
  contact_id: contactId,
  identity_id: identityId,
  group_id: null,
  state,
  capabilities: {},
  window_expires_at: null,
  last_message_at: null,
  created_at: createdAt,
  address,
});

function seedStrangers(random: Random, ids: Ids, channels: readonly Channel[], now: number): SeededChat[] {
  const types = ["blooio", "twilio", "whatsapp"] as const;
  return strangers.map((address, index) => {
    const channel = activeChannel(channels, types[index] ?? "blooio");
    const place = { channel, state: "open", address, contactId: null, identityId: ids.next("cid", now) } as const;
    return seedTalk(random, ids, place, lastTime(random, place, now));
  });
}

/** A chat that was opened and in which nobody has said anything yet. */
function seedSilentChat(ids: Ids, channels: readonly Channel[], now: number, introduce: Introduce): SeededChat {
  const channel = activeChannel(channels, "rcs_business");
  const personIndex = people.length - 1;
  const address = people[personIndex]?.phone ?? raise("There are no people");
  const place = { channel, state: "open", address, ...introduce(personIndex, channel.type, address) } as const;
  const createdAt = now - 3 * day;
  return { chat: emptyChat(ids.next("chat", createdAt), place, createdAt), messages: [] };
}

/** The first channel of a type that can send. */
export const activeChannel = (channels: readonly Channel[], type: ChannelType): Channel =>
  channels.find((channel) => channel.type === type && channel.status === "active") ??
  raise(`No active channel of type ${type}`);

function raise(message: string): never {
  throw new Error(`The seed data of Blooio are wrong: ${message}`);
}
