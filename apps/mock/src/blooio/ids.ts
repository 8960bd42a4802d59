import type { Random } from "../random.ts";
import type { ChannelType } from "./records.ts";

/** Makes the ids of one world. */
export interface Ids {
  /** `prefix_…`; among ids of one prefix the order of texts is the order of time, then of making. */
  next(prefix: string, time: number): string;
  uuid(): string;
}

export function createIds(random: Random): Ids {
  let made = 0;
  const hex = (length: number): string => Array.from({ length }, () => random.integer(0, 15).toString(16)).join("");
  return {
    next(prefix, time) {
      made += 1;
      return `${prefix}_${base36(time, 9)}${base36(made, 4)}${random.id(5)}`;
    },
    uuid: () => `${hex(8)}-${hex(4)}-7${hex(3)}-${random.pick(["8", "9", "a", "b"])}${hex(3)}-${hex(12)}`,
  };
}

/** A message id as the provider of a channel type would write it. */
export const providerIdOf = (type: ChannelType, uuid: string): string =>
  type === "twilio" ? `SM${uuid.replaceAll("-", "")}` : uuid.toUpperCase();

const base36 = (value: number, width: number): string => value.toString(36).padStart(width, "0");
