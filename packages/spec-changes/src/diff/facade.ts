import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

import { packageName, type BaseWorkspace } from "./base-workspace.ts";
import type { Callers } from "./callers.ts";
import { compile } from "./compile.ts";
import type { PackageReport } from "./report.ts";
import type { ReportLine } from "./report-line.ts";
import { compareExports } from "./type-names.ts";

export const facadeFolder = "packages/messaging";

interface Known {
  readonly added: ReadonlySet<string>;
  /** The places which a client broke. */
  readonly known: ReadonlySet<string>;
}

/**
 * Compares what the facade declared with what it declares now. It has a version of its own: where its declarations are
 * the same, a change of a client below it is no change of the facade.
 */
export async function compareFacade(
  root: string,
  workspace: BaseWorkspace,
  callers: Callers | undefined,
  { added, known }: Known,
): Promise<PackageReport[]> {
  const sides = [workspace.directory, root];
  // Declarations follow from their own file alone (`isolatedDeclarations`).
  const [oldSource, source] = await Promise.all(
    sides.map((directory) => readAll(path.join(directory, facadeFolder, "src"), ".ts")),
  );
  if (JSON.stringify([...(oldSource ?? [])]) === JSON.stringify([...(source ?? [])])) return [];
  const [before, now] = await Promise.all(
    sides.map((directory, index) =>
      declarationsOf(directory, path.join(workspace.directory, `.declarations-${index}`)),
    ),
  );
  const lines = before && now ? compareDeclarations(before, now) : [];
  if (lines.length === 0) return [];
  await workspace.bringForward(`${facadeFolder}/src`);
  const errors = (await callers?.compile(added)) ?? [];
  const own = errors.filter(({ place }) => !known.has(place));
  return [{ package: (await packageName(path.join(root, facadeFolder))) ?? facadeFolder, lines: [...lines, ...own] }];
}

/** The text of each file, by name. */
type Declarations = ReadonlyMap<string, string>;

/** The `.d.ts` files which the build of a workspace gives, by name. */
async function declarationsOf(workspace: string, output: string): Promise<Declarations> {
  const args = ["--emitDeclarationOnly", "--declarationMap", "false", "--outDir", output];
  // Types that do not fit are reported elsewhere; what is declared is emitted all the same.
  await compile(workspace, ["-p", `${facadeFolder}/tsconfig.build.json`, ...args]);
  return readAll(output, ".d.ts");
}

async function readAll(directory: string, extension: string): Promise<Declarations> {
  const names = (await readdir(directory, { recursive: true })).filter((name) => name.endsWith(extension)).toSorted();
  return new Map(
    await Promise.all(names.map(async (name) => [name, await readFile(path.join(directory, name), "utf8")] as const)),
  );
}

function compareDeclarations(before: Declarations, now: Declarations): ReportLine[] {
  return [...new Set([...before.keys(), ...now.keys()])].flatMap((name) => {
    const [old, fresh] = [before.get(name) ?? "", now.get(name) ?? ""];
    if (old === fresh) return [];
    const place = `${facadeFolder}/src/${name.replace(/\.d\.ts$/, ".ts")}`;
    const [oldTypes, freshTypes] = [old, fresh].map((text) => text.replaceAll(/\/\*\*[\s\S]*?\*\//g, "").trim());
    const line: Pick<ReportLine, "rating" | "reason"> =
      oldTypes === freshTypes
        ? { rating: "patch", reason: "only comments differ" }
        : { rating: "minor", reason: "the facade's own types differ; callers that no longer compile are listed apart" };
    const renamed = compareExports({ name: place, text: old }, { name: place, text: fresh });
    return [
      { ...line, operations: [], change: `${name}: declarations changed`, place: `${place}:1` },
      // A module within the package may rename what it exports; only entry points are public.
      ...(/(^|\/)index\.d\.ts$|^otel\.d\.ts$/.test(name) ? renamed : []),
    ];
  });
}
