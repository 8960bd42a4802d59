import type { Random } from "../model/random.ts";

const hexDigits = "0123456789abcdef".split("");

/** A text in the form of a version 4 UUID, drawn from the seed. */
export function drawUuid(random: Random): string {
  const hex = (length: number): string => Array.from({ length }, () => random.pick(hexDigits)).join("");
  return `${hex(8)}-${hex(4)}-4${hex(3)}-${random.pick(["8", "9", "a", "b"])}${hex(3)}-${hex(12)}`;
}
