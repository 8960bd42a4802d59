import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";

import { stringify } from "yaml";
import {
  type ApiFacts,
  asArray,
  asObject,
  type Coverage,
  DocumentError,
  type JsonObject,
  own,
  parseDocument,
  readOpenApi,
  reasonOf,
  stripSentences,
} from "@switchboard/spec-changes";

import type { Mentions } from "./mentions.ts";

/** A document that a vendor publishes, as `specs/<api>/vendor/sources.yaml` lists it. */
export interface VendorSource {
  readonly name: string;
  /** Where it is read every day; absent where it was read once. */
  readonly url?: string;
  /** Where a source without an address was found, in words. */
  readonly published?: string;
  readonly snapshot?: Snapshot;
}

/** What a source said when it was last taken, without its sentences. */
export interface Snapshot {
  readonly source: string;
  readonly retrieved: string;
  /** Of the document as published, so that an unchanged one is known at once. */
  readonly sha256: string;
  readonly coverage: Coverage;
  readonly document: JsonObject;
  /** What its sentences and extensions name; absent in a snapshot of a page. */
  readonly mentions?: Mentions;
}

export const hashOf = (bytes: string | Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

export const snapshotFile = (directory: string, name: string): string => path.join(directory, "vendor", `${name}.yaml`);

/** Reads the sources of an API, the highest rank first, each with its snapshot if there is one. */
export async function readVendorSources(directory: string): Promise<VendorSource[]> {
  const file = path.join(directory, "vendor", "sources.yaml");
  const text = await readText(file);
  if (text === undefined) return [];
  const entries = inFile(file, () => asArray(own(parseDocument(text), "sources")).map(asObject));
  return Promise.all(
    entries.map(async (entry): Promise<VendorSource> => {
      const [name, published, url] = ["name", "published", "url"].map((key) => own(entry, key));
      if (typeof name !== "string" || !/^[a-z][a-z0-9-]*$/.test(name) || name === "sources") {
        throw new DocumentError(
          `${file}: expected each source to have a name of small letters, got ${JSON.stringify(name)}`,
        );
      }
      const snapshot = await readSnapshot(snapshotFile(directory, name));
      return {
        name,
        ...(typeof url === "string" && { url }),
        ...(typeof published === "string" && { published }),
        ...(snapshot && { snapshot }),
      };
    }),
  );
}

async function readSnapshot(file: string): Promise<Snapshot | undefined> {
  const text = await readText(file);
  if (text === undefined) return undefined;
  return inFile(file, () => {
    const content = parseDocument(text);
    const [source, retrieved, sha256, coverage] = ["source", "retrieved", "sha256", "coverage"].map((key) =>
      own(content, key),
    );
    const complete = [source, retrieved, sha256].every((value) => typeof value === "string");
    if (!complete || !["complete", "names", "partial"].includes(String(coverage))) {
      throw new DocumentError(
        'expected "source", "retrieved", "sha256" and "coverage"; take the snapshot again with --write',
      );
    }
    return {
      source: String(source),
      retrieved: String(retrieved),
      sha256: String(sha256),
      coverage: coverage as Coverage,
      document: asObject(own(content, "document")),
      ...(own(content, "mentions") !== undefined && { mentions: asObject(own(content, "mentions")) as Mentions }),
    };
  });
}

/** The text of a snapshot file. The same facts give the same text. */
export function formatSnapshot(snapshot: Snapshot): string {
  const { document, mentions = {}, ...origin } = snapshot;
  const named = Object.keys(mentions).length > 0 && { mentions };
  return (
    "# What the vendor published, as facts only. Written by `pnpm specs:upstream --write`; do not edit.\n" +
    stringify(
      { ...origin, document: stripSentences(document), ...named },
      { aliasDuplicateObjects: false, lineWidth: 0 },
    )
  );
}

export const factsOf = (snapshot: Snapshot): ApiFacts => readOpenApi(snapshot.document, snapshot.coverage);

/** @returns undefined where the file does not exist */
export async function readText(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw new DocumentError(`${file}: ${reasonOf(error)}`, { cause: error });
  }
}

/** Runs something that reads the content of a file, and names the file where that fails. */
export function inFile<Result>(file: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw new DocumentError(`${file}: ${reasonOf(error)}`, { cause: error });
  }
}
