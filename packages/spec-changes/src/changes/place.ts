import type { Coverage } from "../facts/api-facts.ts";
import { canonical } from "../facts/json.ts";
import type { Words } from "../facts/shapes/shape.ts";
import type { Difference, Part, Room, Side } from "./difference.ts";

/** Where two documents are compared, and how to report what differs there. */
export interface Place {
  readonly operation: string;
  readonly part: Part;
  /** Within the operation: `request tags[]`. */
  readonly path: string;
  /** The same, from the nearest schema with a name: `Order.tags[]`. */
  readonly title: string;
  readonly left: Coverage;
  readonly right: Coverage;
  /** Both documents are ours, so that what has the same name is the same. */
  readonly ours: boolean;
  readonly report: (difference: Difference) => void;
}

/** For what a missing part means, see {@link Coverage}. */
const coverageOf = (place: Place, leftLacks: boolean): Coverage => (leftLacks ? place.left : place.right);
/** Whether the side that lacks something belongs to a document which does not tell everything. */
export const mayBeSilent = (place: Place, leftLacks: boolean): boolean => coverageOf(place, leftLacks) !== "complete";
/** A page lists either all parts of a kind or none. */
export const isListed = (place: Place, leftLacks: boolean): boolean => coverageOf(place, leftLacks) !== "partial";

/** A place within another one. */
export const within = (place: Place, suffix: string): Place => ({
  ...place,
  path: place.path + suffix,
  title: place.title + suffix,
});

/** A field of an object: after a dot, unless its place begins here. */
export const fieldOf = (place: Place, name: string): Place => ({
  ...place,
  path: place.path + dot(place.path) + name,
  title: place.title + dot(place.title) + name,
});

const dot = (place: string): string => (/[ (]|^$/.test(place.slice(-1)) ? "" : ".");

interface Details {
  readonly name?: string;
  readonly room?: Room;
}

export function report(place: Place, aspect: string, left: Side, right: Side, details: Details = {}): void {
  const { operation, part, path, title } = place;
  const id = [
    operation,
    path.trim(),
    // The path of an operation, and that of a header, say all.
    aspect === "existence" || aspect === "header" ? undefined : aspect,
    aspect === "enum value" ? details.name : undefined,
  ]
    .filter((word) => word !== undefined && word !== "")
    .join(" ");
  place.report({ id, operation, part, title: title.trim(), aspect, left, right, ...details });
}

/** Something that only one side has: a field, a status, an operation; with what holds it, or would, on either side. */
export function reportPresence(place: Place, aspect: string, name: string, left: Held, right: Held): void {
  const side = ([found, holder]: Held): Side => ({ value: undefined, pointer: holder, ...found, holder });
  report(place, aspect, side(left), side(right), { name });
}

type Held = readonly [found: Side | undefined, holder: string];

interface Worded {
  readonly pointer: string;
  readonly words?: Words | undefined;
}

/** Reports words that differ, only between documents of ours. */
export function compareWords(left: Worded, right: Worded, place: Place): void {
  if (!left.words || !right.words) return;
  for (const key of new Set([...Object.keys(left.words), ...Object.keys(right.words)])) {
    const [one, two] = [left.words[key], right.words[key]];
    if (canonical(one) === canonical(two)) continue;
    report(
      place,
      "words",
      { value: one, pointer: left.pointer },
      { value: two, pointer: right.pointer },
      { name: key },
    );
  }
}
