import type { Pointer } from "./document.ts";

/** More parts than any spec that a person wrote has. */
const most = 1_000_000;

/**
 * Finds what aliases of YAML make too large to be walked: each of them stands for all that its anchor holds, and a few lines can
 * stand for more than memory holds, or for themselves.
 *
 * @returns the place of the innermost part that is too large, and why; undefined when nothing is
 */
export function tooLarge(content: unknown): { readonly pointer: Pointer; readonly reason: string } | undefined {
  const sizes = new Map<object, number>();
  let cycle: Pointer | undefined;
  const sizeOf = (part: unknown, pointer: Pointer): number => {
    if (typeof part !== "object" || part === null) return 1;
    const known = sizes.get(part);
    if (known === Number.POSITIVE_INFINITY) cycle ??= pointer;
    if (known !== undefined) return known;
    // While it is not known: a part that is met again contains itself.
    sizes.set(part, Number.POSITIVE_INFINITY);
    let size = 1;
    for (const [key, child] of Object.entries(part)) size += sizeOf(child, [...pointer, key]);
    sizes.set(part, size);
    return size;
  };
  const size = sizeOf(content, []);
  if (cycle !== undefined) return { pointer: cycle, reason: "an alias stands within its own anchor" };
  if (size <= most) return undefined;
  const pointer: string[] = [];
  for (let part = content; ;) {
    const next = Object.entries(part as object).find(([, child]) => sizeOf(child, []) > most);
    if (next === undefined) break;
    pointer.push(next[0]);
    part = next[1];
  }
  return {
    pointer,
    reason: `aliases make ${size.toLocaleString("en")} parts of it; expected at most ${most.toLocaleString("en")}`,
  };
}
