import type { IHttpOperation } from "@stoplight/types";

import { reasonOf } from "../../model/error-reason.ts";
import { checkedBefore } from "./checked-before.ts";
import { readText } from "./document.ts";
import { readOperations } from "./operations.ts";
import { readSpec, type SpecDocument } from "./read-spec.ts";
import { rejectUnchecked } from "./reject-unchecked.ts";
import { rejectUnserved } from "./reject-unserved.ts";
import { rejectUncompilable } from "./reject-uncompilable.ts";
import { createSchemaCompiler } from "./schema-compiler.ts";
import { SpecError } from "./spec-error.ts";

const isForm = (style: string): boolean => style === "form";

export type Operation = IHttpOperation;

/** One API as the mock serves it. */
export interface LoadedSpec {
  readonly operations: Operation[];
  /** The path of the first server, such as `/v4`, without a slash at its end; empty when there is none. */
  readonly basePath: string;
}

interface Loaded {
  readonly document: Promise<SpecDocument>;
  readonly spec: Promise<LoadedSpec>;
}

/** What each spec was last loaded as. A mock for each test is common, and loading is most of what it takes to start one. */
const loaded = new Map<string, Loaded>();

/**
 * Loads a spec for Prism, and rejects it when Prism would leave a part of it unchecked. A spec of which no file has changed since
 * is loaded once in a process.
 *
 * @param file its root
 * @throws SpecError with each problem and its place in the file that holds it
 */
export async function loadSpec(file: string): Promise<LoadedSpec> {
  const known = loaded.get(file);
  if (known !== undefined && (await isCurrent(known))) return known.spec;
  const document = readSpec(file);
  const spec = document.then(loadDocument);
  loaded.set(file, { document, spec });
  return spec;
}

/** What could not be read is read again. */
const isCurrent = ({ document }: Loaded): Promise<boolean> =>
  document
    .then(async ({ files }) => {
      const unchanged = await Promise.all(files.map(async ({ file, text }) => text === (await readText(file))));
      return !unchanged.includes(false);
    })
    .catch(() => false);

async function loadDocument(document: SpecDocument): Promise<LoadedSpec> {
  rejectUnchecked(document);
  rejectUnserved(document);
  const operations = await operationsIn(document);
  const { isChecked, remember } = await checkedBefore(document);
  if (!isChecked) {
    const compile = createSchemaCompiler();
    const compiled = new Set<string>();
    for (const operation of operations) rejectUncompilable(document, operation, compile, compiled);
    await remember();
  }
  const server = operations[0]?.servers?.[0]?.url;
  return {
    operations,
    basePath: server === undefined ? "" : new URL(server, "http://localhost").pathname.replace(/\/$/, ""),
  };
}

/**
 * The operations as Prism gets them, whether or not the mock serves all that is in them.
 *
 * @throws SpecError when Prism cannot read the document
 */
export async function operationsIn(document: SpecDocument): Promise<Operation[]> {
  const operations = await readOperations(document).catch((error: unknown) => {
    throw new SpecError(document.root.file, [reasonOf(error)]);
  });
  for (const operation of operations) {
    // Prism's own command line does this; in process, `a=1&a=2` would pass unchecked and `a,b` be split.
    for (const parameter of operation.request?.query ?? []) parameter.explode ??= isForm(parameter.style);
  }
  return operations;
}
