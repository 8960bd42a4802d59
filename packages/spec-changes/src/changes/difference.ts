/** One fact in which two descriptions of an API differ. */
export interface Difference {
  /** The same for the same fact, whichever values it has: `sendMessage request text maxLength`. */
  readonly id: string;
  /** Name of the operation; empty for what concerns the whole API. */
  readonly operation: string;
  readonly part: Part;
  /** Where it is, as a person finds it: `Loaf.kind`, below the schema that has a name, or `query limit` of the operation. */
  readonly title: string;
  /** What of the place differs: `maxLength`, `enum`, `field`. */
  readonly aspect: string;
  /** The name of the field, parameter, status or value whose existence differs. */
  readonly name?: string;
  /** Whether more or less is possible than before, where the values do not show it. */
  readonly room?: Room;
  readonly left: Side;
  readonly right: Side;
}

/** `request` covers parameters too: whatever a caller sends. */
export type Part = "api" | "operation" | "request" | "response";

export type Room = "wider" | "narrower" | "other";

export interface Side {
  /** Undefined where the fact is absent. */
  readonly value: unknown;
  /** The place in the document, after following references; where the fact is absent, of what would hold it. */
  readonly pointer: string;
  /** Of what holds it, or would: an operation, or the schema of an object. */
  readonly holder?: string;
  /** Of an enum: whether it is open; undefined where the document has no such marks. */
  readonly open?: boolean | undefined;
}

/** Both values in words: `100 → 200`, `absent → optional`. */
export const changeOf = ({ left, right }: Difference): string => `${textOf(left.value)} → ${textOf(right.value)}`;

export const reversed = (difference: Difference): Difference => ({
  ...difference,
  left: difference.right,
  right: difference.left,
  ...(difference.room && { room: opposite[difference.room] }),
});

const opposite: Readonly<Record<Room, Room>> = { wider: "narrower", narrower: "wider", other: "other" };

/** How much room a list of what is possible has, compared with another one. */
export function roomOf<Possible>(left: Iterable<Possible>, right: Iterable<Possible>): Room {
  const [before, after] = [new Set(left), new Set(right)];
  if ([...before].every((one) => after.has(one))) return "wider";
  return [...after].every((one) => before.has(one)) ? "narrower" : "other";
}

/** The members of one list that another one lacks. */
export function without<Member>(members: Iterable<Member>, others: Iterable<Member>): Member[] {
  const known = new Set(others);
  return [...members].filter((member) => !known.has(member));
}

export function textOf(value: unknown): string {
  if (value === undefined) return "absent";
  if (Array.isArray(value)) return value.length === 0 ? "anything" : value.map(textOf).join(" | ");
  return typeof value === "string" ? value : JSON.stringify(value);
}
