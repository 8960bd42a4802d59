import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";

import { apiOf, readDocument, type OpenApiDocument } from "./document.ts";
import { withPlace } from "./document-problem.ts";
import { requestSchemas } from "./types/request-types.ts";
import { banner } from "./source-text.ts";
import { checkSchemas } from "./types/check-schemas.ts";
import { nameTypes } from "./types/named-types.ts";
import { checkOpenEnums, openEnum } from "./types/open-enum.ts";

/**
 * Generates the types of one OpenAPI document. The same document gives the same bytes.
 *
 * @param specPath the root file of the document, YAML or JSON
 * @returns the text of a `schema.ts` with `paths`, `components`, `operations`, and a type for each component schema and query
 * @throws Error when a file cannot be read or parsed, the document is not valid OpenAPI, or it says something that the types
 *   would not say; with the file and the line
 */
export async function generateTypes(specPath: string): Promise<string> {
  const read = await readDocument(specPath);
  return withPlace(specPath, read, async () => typesOf(read.document, apiOf(specPath)));
}

/**
 * The same for a document that was read.
 *
 * @param api the name of the API
 */
export async function typesOf(document: OpenApiDocument, api: string): Promise<string> {
  checkOpenEnums(document);
  checkSchemas(document);
  const nodes = await openapiTS(document as unknown as OpenAPI3, {
    // A default that the server fills in does not make a field required in a request.
    defaultNonNullable: false,
    silent: true,
    transform: openEnum,
  });
  return `${banner(api)}\n${astToString(nameTypes(nodes, requestSchemas(document)))}`;
}
