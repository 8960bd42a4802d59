import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

import { generatedFolders, generateFor } from "../diff/generated-folders.ts";
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
  const found: string[] = [];
  for (const spec of specs) {
    for (const { folder, target } of await generatedFolders(root, path.basename(path.dirname(spec.file)))) {
      const given = await generateFor(target, spec);
      const committed = await readdir(path.join(root, folder)).catch(() => []);
      for (const name of new Set([...given.keys(), ...committed])) {
        const text = await readFile(path.join(root, folder, name), "utf8").catch(() => undefined);
        if (text !== given.get(name)) found.push(`${folder}/${name} is not what ${spec.name} gives.`);
      }
    }
  }
  return found.map((problem) => `${problem} Run "pnpm generate" and commit it.`);
}
