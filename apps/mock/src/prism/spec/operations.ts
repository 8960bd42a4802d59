import { openApi3, references, RefParser } from "../prism-modules.ts";
import type { Operation } from "./load.ts";

/**
 * The operations of an OpenAPI document, as Prism reads them. Prism's own function does the same, and loads what Swagger 2
 * and Postman collections need besides.
 */
export async function readOperations(content: Record<string, unknown>): Promise<Operation[]> {
  const document = references.decycle(await new RefParser().dereference(content));
  return openApi3.transformOas3Operations(document).map((operation) =>
    references.bundleTarget({
      document: { ...document, __target__: operation },
      path: "#/__target__",
      cloneDocument: false,
    }),
  );
}
