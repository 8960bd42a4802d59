import path from "node:path";

import { generateTypes } from "@switchboard/codegen";

import { DocumentError, reasonOf } from "../facts/document-error.ts";
import type { SpecFile } from "./spec-file.ts";
import type { TypeFile } from "./type-names.ts";

/**
 * Generates the `schema.ts` of a specification.
 *
 * @throws DocumentError naming the specification, when it gives no types
 */
export async function generateSchema({ file, name }: SpecFile): Promise<TypeFile> {
  const text = await generateTypes(file).catch((error: unknown) => {
    throw new DocumentError(reasonOf(error).replaceAll(path.dirname(file), path.dirname(name)), { cause: error });
  });
  return { name: `generated from ${name}`, text };
}
