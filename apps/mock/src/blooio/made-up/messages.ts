import { chance, randomOf } from "../../model/made-up/chance.ts";
import { lineOf, linesPerExchange } from "../../model/made-up/dialogues.ts";
import { memoized, numbered } from "../../model/made-up/numbered.ts";
import type { Random } from "../../model/random.ts";
import type { SharedRecords } from "../../model/records.ts";
import { protocolOf } from "../chats/delivery.ts";
import { asReceived, createIds, numberedInChat, numberIn, providerIdOf, saltOf, type Ids } from "../ids.ts";
import type { Channel, Delivery, Failure, Message } from "../records.ts";
import { round } from "./places.ts";

/** What determines the messages of a chat. */
export interface Dialogue {
  readonly seed: number;
  /** The number of the chat. */
  readonly chat: number;
  readonly chatId: string;
  readonly channel: Channel;
  /** When its last message was sent or received. */
  readonly lastAt: number;
  readonly length: number;
}

const gap = 23 * 60_000;

/** Which parts of a message are random, each independent of the others. */
const aspects = { content: 11, time: 12, dialogue: 13, id: 14, line: 15 } as const;

const failures: readonly Failure[] = [
  { code: "recipient_unreachable", message: "The recipient cannot be reached on this channel." },
  { code: "attachment_too_large", message: "The file is larger than the channel allows." },
  { code: "delivery_timeout", message: "The channel did not respond in time." },
];

/** The messages of a dialogue. They are numbered back from the last one: so a message is the same however long the dialogue is. */
export const messagesOf = (dialogue: Dialogue): Required<SharedRecords<Message>> =>
  numbered(
    dialogue.length,
    memoized((number) => messageAt(dialogue, number)),
    numberIn,
  );

function messageAt(dialogue: Dialogue, number: number): Message {
  const { seed, chat, chatId, channel, length } = dialogue;
  const createdAt = timeAt(dialogue, number);
  const random = randomOf(seed, aspects.content, chat, number);
  const isOurs = isOutbound(dialogue, number);
  const isReply = random.integer(1, 8) === 1 && number + 1 < length;
  return {
    id: idAt(dialogue, number),
    chat_id: chatId,
    channel_id: channel.id,
    channel_type: channel.type,
    direction: isOurs ? "outbound" : "inbound",
    ...contentOf(random, channel, isOurs, textAt(dialogue, number)),
    // The second of the first chat has the id of a poll in the documented examples.
    ...(chat === 0 && number === 1 && asPoll),
    reply_to_message_id: isReply ? idAt(dialogue, number + 1) : null,
    created_at: createdAt,
    delivery:
      isOurs && channel.status === "suspended" && number < 2
        ? held(channel, createdAt)
        : settle(random, createIds(random), channel, isOurs, createdAt),
  };
}

/** When a message was sent or received; no two at the same time. */
export const timeAt = ({ seed, chat, lastAt }: Dialogue, number: number): number =>
  lastAt - number * gap - (number === 0 ? 0 : chance(gap, seed, aspects.time, chat, number));

/** When the other side last wrote; undefined when it never did. */
export function lastInboundAt(dialogue: Dialogue): number | undefined {
  const number = isOutbound(dialogue, 0) ? 1 : 0;
  return number < dialogue.length ? timeAt(dialogue, number) : undefined;
}

/** How many of its messages are ours, which follows from its length. */
export function outboundIn({ seed, chat, length }: Pick<Dialogue, "seed" | "chat" | "length">): number {
  const last = lastLine(seed, chat);
  return Math.ceil((last + length) / 2) - Math.ceil(last / 2);
}

/** Counted back from the end of an exchange, every other line is ours, the last one first. */
const isOutbound = ({ seed, chat }: Dialogue, number: number): boolean => (lastLine(seed, chat) + number) % 2 === 0;

/** How many lines of the last exchange are not said yet. */
const lastLine = (seed: number, chat: number): number => chance(linesPerExchange, seed, aspects.line, chat % round);

function textAt({ seed, chat }: Dialogue, number: number): string {
  const back = lastLine(seed, chat) + number;
  const line = linesPerExchange - 1 - (back % linesPerExchange);
  return lineOf(chance(2 ** 16, seed, aspects.dialogue, chat), Math.floor(back / linesPerExchange), line);
}

function idAt(dialogue: Dialogue, number: number): string {
  const { seed, chat, channel } = dialogue;
  const id = numberedInChat("msg", timeAt(dialogue, number), chat, number, saltOf(seed, aspects.id, chat, number));
  return isOutbound(dialogue, number) ? id : asReceived(id, channel.type);
}

const poll = { title: "When will you come?", options: ["Friday", "Saturday"] };

const asPoll = { type: "poll", text: null, poll } as const;

function contentOf(
  random: Random,
  channel: Channel,
  isOurs: boolean,
  text: string,
): Pick<Message, "poll" | "text" | "type"> {
  const draw = random.integer(1, 20);
  if (draw === 1) return { type: "media", text: null };
  if (draw === 2) return { type: "media", text };
  if (draw === 3 && channel.type === "blooio" && isOurs) return asPoll;
  return { type: "text", text };
}

/** What became of a message of the past. */
function settle(random: Random, ids: Ids, { type }: Channel, isOurs: boolean, createdAt: number): Delivery {
  const protocol =
    type === "blooio" ? random.pick(["imessage", "imessage", "imessage", "sms", "rcs"]) : protocolOf(type);
  const delivery = {
    protocol,
    provider_message_id: type === "amb" ? null : providerIdOf(type, ids.uuid()),
    error: null,
  };
  if (!isOurs) return { ...delivery, status: "received", updated_at: createdAt };
  const updatedAt = createdAt + random.integer(1, 50) * 1_000;
  const draw = random.integer(1, 40);
  if (draw <= 2) {
    return {
      status: "failed",
      protocol: type === "amb" ? null : "unknown",
      provider_message_id: null,
      error: random.pick(failures),
      updated_at: updatedAt,
    };
  }
  if (draw === 3) return { ...delivery, status: "superseded", updated_at: updatedAt };
  if (draw <= 7) return { ...delivery, status: "sent", updated_at: updatedAt };
  // SMS has no read receipts.
  const isRead = protocol !== "sms" && draw <= 28;
  return { ...delivery, status: isRead ? "read" : "delivered", updated_at: updatedAt };
}

/** What a suspended channel still had to send waits in its queue. */
const held = (channel: Channel, createdAt: number): Delivery => ({
  status: "queued",
  protocol: channel.type === "amb" ? null : "pending",
  provider_message_id: null,
  error: null,
  updated_at: createdAt,
});
