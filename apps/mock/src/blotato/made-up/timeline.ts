import { chance } from "../../model/made-up/chance.ts";

/**
 * When each message of an inbox was written, and to which conversation it belongs, from its number among all of them. Everything
 * is numbered back from the newest, which is 0.
 */
export interface Timeline {
  /** How many messages there are in all. */
  readonly messages: number;
  lengthOf(conversation: number): number;
  timeOf(message: number): number;
  /** The conversation of a message, and how many newer messages that one has. */
  placeOf(message: number): { readonly conversation: number; readonly position: number };
  /** The inverse of {@link placeOf}. */
  messageAt(conversation: number, position: number): number;
}

/** Some conversations of a wave while each of them gets a message per round. */
interface Segment {
  /** The first round, and the one after the last. */
  readonly from: number;
  readonly to: number;
  /** The conversations that have so many messages, by their place in the wave. */
  readonly members: readonly number[];
}

const second = 1_000;
const minute = 60 * second;
const day = 86_400 * second;

const usualGap = 20 * minute;
/** Well within what the vendor keeps, so that all of it is there for a while. */
const longestSpan = 30 * day;

const aspects = { time: 1, turn: 2 } as const;

/**
 * Conversations run side by side in waves, before the next wave ends: every wave is alike, so that a message is found by division.
 *
 * @param lengths the messages of each conversation in a wave
 */
export function createTimeline(
  seed: number,
  start: number,
  conversations: number,
  lengths: readonly number[],
): Timeline {
  const waveSize = lengths.length;
  const wave = sumOf(lengths);
  const fullWaves = Math.floor(conversations / waveSize);
  const rest = lengths.slice(0, conversations % waveSize);
  const messages = fullWaves * wave + sumOf(rest);
  const [whole, partial] = [segmentsOf(lengths), segmentsOf(rest)];
  const segmentsIn = (number: number): readonly Segment[] => (number < fullWaves ? whole : partial);
  const gap = Math.min(usualGap, longestSpan / Math.max(messages, 1));
  // The order turns from round to round. In the newest one it is that of the conversations.
  const turnOf = (number: number, round: number): number =>
    round === 0 ? 0 : chance(waveSize, seed, aspects.turn, number, round);
  return {
    messages,
    lengthOf: (conversation) => lengths[conversation % waveSize] ?? 0,
    timeOf(message) {
      // In some waves the two latest conversations end in the same moment: only their ids tell the order.
      const isTwin = message % wave === 1 && Math.floor(message / wave) % 3 === 2 && message < fullWaves * wave;
      const slot = isTwin ? message - 1 : message;
      const wait = 0.9 * (chance(2 ** 32, seed, aspects.time, slot) / 2 ** 32);
      return Math.floor((start - minute - (slot + wait) * gap) / second) * second;
    },
    placeOf(message) {
      const number = Math.floor(message / wave);
      let within = message - number * wave;
      for (const { from, to, members } of segmentsIn(number)) {
        const size = (to - from) * members.length;
        if (within < size) {
          const position = from + Math.floor(within / members.length);
          const member = members[(within + turnOf(number, position)) % members.length] ?? 0;
          return { conversation: number * waveSize + member, position };
        }
        within -= size;
      }
      throw new RangeError(`There are ${messages} messages, and none has the number ${message}`);
    },
    messageAt(conversation, position) {
      const number = Math.floor(conversation / waveSize);
      let before = number * wave;
      for (const { from, to, members } of segmentsIn(number)) {
        if (position < to) {
          const place = members.indexOf(conversation % waveSize) - turnOf(number, position);
          const slot = ((place % members.length) + members.length) % members.length;
          return before + (position - from) * members.length + slot;
        }
        before += (to - from) * members.length;
      }
      throw new RangeError(`Conversation ${conversation} has no message ${position}`);
    },
  };
}

function segmentsOf(lengths: readonly number[]): readonly Segment[] {
  const ends = [...new Set(lengths)].toSorted((a, b) => a - b);
  return ends.map((to, index) => ({
    from: ends[index - 1] ?? 0,
    to,
    members: [...lengths.keys()].filter((member) => (lengths[member] ?? 0) >= to),
  }));
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
