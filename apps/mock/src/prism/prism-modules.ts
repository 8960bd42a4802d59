/**
 * The parts of Prism that the mock uses, each from the file that holds it: Prism's main module also loads what only a proxy,
 * a Postman collection or generated data need, which is most of what a start would take. The version is pinned for this.
 */
import { createRequire } from "node:module";

import type { createInstance, IHttpConfig, IHttpRequest, IHttpResponse } from "@stoplight/prism-http";
import type { IHttpOperation } from "@stoplight/types";
import type { Ajv } from "ajv";

type PrismInstance = ReturnType<typeof createInstance>;
type Components = Required<Parameters<typeof createInstance>[1]>;

export type { IHttpConfig, IHttpRequest, IHttpResponse, Components as PrismComponents };

const requireHere = createRequire(import.meta.url);
// Prism's own dependencies, in the very copies that it uses.
const requirePrism = createRequire(requireHere.resolve("@stoplight/prism-http"));

type Mocker = typeof import("@stoplight/prism-http/dist/mocker/index.js");
type Responses = typeof import("@stoplight/prism-http/dist/validator/utils/spec.js");
type DateTime = typeof import("@stoplight/prism-http/dist/validator/validators/dateTime.js");
type Deserializers = typeof import("@stoplight/prism-http/dist/validator/deserializers/index.js");
type PropertyFilters = typeof import("@stoplight/prism-http/dist/utils/filterRequiredProperties.js");
type AddFormats = (ajv: Ajv) => void;
type MergeAllOf = (
  schema: object,
  options: { readonly deep: boolean; readonly ignoreAdditionalProperties: boolean },
) => object;
type UriTemplateClass = new (template: string) => { match(path: string): Record<string, unknown> | null };
type RefParserClass = new () => { dereference(path: string, document: object, options: object): Promise<unknown> };
interface References {
  decycle(value: unknown): Record<string, unknown>;
  bundleTarget(options: {
    readonly document: Record<string, unknown>;
    readonly path: string;
    readonly cloneDocument: boolean;
  }): IHttpOperation;
}
interface OpenApi3 {
  transformOas3Operations(document: Record<string, unknown>): IHttpOperation[];
}

export interface PrismParts {
  readonly factory: (config: IHttpConfig, components: Components) => PrismInstance;
  readonly ProblemJsonError: (typeof import("@stoplight/prism-http/dist/types.js"))["ProblemJsonError"];
  readonly route: Components["route"];
  readonly validators: Pick<Components, "validateInput" | "validateOutput" | "validateSecurity">;
}

/** Prism's own machinery. Loaded with the first request that is not simply accepted. */
export const loadPrism = (): PrismParts => ({
  ...(requirePrism("@stoplight/prism-core/dist/factory.js") as Pick<PrismParts, "factory">),
  ...(requirePrism("./types") as Pick<PrismParts, "ProblemJsonError">),
  route: (requirePrism("./router") as { readonly default: Components["route"] }).default,
  validators: requirePrism("./validator") as PrismParts["validators"],
});

/** Loaded with the first request that prefers Prism's own response: it brings a generator of names and addresses. */
export const loadMocker = (): Mocker["default"] => (requirePrism("./mocker") as Mocker).default;

/** What Prism's validators are made of. */
export const responses: Responses = requirePrism("./validator/utils/spec") as Responses;
export const deserializers: Deserializers = requirePrism("./validator/deserializers") as Deserializers;
export const propertyFilters: PropertyFilters = requirePrism("./utils/filterRequiredProperties") as PropertyFilters;
export const dateTime: DateTime = requirePrism("./validator/validators/dateTime") as DateTime;
export const addFormats: AddFormats = (requirePrism("ajv-formats") as { readonly default: AddFormats }).default;
export const loadAjv = (file: "ajv" | "ajv/dist/2019" | "ajv/dist/2020"): typeof Ajv =>
  (requirePrism(file) as { readonly default: typeof Ajv }).default;
export const mergeAllOf: MergeAllOf = requirePrism("@stoplight/json-schema-merge-allof") as MergeAllOf;
export const UriTemplate: UriTemplateClass = (
  requirePrism("uri-template-lite") as { URI: { Template: UriTemplateClass } }
).URI.Template;

/** How Prism reads an OpenAPI document. */
export const RefParser: RefParserClass = requirePrism("@stoplight/json-schema-ref-parser") as RefParserClass;
export const references: References = requirePrism("@stoplight/json") as References;
export const openApi3: OpenApi3 = requirePrism("@stoplight/http-spec/oas3/operation") as OpenApi3;
