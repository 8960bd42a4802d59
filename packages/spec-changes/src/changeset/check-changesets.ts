import { readFile } from "node:fs/promises";
import path from "node:path";

import { generateSchema } from "../diff/generate-schema.ts";
import { isAtLeast, largest, releases } from "../changes/release.ts";
import type { Report } from "../diff/report.ts";
import type { SpecFile } from "../diff/spec-file.ts";
import { readNewChangesets } from "./read-changesets.ts";

/** Finds the packages whose change no changeset announces, or only as a smaller one. */
export async function unannounced(root: string, report: Report): Promise<string[]> {
  const changesets = await readNewChangesets(root, report.base);
  return report.packages.flatMap(({ package: name, lines }) => {
    const needed = largest(lines);
    if (needed === undefined) return [];
    const announced = releases.findLast((release) => changesets.some((set) => set.releases.get(name) === release));
    if (announced !== undefined && isAtLeast(announced, needed)) return [];
    const found = announced === undefined ? "there is none" : `there is one for ${announced}`;
    return [`${name} needs a changeset for ${needed}, and ${found}. Run "pnpm specs:changeset" and commit its file.`];
  });
}

/** Finds the generated files which are not what the specs give. */
export async function stale(root: string, specs: readonly SpecFile[]): Promise<string[]> {
  const found = await Promise.all(
    specs.map(async (spec) => {
      const file = `packages/${path.basename(path.dirname(spec.file))}/src/generated/schema.ts`;
      const committed = await readFile(path.join(root, file), "utf8").catch(() => undefined);
      if (committed === undefined || committed === (await generateSchema(spec))) return [];
      return [`${file} is not what ${spec.name} gives. Run "pnpm generate" and commit it.`];
    }),
  );
  return found.flat();
}
