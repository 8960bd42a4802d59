/** One fact in which two descriptions of an API differ. */
export interface Difference {
  /** The same for the same fact, whichever values it has: `sendMessage request text maxLength`. */
  readonly id: string;
  /** Name of the operation; empty for what concerns the whole API. */
  readonly operation: string;
  readonly part: Part;
  /** What of the place differs: `maxLength`, `enum`, `field`. */
  readonly aspect: string;
  /** The name of the field, parameter, status or value whose existence differs. */
  readonly name?: string;
  readonly left: Side;
  readonly right: Side;
}

/** `request` covers parameters too: whatever a caller sends. */
export type Part = "api" | "operation" | "request" | "response";

export interface Side {
  /** Undefined where the fact is absent. */
  readonly value: unknown;
  /** The place in the document, after following references; where the fact is absent, of what would hold it. */
  readonly pointer: string;
  /** Of what holds it, or would: an operation, or the schema of an object. */
  readonly holder?: string;
}

/** Both values in words: `100 → 200`, `absent → optional`. */
export const changeOf = ({ left, right }: Difference): string => `${textOf(left.value)} → ${textOf(right.value)}`;

export const reversed = (difference: Difference): Difference => ({
  ...difference,
  left: difference.right,
  right: difference.left,
});

function textOf(value: unknown): string {
  if (value === undefined) return "absent";
  if (Array.isArray(value)) return value.length === 0 ? "anything" : value.map(textOf).join(" | ");
  return typeof value === "string" ? value : JSON.stringify(value);
}
