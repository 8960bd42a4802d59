import type { SharedRecords } from "../../model/records.ts";
import { asReceived, createIds, numberedId, numberIn, saltOf } from "../ids.ts";
import { choiceOf, randomOf } from "./record-random.ts";
import type { Channel, Message } from "../records.ts";
import { dialogues, type Line } from "./seed-dialogues.ts";
import { contentOf, settle } from "./seed-messages.ts";

/** A part of a chat that nobody wrote down: what was said follows from these values. */
export interface PastTalk {
  readonly seed: number;
  /** Tells the talks of a seed apart. */
  readonly talk: number;
  readonly chatId: string;
  readonly channel: Channel;
  /** When the last of it was said. */
  readonly lastAt: number;
  readonly count: number;
}

/**
 * What decides how much was said comes round again after so many chats: what all of them hold together follows from one
 * round, however many there are.
 */
export const round = 1_000;

const gap = 23 * 60_000;
const linesPerDialogue = 12;

/** What chance decides of a message, each on its own. */
const aspects = { content: 1, time: 2, dialogue: 3, id: 4 } as const;

/** The messages of a talk, oldest first, each worked out when it is asked for. */
export const pastMessages = (talk: PastTalk): SharedRecords<Message> => ({
  length: talk.count,
  at: (index) => messageAt(talk, talk.count - 1 - index),
});

/** The message of a talk that has an id, which its number tells. */
export function pastMessage(talk: PastTalk, id: string): Message | undefined {
  const message = messageAt(talk, numberIn(id) ?? -1);
  return message?.id === id ? message : undefined;
}

/** Counted back from the last message, which is 0: so a message is the same however long the talk is. */
function messageAt(talk: PastTalk, number: number): Message | undefined {
  if (number < 0 || number >= talk.count) return undefined;
  const { seed, talk: name, chatId, channel } = talk;
  const line = lineAt(talk, number);
  const createdAt = pastTimeAt(talk, number);
  const random = randomOf(seed, aspects.content, name, number);
  const earlier = number + 1 < talk.count ? lineAt(talk, number + 1) : undefined;
  const isReply = earlier !== undefined && earlier.direction !== line.direction && random.integer(1, 8) === 1;
  return {
    id: idAt(talk, number),
    chat_id: chatId,
    channel_id: channel.id,
    channel_type: channel.type,
    direction: line.direction,
    ...contentOf(random, channel, line),
    reply_to_message_id: isReply ? idAt(talk, number + 1) : null,
    created_at: createdAt,
    delivery: settle(random, createIds(random), channel, line, createdAt),
  };
}

/** When a message of a talk was said; no two at the same time. */
export const pastTimeAt = ({ seed, talk, lastAt }: PastTalk, number: number): number =>
  lastAt - number * gap - (number === 0 ? 0 : choiceOf(gap, seed, aspects.time, talk, number));

/** When the other side last said something; undefined when it never did. */
export function lastHeardAt(talk: PastTalk): number | undefined {
  for (let number = 0; number < talk.count; number += 1) {
    if (lineAt(talk, number).direction === "inbound") return pastTimeAt(talk, number);
  }
  return undefined;
}

/** How many messages of a talk we sent, for a talk may be very long: every dialogue comes once before one comes again. */
export function sentIn({ seed, talk, count }: Pick<PastTalk, "seed" | "talk" | "count">): number {
  const linesOfAll = dialogues.length * linesPerDialogue;
  let sent = Math.floor(count / linesOfAll) * sentInAll;
  const rest = count % linesOfAll;
  for (let first = 0; first < rest; first += linesPerDialogue) {
    const lines = Math.min(linesPerDialogue, rest - first);
    sent += sentInLast[dialogueAt(seed, talk, first / linesPerDialogue)]?.[lines] ?? 0;
  }
  return sent;
}

/** For each dialogue, how many of its last 0, 1, 2 … lines are ours. */
const sentInLast = dialogues.map((lines) =>
  Array.from({ length: linesPerDialogue + 1 }, (_, count) =>
    count === 0 ? 0 : lines.slice(-count).filter(({ direction }) => direction === "outbound").length,
  ),
);
const sentInAll = sentInLast.reduce((sum, sent) => sum + (sent[linesPerDialogue] ?? 0), 0);

function idAt(talk: PastTalk, number: number): string {
  const id = numberedId("msg", pastTimeAt(talk, number), number, saltOf(talk.seed, aspects.id, talk.talk, number));
  return lineAt(talk, number).direction === "inbound" ? asReceived(id, talk.channel.type) : id;
}

/** One dialogue after the other, told backwards. */
function lineAt({ seed, talk }: PastTalk, number: number): Line {
  const line = dialogues[dialogueAt(seed, talk, Math.floor(number / linesPerDialogue))]?.at(
    -1 - (number % linesPerDialogue),
  );
  if (line === undefined) throw new Error(`Each dialogue of Blooio's seed must have ${linesPerDialogue} lines`);
  return line;
}

/** Which dialogue a talk has at a place; chance says only with which it begins. */
const dialogueAt = (seed: number, talk: number, place: number): number =>
  (choiceOf(dialogues.length, seed, aspects.dialogue, talk % round) + place) % dialogues.length;
