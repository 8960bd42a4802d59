import type { IHttpOperation } from "@stoplight/types";

import { reasonOf } from "../../model/error-reason.ts";
import { parseSpec, readSpec } from "./document.ts";
import { readOperations } from "./operations.ts";
import { refuseUnchecked } from "./refuse-unchecked.ts";
import { refuseUncompilable } from "./refuse-uncompilable.ts";
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

/** What each file was last loaded as. A mock for each test is common, and loading is most of what it takes to start one. */
const loaded = new Map<string, { readonly text: string; readonly spec: Promise<LoadedSpec> }>();

/**
 * Loads a spec for Prism, and refuses it when Prism would leave a part of it unchecked. A file that has not changed since is
 * loaded once in a process.
 *
 * @throws SpecError with each problem and its place in the file
 */
export async function loadSpec(file: string): Promise<LoadedSpec> {
  const text = await readSpec(file);
  const known = loaded.get(file);
  if (known?.text === text) return known.spec;
  const spec = loadText(file, text);
  loaded.set(file, { text, spec });
  return spec;
}

async function loadText(file: string, text: string): Promise<LoadedSpec> {
  const document = parseSpec(file, text);
  refuseUnchecked(document);
  const operations: Operation[] = await readOperations(document.content).catch((error: unknown) => {
    throw new SpecError(file, [reasonOf(error)]);
  });
  const compile = createSchemaCompiler();
  const compiled = new Set<string>();
  for (const operation of operations) {
    // Prism's own command line does this; in process, `a=1&a=2` would pass unchecked and `a,b` be split.
    for (const parameter of operation.request?.query ?? []) parameter.explode ??= isForm(parameter.style);
    refuseUncompilable(document, operation, compile, compiled);
  }
  const server = operations[0]?.servers?.[0]?.url;
  return {
    operations,
    basePath: server === undefined ? "" : new URL(server, "http://localhost").pathname.replace(/\/$/, ""),
  };
}
