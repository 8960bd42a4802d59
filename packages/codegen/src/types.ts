import path from "node:path";

import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";

import { readDocument, type OpenApiDocument } from "./document.ts";
import { nameTypes } from "./named-types.ts";
import { checkOpenEnums, openEnum } from "./open-enum.ts";
import { requestSchemas } from "./request-types.ts";
import { banner } from "./source-text.ts";

/** The name of an API: that of the directory which holds its spec. */
export const apiOf = (specPath: string): string => path.basename(path.dirname(path.resolve(specPath)));

/**
 * Generates the types of one OpenAPI document. The same document gives the same bytes.
 *
 * @param specPath the root file of the document, YAML or JSON
 * @returns the text of a `schema.ts` with `paths`, `components`, `operations`, and a type for each component schema and query
 * @throws Error when a file cannot be read or parsed, the document is not valid OpenAPI, or it marks an open enum
 *   in a place where the mark would be lost
 */
export async function generateTypes(specPath: string): Promise<string> {
  const { document } = await readDocument(specPath);
  return typesOf(document, apiOf(specPath)).catch((error: unknown) => {
    throw new Error(`${specPath}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  });
}

/** The same for a document that was read. */
export async function typesOf(document: OpenApiDocument, api: string): Promise<string> {
  checkOpenEnums(document);
  const nodes = await openapiTS(document as unknown as OpenAPI3, {
    // A default that the server fills in does not make a field required in a request.
    defaultNonNullable: false,
    silent: true,
    transform: openEnum,
  });
  return `${banner(api)}\n${astToString(nameTypes(nodes, requestSchemas(document)))}`;
}
