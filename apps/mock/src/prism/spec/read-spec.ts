import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import { reasonOf } from "../../model/error-reason.ts";
import { parseSpecFile, readText, type Pointer, type SpecFile } from "./document.ts";
import { referencesIn, valueAt, type Reference } from "./references.ts";
import { SpecError } from "./spec-error.ts";
import { parseYaml } from "./yaml.ts";

/** A spec: its root, and the files to which that refers. */
export interface SpecDocument {
  readonly root: SpecFile;
  /** All of them, the root first. */
  readonly files: readonly SpecFile[];
}

/**
 * Reads an OpenAPI document with every file to which it refers.
 *
 * @throws SpecError when one cannot be read or is not YAML, the root is not OpenAPI 3.0 or 3.1, or a reference leads nowhere
 */
export async function readSpec(rootFile: string): Promise<SpecDocument> {
  const root = parseSpecFile(rootFile, await readText(rootFile));
  if (!/^3\.[01]\./.test(String(root.content["openapi"]))) {
    throw new SpecError(rootFile, ['expected an OpenAPI document with "openapi: 3.0.x" or "openapi: 3.1.x"']);
  }
  const files = new Map([[rootFile, root]]);
  const problems: string[] = [];
  // A map that grows is walked to its new end.
  for (const from of files.values()) {
    for (const reference of referencesIn(from.content)) {
      const name = fileOf(from, reference);
      const target = files.get(name) ?? (await readReferred(name));
      if (target instanceof Error) problems.push(`${from.placeOf(reference.pointer)}: ${reasonOf(target)}`);
      else {
        files.set(name, target);
        if (reference.target !== undefined && valueAt(target.content, reference.target) === undefined) {
          problems.push(`${from.placeOf(reference.pointer)}: $ref leads nowhere: ${reference.text}`);
        }
      }
    }
  }
  if (problems.length > 0) throw new SpecError(rootFile, problems);
  return { root, files: [...files.values()] };
}

const fileOf = (from: SpecFile, { file }: Reference): string =>
  file === "" ? from.file : join(dirname(from.file), file);

async function readReferred(file: string): Promise<SpecFile | Error> {
  const text = await readFile(file, "utf8").catch(
    (error: unknown) => new Error(`$ref cannot be read: ${reasonOf(error)}`),
  );
  return text instanceof Error ? text : parseSpecFile(file, text);
}

/** `file:line:column (#/json/pointer)` of what a pointer from the root reaches, through references into other files too. */
export function placeFromRoot({ root, files }: SpecDocument, pointer: Pointer): string {
  let file = root;
  let place: (string | number)[] = [];
  for (const key of pointer) {
    place.push(key);
    // Parsed anew, because Prism's reader puts what it finds in the place of references.
    const value = valueAt(parseYaml(file.text), place);
    const [reference] = typeof value === "object" && value !== null && "$ref" in value ? referencesIn(value) : [];
    const name = reference && fileOf(file, reference);
    const next = files.find((other) => other.file === name);
    if (next === undefined || reference?.target === undefined) continue;
    file = next;
    place = [...reference.target];
  }
  return file.placeOf(place);
}
