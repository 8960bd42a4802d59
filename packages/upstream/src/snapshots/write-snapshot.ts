import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";

import { canonical, DocumentError, reasonOf, stripSentences } from "@switchboard/spec-changes";

import { formatSnapshot, snapshotFile, type Snapshot } from "./sources.ts";

/**
 * Writes a snapshot, as a whole or not at all. One whose facts are the same is left alone, so that a day without news
 * changes no file.
 *
 * @returns the file, or undefined when there was nothing to write
 */
export async function writeSnapshot(
  directory: string,
  name: string,
  snapshot: Snapshot,
  current: Snapshot | undefined,
): Promise<string | undefined> {
  const same =
    current?.coverage === snapshot.coverage &&
    canonical(current.mentions) === canonical(snapshot.mentions) &&
    canonical(stripSentences(current.document)) === canonical(stripSentences(snapshot.document));
  if (same) return undefined;
  const file = snapshotFile(directory, name);
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(temporary, formatSnapshot(snapshot), { flag: "wx" });
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw new DocumentError(`${file}: ${reasonOf(error)}`, { cause: error });
  }
  return file;
}
