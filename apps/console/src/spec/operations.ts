import type { BlooioOperationId } from "../generated/blooio/samples.ts";
import type { BlotatoOperationId } from "../generated/blotato/samples.ts";
import {
  below,
  locate,
  propertyOf,
  valueAt,
  type DocumentedOperation,
  type DocumentedParameter,
  type Located,
  type OpenApiDocument,
  type PathItem,
  type Reference,
} from "./document.ts";

export type ApiName = "blooio" | "blotato";

/** The names of an API's operations: one that a spec no longer has does not compile. */
export interface OperationIds {
  readonly blooio: BlooioOperationId;
  readonly blotato: BlotatoOperationId;
}

export type OperationId = OperationIds[ApiName];

export const apiNames: readonly ApiName[] = ["blotato", "blooio"];

export const apiTitles: Readonly<Record<ApiName, string>> = { blotato: "Blotato", blooio: "Blooio" };

export interface Parameter {
  readonly name: string;
  readonly in: "header" | "path" | "query";
  readonly required: boolean;
  readonly description: string;
  /** A value that every fresh tenant of the mock knows; undefined where the document has none. */
  readonly example: unknown;
  readonly at: Located;
}

interface BodyExample {
  readonly name: string;
  readonly summary: string;
  readonly value: unknown;
}

export interface Operation {
  readonly api: ApiName;
  readonly operationId: OperationId;
  readonly method: string;
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description: string;
  readonly parameters: readonly Parameter[];
  readonly body:
    | {
        readonly required: boolean;
        readonly at: Located;
        readonly examples: readonly BodyExample[];
        /** The fields that hold a file: a body with one is sent as a form. */
        readonly files: readonly string[];
      }
    | undefined;
  /** It responds 501, whatever is sent. */
  readonly isPlanned: boolean;
}

const methods = ["get", "post", "put", "patch", "delete"];

/** All operations of an API, in the order of its document. */
export function operationsOf(api: ApiName, document: OpenApiDocument): readonly Operation[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    methods.filter((method) => method in item).map((method) => operationAt(api, document, path, method, item)),
  );
}

function operationAt(api: ApiName, document: OpenApiDocument, path: string, method: string, item: PathItem): Operation {
  const place = below("#", "paths", path);
  const operation = item[method] as DocumentedOperation;
  const own = (operation.parameters ?? []).map((_, index) => below(place, method, "parameters", index));
  const inherited = (item.parameters ?? []).map((_, index) => below(place, "parameters", index));
  const { requestBody, operationId, summary, description, tags } = operation;
  const [type = "", mediaType] = Object.entries(requestBody?.content ?? {})[0] ?? [];
  const at = mediaType && locate(document, below(place, method, "requestBody", "content", type, "schema"));
  const isFile = (name: string): boolean =>
    at !== undefined && propertyOf(document, at, name).schema.format === "binary";
  return {
    api,
    // The types are generated from the same document.
    operationId: operationId as OperationId,
    method: method.toUpperCase(),
    path,
    tag: tags[0] ?? "",
    summary,
    description,
    parameters: [...inherited, ...own].map((pointer) => parameterAt(document, pointer)),
    body:
      requestBody === undefined || mediaType === undefined || at === undefined
        ? undefined
        : {
            required: requestBody.required ?? false,
            at,
            files: Object.keys(at.schema.properties ?? {}).filter(isFile),
            examples: Object.entries(mediaType.examples ?? {}).map(([name, example]) => ({
              name,
              summary: example.summary ?? name,
              value: example.value,
            })),
          },
    isPlanned: operation["x-planned"] === true,
  };
}

function parameterAt(document: OpenApiDocument, pointer: string): Parameter {
  const found = valueAt(document, pointer) as DocumentedParameter | Reference;
  if ("$ref" in found) return parameterAt(document, found.$ref);
  const { name, description = "", example, required = false } = found;
  return { name, in: found.in, required, description, example, at: locate(document, below(pointer, "schema")) };
}
