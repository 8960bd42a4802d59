import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";

import { isGenerated } from "./source-text.ts";

/**
 * Makes a directory hold just these files. One that is as it should be is left alone: a new time stamp would wake every watcher.
 *
 * @returns the names of those that were written or removed
 * @throws Error, before anything is written, when the directory holds what was never generated
 */
export async function writeDirectory(directory: string, files: ReadonlyMap<string, string>): Promise<string[]> {
  await mkdir(directory, { recursive: true });
  const entries = await readdir(directory, { withFileTypes: true });
  const known = new Map<string, string>();
  for (const entry of entries)
    if (entry.isFile()) known.set(entry.name, await readFile(path.join(directory, entry.name), "utf8"));
  const others = entries.map(({ name }) => name).filter((name) => !files.has(name));
  // One typing error in a command must not remove somebody's work.
  if (others.some((name) => !known.has(name)) || (others.length > 0 && ![...known.values()].some(isGenerated))) {
    throw new Error(`${directory} holds ${others.join(", ")}, and would be emptied; name a directory of its own`);
  }
  const changed = [...files].filter(([name, text]) => known.get(name) !== text);
  for (const [name, text] of changed) {
    const file = path.join(directory, name);
    // Renamed into place, so that a watcher never reads half a file.
    await writeFile(`${file}.new`, text);
    await rename(`${file}.new`, file);
  }
  for (const name of others) await rm(path.join(directory, name));
  return [...changed.map(([name]) => name), ...others].toSorted();
}
