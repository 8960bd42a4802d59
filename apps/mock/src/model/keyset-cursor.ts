import { hash } from "node:crypto";

/** Where a keyset cursor stands: the sort key of the last item that was given, and its id to break ties. */
export interface Position {
  readonly key: number;
  readonly id: string;
}

/** A cursor that the list never gave. */
export class InvalidCursorError extends Error {
  override readonly name = "InvalidCursorError";
}

/** Orders positions upwards: by key and, among equals, by id. */
export const comparePositions = (a: Position, b: Position): number =>
  a.key - b.key || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** The checksum is against mistakes, a cursor of another list or one that was cut, and not against malice: it has no secret. */
export function encodeCursor(list: string, { key, id }: Position): string {
  const checksum = hash("sha256", JSON.stringify([list, key, id]), "base64url").slice(0, 8);
  return Buffer.from(JSON.stringify([key, id, checksum])).toString("base64url");
}

/** @throws InvalidCursorError when the cursor was not given by a list of this name */
export function decodeCursor(list: string, cursor: string): Position {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString());
    if (Array.isArray(parsed) && typeof parsed[0] === "number" && typeof parsed[1] === "string") {
      const position = { key: parsed[0], id: parsed[1] };
      // Encoded again and compared: this finds a wrong checksum, and what the decoder ignores.
      if (encodeCursor(list, position) === cursor) return position;
    }
  } catch {
    // Not one of ours; thrown below.
  }
  throw new InvalidCursorError(`cursor ${JSON.stringify(cursor)} is not one that this list gave`);
}
