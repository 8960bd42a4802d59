import { glob } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import { readPage, type Block, type Page } from "./read-page.ts";

export const root: string = fileURLToPath(new URL("../../../../", import.meta.url));

/** The pages that people read. One that is added is found by itself. */
export const pages: readonly Page[] = await read(["*.md", "docs/**/*.md", "packages/*/README.md", "apps/*/README.md"]);

/** Where each fact of a spec is from; pages lead there. */
export const sources: readonly Page[] = await read(["specs/*/SOURCES.md"]);

/** A block, where it stands, and the page of it. */
export type PlacedBlock = readonly [place: string, block: Block, page: Page];

/** The blocks of all pages in some languages. */
export const blocksIn = (...languages: readonly string[]): readonly PlacedBlock[] =>
  pages.flatMap((page) =>
    page.blocks
      .filter(({ language }) => languages.includes(language))
      .map((block) => [block.place, block, page] as const),
  );

/** The file that a block says it is, by its first line. */
export const nameOf = ({ text }: Block): string | undefined => /^(?:\/\/|#) (\S+\.\w+)\n/.exec(text)?.[1];

async function read(patterns: readonly string[]): Promise<readonly Page[]> {
  const files = await Array.fromAsync(glob(patterns, { cwd: root }));
  return Promise.all(files.toSorted().map((file) => readPage(root, file)));
}
