import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";

/**
 * Makes a directory hold just these files. One that is as it should be is left alone: a new time stamp would wake every watcher.
 *
 * @returns the names of those that were written or removed
 */
export async function writeDirectory(directory: string, files: ReadonlyMap<string, string>): Promise<string[]> {
  await mkdir(directory, { recursive: true });
  const changed: string[] = [];
  for (const [name, text] of files) {
    const file = path.join(directory, name);
    if ((await readFile(file, "utf8").catch(() => undefined)) === text) continue;
    // Renamed into place, so that nobody who watches reads half of it.
    await writeFile(`${file}.new`, text);
    await rename(`${file}.new`, file);
    changed.push(name);
  }
  for (const name of await readdir(directory)) {
    if (files.has(name)) continue;
    await rm(path.join(directory, name), { recursive: true });
    changed.push(name);
  }
  return changed.toSorted();
}
