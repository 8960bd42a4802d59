/** A number below 2³² that looks drawn, and is the same for the same three: chance for what is worked out, in any order. */
export function seedHash(seed: number, kind: number, index: number): number {
  let hash = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13) ^ kind, 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 16) ^ index, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
