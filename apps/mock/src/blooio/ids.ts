import { chance } from "../model/made-up/chance.ts";
import type { Random } from "../model/random.ts";
import { exampleIds } from "./generated/examples.ts";
import type { ChannelType } from "./records.ts";

/** Makes the ids of one tenant. */
export interface Ids {
  /** `prefix_…`; ids of one prefix sort by time, then in the order in which they were made. */
  next(prefix: string, time: number): string;
  uuid(): string;
}

const saltWidth = 5;

/** The ids of the documented examples, by prefix: in each tenant they are those of the first made-up records. */
const examples: ReadonlyMap<string, readonly string[]> = idsByPrefix(Object.values(exampleIds));

/** The number of the first record with such an id, where it is not 0: 86 is the first open group on a channel that can send. */
const exampleNumbers: Readonly<Partial<Record<string, number>>> = { grp: 86 };

function idsByPrefix(ids: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const id of new Set(ids)) found.set(prefixOf(id), [...(found.get(prefixOf(id)) ?? []), id]);
  return found;
}

function prefixOf(id: string): string {
  return id.slice(0, Math.max(0, id.indexOf("_")));
}

/** @param named the first ids to give, by prefix */
export function createIds(random: Random, named: ReadonlyMap<string, readonly string[]> = new Map()): Ids {
  const used = new Map<string, number>();
  let made = 0;
  const hex = (length: number): string => {
    let digits = "";
    while (digits.length < length) digits += "0123456789abcdef"[random.integer(0, 15)];
    return digits;
  };
  return {
    next(prefix, time) {
      made += 1;
      const count = used.get(prefix) ?? 0;
      used.set(prefix, count + 1);
      return named.get(prefix)?.[count] ?? orderedId(prefix, time, made, random.id(saltWidth));
    },
    uuid: () => `${hex(8)}-${hex(4)}-7${hex(3)}-${random.pick(["8", "9", "a", "b"])}${hex(3)}-${hex(12)}`,
  };
}

/**
 * The id of a made-up record, which holds its number. Numbers count back from the newest record, and are written so that ids of one
 * time still sort by age.
 */
export function numberedId(prefix: string, time: number, number: number, salt: string): string {
  const example = examples.get(prefix)?.[number - (exampleNumbers[prefix] ?? 0)];
  return example ?? orderedId(prefix, time, greatest - number, salt);
}

/** Like {@link numberedId}, for records that are numbered anew in each chat: only those of the first chat have ids of the examples. */
export const numberedInChat = (prefix: string, time: number, chat: number, number: number, salt: string): string =>
  chat === 0 ? numberedId(prefix, time, number, salt) : orderedId(prefix, time, greatest - number, salt);

/** Makes ids for made-up records. */
export const createMadeUpIds = (random: Random): Ids => createIds(random, examples);

/** The number in an id; -1 when there is none. The caller must check that the number's own id is this one. */
export function numberIn(id: string): number {
  const prefix = prefixOf(id);
  const place = examples.get(prefix)?.indexOf(id) ?? -1;
  if (place >= 0) return place + (exampleNumbers[prefix] ?? 0);
  const [, digits] = /^[a-z]+[_.][0-9a-z]{9}([0-9a-z]{8})[0-9a-z]{5}$/.exec(id) ?? [];
  return digits === undefined ? -1 : greatest - Number.parseInt(digits, 36);
}

const numberWidth = 8;
const greatest = 36 ** numberWidth - 1;

const orderedId = (prefix: string, time: number, place: number, salt: string): string =>
  `${prefix}_${base36(time, 9)}${base36(place, numberWidth)}${salt}`;

/** Received messages keep the id that the provider gave them on WhatsApp Business. */
export const asReceived = (id: string, type: ChannelType): string =>
  type === "whatsapp_business" ? id.replace("msg_", "wamid.") : id;

/** A message id as the provider of a channel type would write it. */
export const providerIdOf = (type: ChannelType, uuid: string): string =>
  type === "twilio" ? `SM${uuid.replaceAll("-", "")}` : uuid.toUpperCase();

/** The part that makes an id hard to guess, drawn from the numbers of its record. */
export const saltOf = (...names: readonly number[]): string => base36(chance(36 ** saltWidth, ...names), saltWidth);

const base36 = (value: number, width: number): string => value.toString(36).padStart(width, "0");
