import path from "node:path";

import { DocumentError, reasonOf } from "../facts/document-error.ts";
import type { SpecFile } from "./spec-file.ts";

/**
 * Generates the `schema.ts` of a specification.
 *
 * @throws DocumentError naming the specification, when it gives no types
 */
export async function generateSchema({ file, name }: SpecFile): Promise<string> {
  // Half a second goes by before the generator is loaded, and many a report needs none.
  const { generateTypes } = await import("@switchboard/codegen");
  return generateTypes(file).catch((error: unknown) => {
    throw new DocumentError(reasonOf(error).replaceAll(path.dirname(file), path.dirname(name)), { cause: error });
  });
}
