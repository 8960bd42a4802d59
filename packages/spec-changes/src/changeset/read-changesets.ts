import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

import parse from "@changesets/parse";

import { DocumentError, reasonOf } from "../facts/document-error.ts";
import { listDirectory, type Base } from "../diff/git.ts";
import { releases, type Release } from "../changes/release.ts";

export const changesetDirectory = ".changeset";

/** A changeset that came after the base. */
export interface Changeset {
  readonly file: string;
  readonly text: string;
  readonly releases: ReadonlyMap<string, Release>;
}

/**
 * Reads the changesets that the base does not have. One that the base has belongs to another change.
 *
 * @throws DocumentError naming the file that is not a changeset
 */
export async function readNewChangesets(root: string, base: Base): Promise<Changeset[]> {
  const directory = path.join(root, changesetDirectory);
  const names = (await readdir(directory).catch(() => [])).filter((name) => /^(?!README\.).*\.md$/.test(name));
  const known = await listDirectory(root, base, changesetDirectory);
  const fresh = names.filter((name) => !known.includes(name)).toSorted();
  return Promise.all(fresh.map((name) => readChangeset(directory, name)));
}

async function readChangeset(directory: string, name: string): Promise<Changeset> {
  const text = await readFile(path.join(directory, name), "utf8");
  try {
    const entries = parse(text).releases.flatMap(({ name: target, type }) => {
      const release = releases.find((known) => known === type);
      return release === undefined ? [] : [[target, release] as const];
    });
    return { file: name, text, releases: new Map(entries) };
  } catch (error) {
    throw new DocumentError(`${changesetDirectory}/${name}: ${reasonOf(error).split("\n")[0]}`);
  }
}
