import { reasonOf } from "../../model/error-reason.ts";
import type { Pointer } from "./document.ts";
import type { Operation } from "./load.ts";
import { placeFromRoot, type SpecDocument } from "./read-spec.ts";
import type { SchemaCompiler } from "./schema-compiler.ts";
import { SpecError } from "./spec-error.ts";

/**
 * Compiles each schema of one operation, as Prism will at its first use. What does not compile, Prism
 * would count as valid.
 *
 * @param compiled what was compiled so far: operations share most of their schemas, and each is compiled once
 * @throws SpecError naming the operation and the schema
 */
export function rejectUncompilable(
  document: SpecDocument,
  operation: Operation,
  compile: SchemaCompiler,
  compiled: Set<string>,
): void {
  const problems: string[] = [];
  const check = (schema: object | undefined, part: Pointer): void => {
    if (schema === undefined) return;
    const content = contentOf(schema, operation);
    if (compiled.has(content)) return;
    try {
      compile(schema, operation);
      compiled.add(content);
    } catch (error) {
      const place = placeFromRoot(document, ["paths", operation.path, operation.method, ...part]);
      problems.push(`${place}: the schema does not compile: ${reasonOf(error)}`);
    }
  };
  const { body, headers = [], path = [], query = [] } = operation.request ?? {};
  for (const parameter of [...headers, ...path, ...query]) check(parameter.schema, ["parameters", parameter.name]);
  for (const content of body?.contents ?? []) check(content.schema, ["requestBody", "content", content.mediaType]);
  for (const response of operation.responses) {
    for (const content of response.contents ?? []) {
      check(content.schema, ["responses", response.code, "content", content.mediaType]);
    }
  }
  if (problems.length > 0) throw new SpecError(document.root.file, problems);
}

/** A schema as text, without what differs from copy to copy. */
function contentOf(schema: object, operation: Operation): string {
  const bundled: unknown = "__bundled__" in operation ? operation.__bundled__ : undefined;
  return JSON.stringify([schema, bundled], (key, value: unknown) => (key === "x-stoplight" ? undefined : value));
}
