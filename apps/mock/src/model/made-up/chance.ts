import { createRandom, type Random } from "../random.ts";

/**
 * A number from 0 to below a bound that looks random, and is always the same for the same names: whatever is made up in any order
 * comes out the same. The bound is at most 2³².
 *
 * @example
 * const minutes = chance(60, seed, aspects.minutes, conversation);
 */
export const chance = (bound: number, ...names: readonly number[]): number => (hashOf(names) >>> 0) % bound;

/** A source of many such numbers; it costs several times what one of them does. */
export const randomOf = (...names: readonly number[]): Random => createRandom(hashOf(names));

/** The finish of MurmurHash3 after each number, so that neighbours have nothing in common. */
function hashOf(names: readonly number[]): number {
  let hash = 0x9747b28c;
  for (const name of names) {
    hash ^= name;
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    hash ^= hash >>> 16;
  }
  return hash | 0;
}
