import { readdir } from "node:fs/promises";
import { existsSync } from "node:fs";
import path from "node:path";

import { readDocument } from "@switchboard/codegen/document";
import { DocumentPlaces } from "@switchboard/codegen/document-places";

import { DocumentError, reasonOf } from "../facts/document-error.ts";
import { isObject, type JsonObject } from "../facts/json.ts";

/** An OpenAPI document with its root file, and the name that messages give that file. */
export interface SpecFile {
  readonly file: string;
  readonly name: string;
  /** Bundled, where it is spread over several files. */
  readonly document: JsonObject;
  /** The file that holds a part of the document, by its name, with the line. */
  placeOf(pointer: string): string;
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
  const apis = (await apiDirectories(root)).filter((api) => existsSync(path.join(root, rootFileOf(api))));
  return Promise.all(apis.map((api) => readSpecFile(root, api)));
}

/** The root file of an API's spec, from the root of a checkout. */
export const rootFileOf = (api: string): string => `specs/${api}/openapi.yaml`;

/**
 * Reads the spec of one API in a checkout.
 *
 * @param of whose it is, where that is not this checkout: ` of main`
 * @throws DocumentError naming the file that is broken, with the line, when it is not OpenAPI
 */
export async function readSpecFile(root: string, api: string, of = ""): Promise<SpecFile> {
  const file = path.join(root, rootFileOf(api));
  const nameOf = (part: string): string => `specs/${api}/${part}${of}`;
  const name = nameOf("openapi.yaml");
  const read = await readDocument(file, nameOf).catch((error: unknown) => {
    throw new DocumentError(reasonOf(error), { cause: error });
  });
  const { openapi, paths } = read.document;
  if (typeof openapi !== "string" || !openapi.startsWith("3.") || !isObject(paths)) {
    throw new DocumentError(`${name}: expected an OpenAPI document with "openapi: 3.…" and paths`);
  }
  const places = new DocumentPlaces(read);
  const placeOf = (pointer: string): string => {
    const { file: part, line } = places.placeOf(pointer);
    return `${nameOf(part)}:${line}`;
  };
  return { file, name, document: read.document, placeOf };
}
