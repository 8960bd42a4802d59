import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import path from "node:path";

import { readDocument } from "@switchboard/codegen/document";
import { DocumentPlaces } from "@switchboard/codegen/document-places";

import {
  type ApiFacts,
  DocumentError,
  type JsonObject,
  readOpenApi,
  reasonOf,
  repository,
} from "@switchboard/spec-changes";

import { parseDeviations, type Deviation } from "../fidelity/deviations.ts";
import { inFile, readText, readVendorSources, type VendorSource } from "./sources.ts";

/** One API of ours, with what its vendor publishes and where we differ on purpose. */
export interface ApiSpec {
  readonly name: string;
  readonly directory: string;
  /** Bundled from all files of the spec. */
  readonly document: JsonObject;
  /** The file in the directory that holds a part of the document. */
  fileOf(pointer: string): string;
  readonly facts: ApiFacts;
  readonly sources: readonly VendorSource[];
  readonly deviations: readonly Deviation[];
}

/** The `specs` directory of this checkout. */
export const specsDirectory: string = path.join(repository, "specs");

/**
 * Reads each API that has an `openapi.yaml` in a directory of its own.
 *
 * @throws DocumentError naming the file that cannot be read
 */
export async function readApiSpecs(directory: string): Promise<ApiSpec[]> {
  const entries = await readdir(directory, { withFileTypes: true }).catch((error: unknown) => {
    throw new DocumentError(`${directory}: ${reasonOf(error)}`, { cause: error });
  });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const specs = await Promise.all(names.toSorted().map((name) => readApiSpec(name, path.join(directory, name))));
  const found = specs.filter((spec) => spec !== undefined);
  if (found.length === 0)
    throw new DocumentError(`${directory}: expected a directory for each API with its openapi.yaml`);
  return found;
}

async function readApiSpec(name: string, directory: string): Promise<ApiSpec | undefined> {
  const file = path.join(directory, "openapi.yaml");
  if (!existsSync(file)) return undefined;
  const read = await readDocument(file).catch((error: unknown) => {
    throw new DocumentError(reasonOf(error), { cause: error });
  });
  const { document } = read;
  const places = new DocumentPlaces(read);
  const listFile = path.join(directory, "deviations.yaml");
  const list = (await readText(listFile)) ?? "";
  return {
    name,
    directory,
    document,
    fileOf: (pointer) => places.placeOf(pointer).file,
    facts: inFile(file, () => readOpenApi(document)),
    sources: await readVendorSources(directory),
    deviations: inFile(listFile, () => parseDeviations(list)),
  };
}

/** What we call an operation: by its operationId. */
export const namesOf =
  ({ facts }: ApiSpec) =>
  (key: string): string | undefined =>
    facts.operations.get(key)?.operationId;
