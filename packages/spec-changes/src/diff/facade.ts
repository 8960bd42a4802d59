import { existsSync } from "node:fs";
import path from "node:path";

import type { BaseWorkspace } from "./base-workspace.ts";
import { compile } from "./compile.ts";
import type { ReportLine } from "./report-line.ts";
import { readSources, withoutComments } from "./source-files.ts";

export const facadeFolder = "packages/messaging";

/**
 * Compares what the facade declared with what it declares now. It has a version of its own: where its declarations are
 * the same, a change of a client below it does not change the facade.
 */
export async function compareFacade(root: string, workspace: BaseWorkspace): Promise<ReportLine[]> {
  const sides = [workspace.directory, root];
  if (!sides.every((side) => existsSync(path.join(side, facadeFolder)))) return [];
  // Declarations follow from their own file alone (`isolatedDeclarations`).
  const [oldSource, source] = await Promise.all(
    sides.map((directory) => readSources(path.join(directory, facadeFolder, "src"), ".ts")),
  );
  if (JSON.stringify([...(oldSource ?? [])]) === JSON.stringify([...(source ?? [])])) return [];
  const outputs = ["before", "now"].map((side) => path.join(workspace.directory, ".declarations", side));
  const [old = "", fresh = ""] = outputs;
  // Types that do not fit are reported elsewhere; what is declared is emitted all the same.
  const args = (output: string) => [
    "--emitDeclarationOnly",
    "--declarationMap",
    "false",
    "--noCheck",
    "--outDir",
    output,
  ];
  const project = `${facadeFolder}/tsconfig.build.json`;
  await Promise.all([workspace.compile(project, args(old)), compile(root, ["-p", project, ...args(fresh)])]);
  const [before, now] = await Promise.all(outputs.map((output) => readSources(output, ".d.ts")));
  if (!before || !now) return [];
  return compareDeclarations(before, now);
}

/** The text of each file, by name. */
type Declarations = ReadonlyMap<string, string>;

function compareDeclarations(before: Declarations, now: Declarations): ReportLine[] {
  return [...new Set([...before.keys(), ...now.keys()])].flatMap((name) => {
    const [old, fresh] = [before.get(name) ?? "", now.get(name) ?? ""];
    if (old === fresh) return [];
    const place = `${facadeFolder}/src/${name.replace(/\.d\.ts$/, ".ts")}:1`;
    const line: Pick<ReportLine, "rating" | "reason"> =
      withoutComments(old) === withoutComments(fresh)
        ? { rating: "patch", reason: "only comments differ" }
        : { rating: "minor", reason: "the facade's own types differ; callers that no longer compile are listed apart" };
    return [{ ...line, operations: [], change: `${name}: declarations changed`, place }];
  });
}
