import { SwitchboardError } from "./errors.ts";

/** How many characters or items a field takes. */
export interface Bounds {
  readonly minimum?: number;
  readonly maximum?: number;
}

/**
 * Checks a text or a list against the bounds that a service documents, before any request. Characters are Unicode code points,
 * as in JSON Schema: an emoji may count as several, but not as its UTF-16 halves.
 *
 * @throws SwitchboardError naming the field, the limit and the actual length
 */
export function checkBounds(field: string, value: string | readonly unknown[], bounds: Bounds): void {
  const { minimum = 0, maximum = Number.POSITIVE_INFINITY } = bounds;
  const length = typeof value === "string" ? codePoints(value) : value.length;
  if (length >= minimum && length <= maximum) return;
  const unit = typeof value === "string" ? "characters" : "items";
  const limit = length < minimum ? `at least ${minimum}` : `at most ${maximum}`;
  throw new SwitchboardError(`${field} has ${length} ${unit}; it must have ${limit}`);
}

function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
