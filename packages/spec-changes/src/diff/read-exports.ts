import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";

import { parseSync } from "oxc-parser";

import { DocumentError } from "../facts/document-error.ts";

interface Exported {
  /** Its text after the name; a renamed export has the same. */
  readonly text: string;
  /** File and line, from the root of the workspace. */
  readonly place: string;
}

/** By name. */
export type Exports = ReadonlyMap<string, Exported>;

/** The modules of a package that others may import: the file of each, from the root of the workspace. */
export async function entryPoints(workspace: string, folder: string): Promise<ReadonlyMap<string, string>> {
  const manifest = await readFile(path.join(workspace, folder, "package.json"), "utf8").catch(() => undefined);
  if (manifest === undefined) return new Map();
  const { exports = { ".": "./src/index.ts" } } = JSON.parse(manifest) as {
    readonly exports?: Record<string, unknown>;
  };
  const entries = Object.entries(exports).flatMap(([entry, file]) =>
    typeof file === "string" && file.endsWith(".ts") ? [[entry, path.join(folder, file)] as const] : [],
  );
  return new Map(entries.filter(([, file]) => existsSync(path.join(workspace, file))));
}

/**
 * Reads what a module exports by name. `export * from` counts as what the other module exports, be it beside this one or
 * another package of the workspace.
 *
 * @throws DocumentError naming a file that is not TypeScript
 */
export async function readExports(workspace: string, module: string, seen = new Set<string>()): Promise<Exports> {
  const found = new Map<string, Exported>();
  if (seen.has(module)) return found;
  seen.add(module);
  const source = await readFile(path.join(workspace, module), "utf8");
  const parsed = parseSync("file.ts", source);
  const [error] = parsed.errors;
  if (error) throw new DocumentError(`${module}: ${error.message}; expected TypeScript`);
  for (const { entries } of parsed.module.staticExports) {
    for (const { end, exportName, moduleRequest, start } of entries) {
      if (moduleRequest !== null && exportName.name === null) {
        const target = await targetOf(workspace, module, moduleRequest.value);
        const others = target === undefined ? new Map<string, Exported>() : await readExports(workspace, target, seen);
        for (const [name, exported] of others) if (!found.has(name)) found.set(name, exported);
        if (target !== undefined) continue;
      }
      const name = exportName.name ?? (moduleRequest === null ? "default" : `* from ${moduleRequest.value}`);
      const text = source.slice(start, end);
      found.set(name, {
        text: text.slice(text.indexOf(name) + name.length),
        place: `${module}:${source.slice(0, start).split("\n").length}`,
      });
    }
  }
  return found;
}

/** The file to which an import leads, whichever ending it is written with; undefined outside of the workspace. */
async function targetOf(workspace: string, module: string, request: string): Promise<string | undefined> {
  if (!request.startsWith(".")) {
    const [, name, entry = ""] = /^@[\w-]+\/([\w-]+)(\/.+)?$/.exec(request) ?? [];
    return name === undefined ? undefined : (await entryPoints(workspace, `packages/${name}`)).get(`.${entry}`);
  }
  const target = path.join(path.dirname(module), request).replace(/\.[jt]s$/, "");
  return [`${target}.ts`, `${target}.d.ts`].find((file) => existsSync(path.join(workspace, file)));
}
