import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { uniformInt } from "pure-rand/distribution/uniformInt";

/** A source of chance that gives the same sequence for the same seed. */
export interface Random {
  /** A whole number from `minimum` to `maximum`, both included. */
  integer(minimum: number, maximum: number): number;
  pick<const T>(choices: readonly T[]): T;
  /** Lower-case letters and digits. */
  id(length: number): string;
}

const alphabet = "0123456789abcdefghijklmnopqrstuvwxyz";

export function createRandom(seed: number): Random {
  const generator = xoroshiro128plus(seed);
  const integer = (minimum: number, maximum: number): number => uniformInt(generator, minimum, maximum);
  const pick = <const T>(choices: readonly T[]): T => choices[integer(0, choices.length - 1)] as T;
  return {
    integer,
    pick,
    id(length) {
      let text = "";
      while (text.length < length) text += alphabet[integer(0, alphabet.length - 1)];
      return text;
    },
  };
}
