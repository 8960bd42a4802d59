import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

/** The text of each file below a directory, by its path from there. */
export async function readSources(directory: string, extension: string): Promise<Map<string, string>> {
  const names = (await readdir(directory, { recursive: true })).filter((name) => name.endsWith(extension)).toSorted();
  return new Map(
    await Promise.all(names.map(async (name) => [name, await readFile(path.join(directory, name), "utf8")] as const)),
  );
}

/** What the compiler reads of a text. */
export const withoutComments = (text: string): string => text.replaceAll(/\/\*\*[\s\S]*?\*\/\s*/g, "").trim();
