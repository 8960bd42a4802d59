import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

import { DocumentError, reasonOf } from "../facts/document-error.ts";
import { rootFileOf, type SpecFile } from "./spec-file.ts";

/** A folder of the workspace that is wholly generated from one spec. */
export interface GeneratedFolder {
  /** From the root of the workspace: `packages/blooio/src/generated`. */
  readonly folder: string;
  /** What of the spec is generated there. */
  readonly target: string;
}

/** Finds what is generated from the spec of an API, by the `generate` scripts of the packages. */
export async function generatedFolders(root: string, api: string): Promise<GeneratedFolder[]> {
  const groups = await Promise.all(
    ["packages", "apps"].map(async (group) =>
      (await readdir(path.join(root, group)).catch(() => [])).map((name) => `${group}/${name}`),
    ),
  );
  const found = await Promise.all([...groups.flat(), "specs"].map((folder) => commandsOf(root, folder)));
  return found
    .flat()
    .filter(({ spec }) => spec === rootFileOf(api))
    .map(({ folder, target }) => ({ folder, target }));
}

async function commandsOf(root: string, folder: string): Promise<(GeneratedFolder & { readonly spec: string })[]> {
  const text = await readFile(path.join(root, folder, "package.json"), "utf8").catch(() => "{}");
  const { scripts } = JSON.parse(text) as { readonly scripts?: { readonly generate?: string } };
  return [...(scripts?.generate ?? "").matchAll(/switchboard-codegen (\S+) (\S+) (\S+)/g)].map(
    ([, target = "", spec = "", output = ""]) => ({
      target,
      spec: path.join(folder, spec),
      folder: path.join(folder, output),
    }),
  );
}

/**
 * Generates what a specification gives for a target: the texts of the files, by name.
 *
 * @throws DocumentError naming the specification, when it does not give that
 */
export async function generateFor(target: string, { document, name }: SpecFile): Promise<ReadonlyMap<string, string>> {
  // Half a second goes by before the generator is loaded, and many a report needs none.
  const { generateFiles } = await import("@switchboard/codegen");
  const api = path.basename(path.dirname(name));
  return generateFiles(target, api, document).catch((error: unknown) => {
    throw new DocumentError(`${name}: ${reasonOf(error)}`, { cause: error });
  });
}
