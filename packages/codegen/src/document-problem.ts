import path from "node:path";

import { Problem } from "./api/problem.ts";
import type { ReadDocument } from "./document.ts";

/**
 * Runs a step on a document, and says where its problems are in the files.
 *
 * @param spec the root file, as messages call it
 * @throws Error with the file and the line of what is wrong, where they are known
 */
export async function withPlace<Value>(spec: string, read: ReadDocument, make: () => Promise<Value>): Promise<Value> {
  try {
    return await make();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const place = error instanceof Problem ? await placeOf(spec, read, error) : spec;
    throw new Error(`${place}: ${reason}`, { cause: error });
  }
}

async function placeOf(spec: string, read: ReadDocument, { pointer }: Problem): Promise<string> {
  // Only for an error message, since it reads the files again.
  const { DocumentPlaces } = await import("./document-places.ts");
  const { column, file, line } = new DocumentPlaces(read).placeOf(pointer);
  return `${path.join(path.dirname(spec), file)}:${line}:${column}`;
}
