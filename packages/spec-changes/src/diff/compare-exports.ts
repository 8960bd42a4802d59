import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";

import { parseSync } from "oxc-parser";

import { DocumentError } from "../facts/document-error.ts";
import type { ReportLine } from "./report-line.ts";

interface Exported {
  /** Its text after the name, by which a new name for the same thing is recognised. */
  readonly text: string;
  readonly place: string;
}

/**
 * Compares what a module exports by name in two folders; `export * from "./other.ts"` counts as what the other one
 * exports. Where one of the folders has no such module, there is nothing to compare.
 *
 * @param module its path in either folder
 * @param nameOf how a person knows a file, by its path in the folder
 */
export async function compareExports(
  before: string,
  after: string,
  module: string,
  nameOf: (file: string) => string = (file) => file,
): Promise<ReportLine[]> {
  if (![before, after].every((folder) => existsSync(path.join(folder, module)))) return [];
  const [base, now] = await Promise.all([before, after].map((folder) => readExports(folder, module, nameOf)));
  return base && now ? compareNames(base, now) : [];
}

type Exports = ReadonlyMap<string, Exported>;

function compareNames(base: Exports, now: Exports): ReportLine[] {
  const added = new Map([...now].filter(([name]) => !base.has(name)));
  const removed = [...base].filter(([name]) => !now.has(name));
  const gone = removed.map(([name, { place, text }]): ReportLine => {
    const [heir] = [...added].find(([, other]) => text !== "" && other.text === text) ?? [];
    if (heir !== undefined) added.delete(heir);
    return {
      rating: "major",
      operations: [],
      change: `export ${name}: ${heir === undefined ? "removed" : `renamed to ${heir}`}`,
      reason: "callers who use the name no longer compile",
      place,
    };
  });
  const fresh = [...added].map(([name, { place }]): ReportLine => ({
    rating: "minor",
    operations: [],
    change: `export ${name}: added`,
    reason: "callers may use the name",
    place,
  }));
  return [...gone, ...fresh];
}

async function readExports(
  folder: string,
  module: string,
  nameOf: (file: string) => string,
  seen = new Set<string>(),
): Promise<Map<string, Exported>> {
  const found = new Map<string, Exported>();
  if (seen.has(module)) return found;
  seen.add(module);
  const source = await readFile(path.join(folder, module), "utf8");
  const parsed = parseSync("file.ts", source);
  const [error] = parsed.errors;
  if (error) throw new DocumentError(`${nameOf(module)}: ${error.message}; expected TypeScript`);
  for (const { entries } of parsed.module.staticExports) {
    for (const { end, exportName, moduleRequest, start } of entries) {
      const target = moduleRequest ? moduleBeside(folder, module, moduleRequest.value) : undefined;
      const isWhole = moduleRequest !== null && exportName.name === null;
      if (isWhole && target !== undefined) {
        for (const [name, exported] of await readExports(folder, target, nameOf, seen)) {
          if (!found.has(name)) found.set(name, exported);
        }
        continue;
      }
      const name = exportName.name ?? (isWhole ? `* from ${moduleRequest.value}` : "default");
      const text = source.slice(start, end);
      found.set(name, {
        text: text.slice(text.indexOf(name) + name.length),
        place: `${nameOf(module)}:${source.slice(0, start).split("\n").length}`,
      });
    }
  }
  return found;
}

/** The file to which a relative import leads, whichever ending it is written with; undefined for another package's. */
function moduleBeside(folder: string, module: string, request: string): string | undefined {
  if (!request.startsWith(".")) return undefined;
  const target = path.join(path.dirname(module), request).replace(/\.[jt]s$/, "");
  return [`${target}.ts`, `${target}.d.ts`].find((file) => existsSync(path.join(folder, file)));
}
