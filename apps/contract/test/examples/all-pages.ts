import { glob } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import { readPage, type Page } from "./read-page.ts";

export const root: string = fileURLToPath(new URL("../../../../", import.meta.url));

/** The pages that people read. One that is added is found by itself. */
export const pages: readonly Page[] = await read(["*.md", "docs/**/*.md", "packages/*/README.md", "apps/*/README.md"]);

/** Where each fact of a spec is from; pages lead there. */
export const sources: readonly Page[] = await read(["specs/*/SOURCES.md"]);

async function read(patterns: readonly string[]): Promise<readonly Page[]> {
  const files = await Array.fromAsync(glob(patterns, { cwd: root }));
  return Promise.all(files.toSorted().map((file) => readPage(root, file)));
}
