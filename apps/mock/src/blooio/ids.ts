import { chance } from "../model/made-up/chance.ts";
import type { Random } from "../model/random.ts";
import type { ChannelType } from "./records.ts";

/** Makes the ids of one tenant. */
export interface Ids {
  /** `prefix_…`; among ids of one prefix the order of texts is the order of time, then of making. */
  next(prefix: string, time: number): string;
  uuid(): string;
}

const saltWidth = 5;

export function createIds(random: Random): Ids {
  let made = 0;
  const hex = (length: number): string => {
    let digits = "";
    while (digits.length < length) digits += "0123456789abcdef"[random.integer(0, 15)];
    return digits;
  };
  return {
    next(prefix, time) {
      made += 1;
      return orderedId(prefix, time, made, random.id(saltWidth));
    },
    uuid: () => `${hex(8)}-${hex(4)}-7${hex(3)}-${random.pick(["8", "9", "a", "b"])}${hex(3)}-${hex(12)}`,
  };
}

/**
 * The id of a made-up record, which holds its number. Numbers count back from the newest record: among ids of one time, the order
 * of texts is that of time all the same.
 */
export const numberedId = (prefix: string, time: number, number: number, salt: string): string =>
  orderedId(prefix, time, greatest - number, salt);

/** The number in an id; -1 when there is none. The caller must check that the number's own id is this one. */
export function numberIn(id: string): number {
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

/** What makes an id hard to guess, drawn from the numbers that name its record. */
export const saltOf = (...names: readonly number[]): string => base36(chance(36 ** saltWidth, ...names), saltWidth);

const base36 = (value: number, width: number): string => value.toString(36).padStart(width, "0");
