import { seedHash } from "./seed-hash.ts";

/** When each message of an inbox was written and where it belongs, worked out from its place among all of them. */
export interface Timeline {
  /** How many there are; they are counted in the order of their last messages. */
  readonly conversations: number;
  readonly messagesPerConversation: number;
  /** How many there are in all; they are counted in the order of their times. */
  readonly messages: number;
  timeOf(message: number): number;
  placeOf(message: number): { readonly conversation: number; readonly position: number };
  /** The way back from {@link placeOf}. */
  messageIndex(conversation: number, position: number): number;
}

const second = 1_000;
const minute = 60 * second;
const day = 86_400 * second;

/** So many conversations run beside each other, before the next ones begin. */
const waveSize = 8;
const usualGap = 20 * minute;
/** Well within what the vendor keeps, so that all of it is there for a while. */
const longestSpan = 30 * day;

export function createTimeline(
  seed: number,
  start: number,
  { conversations, messagesPerConversation }: Pick<Timeline, "conversations" | "messagesPerConversation">,
): Timeline {
  // A conversation without messages still has times, as if it had one.
  const rounds = Math.max(messagesPerConversation, 1);
  const total = conversations * rounds;
  const gap = Math.min(usualGap, longestSpan / total);
  const sizeOf = (wave: number): number => Math.min(waveSize, conversations - wave * waveSize);
  // In each round all conversations of a wave get one message, in an order that turns. The last one is in order.
  const turnOf = (wave: number, round: number): number =>
    round === rounds - 1 ? 0 : seedHash(seed, wave, round) % sizeOf(wave);
  return {
    conversations,
    messagesPerConversation,
    messages: conversations * messagesPerConversation,
    timeOf(message) {
      const wait = 0.9 * (seedHash(seed, -1, message) / 2 ** 32);
      return Math.floor((start - minute - (total - 1 - message + wait) * gap) / second) * second;
    },
    placeOf(message) {
      const wave = Math.floor(message / (waveSize * rounds));
      const within = message - wave * waveSize * rounds;
      const size = sizeOf(wave);
      const position = Math.floor(within / size);
      return { conversation: wave * waveSize + (((within % size) + turnOf(wave, position)) % size), position };
    },
    messageIndex(conversation, position) {
      const wave = Math.floor(conversation / waveSize);
      const size = sizeOf(wave);
      const slot = ((conversation % waveSize) - turnOf(wave, position) + size) % size;
      return wave * waveSize * rounds + position * size + slot;
    },
  };
}
