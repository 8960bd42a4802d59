import { getHttpOperationsFromSpec } from "@stoplight/prism-http";
import type { IHttpOperation } from "@stoplight/types";

import { readSpec } from "./document.ts";
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

/**
 * Loads a spec for Prism, and refuses it when Prism would leave a part of it unchecked.
 *
 * @throws SpecError with each problem and its place in the file
 */
export async function loadSpec(file: string): Promise<LoadedSpec> {
  const document = await readSpec(file);
  refuseUnchecked(document);
  const operations: Operation[] = await getHttpOperationsFromSpec(document.content).catch((error: unknown) => {
    throw new SpecError(file, [error instanceof Error ? error.message : String(error)]);
  });
  const compile = createSchemaCompiler();
  for (const operation of operations) {
    // Prism's own command line does this; in process, `a=1&a=2` would pass unchecked and `a,b` be split.
    for (const parameter of operation.request?.query ?? []) parameter.explode ??= isForm(parameter.style);
    refuseUncompilable(document, operation, compile);
  }
  const server = operations[0]?.servers?.[0]?.url;
  return {
    operations,
    basePath: server === undefined ? "" : new URL(server, "http://localhost").pathname.replace(/\/$/, ""),
  };
}
