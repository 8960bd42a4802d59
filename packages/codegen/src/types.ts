import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";

import type { OpenApiDocument } from "./document.ts";
import { requestSchemas } from "./types/request-types.ts";
import { banner, typeImport } from "./source-text.ts";
import { checkSchemas } from "./types/check-schemas.ts";
import { nameTypes } from "./types/named-types.ts";
import { fileType, uploadType } from "./types/file-type.ts";
import { checkOpenEnums, openEnum } from "./types/open-enum.ts";

/**
 * Generates the types of a document. The same document gives the same bytes.
 *
 * @param api the name of the API
 * @returns the text of a `schema.ts` with `paths`, `components`, `operations`, and a type for each component schema and query
 * @throws Problem for what the types could not express
 */
export async function typesOf(document: OpenApiDocument, api: string): Promise<string> {
  checkOpenEnums(document);
  checkSchemas(document);
  const nodes = await openapiTS(document as unknown as OpenAPI3, {
    // A default that the server fills in does not make a field required in a request.
    defaultNonNullable: false,
    silent: true,
    transform: (schema) => openEnum(schema) ?? fileType(schema),
  });
  const text = astToString(nameTypes(nodes, requestSchemas(document)));
  const isImported = text.includes(`: ${uploadType};`) || text.includes(`: ${uploadType} |`);
  return `${banner(api)}\n${isImported ? typeImport([uploadType], "@switchboard/typed-fetch") : ""}${text}`;
}
