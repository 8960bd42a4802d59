import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

import { DocumentError, reasonOf } from "../facts/document-error.ts";
import { isObject, type JsonObject } from "../facts/json.ts";
import { parseDocument } from "../facts/parse-document.ts";

/** An OpenAPI document with the file that holds it, and the name by which a person knows that file. */
export interface SpecFile {
  readonly file: string;
  readonly name: string;
  readonly document: JsonObject;
}

/** The directories below `specs`, of which each that holds an `openapi.yaml` is an API. */
export async function apiDirectories(root: string): Promise<string[]> {
  const directory = path.join(root, "specs");
  const entries = await readdir(directory, { withFileTypes: true }).catch((error: unknown) => {
    throw new DocumentError(`${directory}: ${reasonOf(error)}`, { cause: error });
  });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
}

/**
 * Reads the specs of a checkout.
 *
 * @throws DocumentError naming the one that is broken
 */
export async function readSpecFiles(root: string): Promise<SpecFile[]> {
  const read = (await apiDirectories(root)).map(async (api): Promise<SpecFile[]> => {
    const name = `specs/${api}/openapi.yaml`;
    const file = path.join(root, name);
    const text = await readFile(file, "utf8").catch(() => undefined);
    return text === undefined ? [] : [{ file, name, document: documentIn(name, text) }];
  });
  return (await Promise.all(read)).flat();
}

/** @throws DocumentError naming the file, when its text is no OpenAPI document */
export function documentIn(name: string, text: string): JsonObject {
  try {
    const document = parseDocument(text);
    const { openapi, paths } = document;
    if (typeof openapi === "string" && openapi.startsWith("3.") && isObject(paths)) return document;
    throw new DocumentError('expected an OpenAPI document with "openapi: 3.…" and paths');
  } catch (error) {
    throw new DocumentError(`${name}: ${reasonOf(error)}`, { cause: error });
  }
}
