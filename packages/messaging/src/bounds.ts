import { SwitchboardError } from "./errors.ts";

/** How many characters or items a field takes. */
export interface Bounds {
  readonly minimum?: number;
  readonly maximum?: number;
}

/**
 * Checks a text against the bounds that a service documents, before any request. Characters are Unicode code points, as in JSON
 * Schema: an emoji may count as several, but not as its UTF-16 halves.
 *
 * @throws SwitchboardError naming the field, the limit and the actual length
 */
export function checkText(field: string, text: string, bounds: Bounds): void {
  // A caller without types may give anything.
  if (typeof text !== "string") throw new SwitchboardError(`${field} is of type ${typeof text}; expected a text`);
  check(field, codePoints(text), "characters", bounds);
}

/**
 * Checks a list against the bounds that a service documents, before any request.
 *
 * @throws SwitchboardError naming the field, the limit and the actual length
 */
export function checkList(field: string, list: readonly unknown[], bounds: Bounds): void {
  if (!Array.isArray(list)) throw new SwitchboardError(`${field} is of type ${typeof list}; expected a list`);
  check(field, list.length, "items", bounds);
}

function check(field: string, length: number, unit: string, bounds: Bounds): void {
  const { minimum = 0, maximum = length } = bounds;
  const limit = length < minimum ? `at least ${minimum}` : length > maximum && `at most ${maximum}`;
  if (limit) throw new SwitchboardError(`${field} has ${length} ${unit}; it must have ${limit}`);
}

function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
