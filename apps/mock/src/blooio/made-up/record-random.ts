import { createRandom, type Random } from "../../model/random.ts";

/** What chance says of one record, named by numbers: the same for the same names, whatever was asked before. */
export const randomOf = (...names: readonly number[]): Random => createRandom(mixed(names));

/** A number below a bound, at a fraction of what a source of chance costs. */
export const choiceOf = (bound: number, ...names: readonly number[]): number => (mixed(names) >>> 0) % bound;

/** The finish of MurmurHash3 after each number, so that neighbours have nothing in common. */
function mixed(names: readonly number[]): number {
  let hash = 0x9747b28c;
  for (const name of names) {
    hash ^= name;
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    hash ^= hash >>> 16;
  }
  return hash | 0;
}
