/**
 * The schema keywords that Prism's validator acts on, by dialect, and those which only describe.
 * A keyword outside these lists is rejected at load: Prism would skip it silently.
 */

const words = (text: string): string[] => text.trim().split(/\s+/);

const describing = words("title description default deprecated example examples externalDocs $comment");

const draft04 = words(`
  type enum format not allOf anyOf oneOf
  multipleOf maximum exclusiveMaximum minimum exclusiveMinimum
  maxLength minLength pattern
  items maxItems minItems uniqueItems
  properties required additionalProperties maxProperties minProperties
`);

const draft07 = [...draft04, ...words("const contains if then else propertyNames patternProperties")];

const draft202012 = [
  ...draft07,
  ...words("prefixItems minContains maxContains unevaluatedItems"),
  ...words("unevaluatedProperties dependentRequired dependentSchemas"),
];

/** OpenAPI 3.0. */
export const keywordsOf30: ReadonlySet<string> = new Set([...describing, ...draft04, "nullable"]);

/** OpenAPI 3.1 bodies, under the dialect of JSON Schema 2020-12. */
export const keywordsOf31: ReadonlySet<string> = new Set([...describing, ...draft202012]);

/** OpenAPI 3.1 parameters: Prism checks them together, under draft 07, whatever the document's dialect is. */
export const keywordsOf31Parameters: ReadonlySet<string> = new Set([...describing, ...draft07]);

export const types: ReadonlySet<unknown> = new Set(["object", "array", "string", "number", "integer", "boolean"]);

/** Where a schema holds other schemas: one, a list, or a map of them. */
export const subschemas: { readonly [keyword: string]: "one" | "list" | "map" } = {
  additionalProperties: "one",
  allOf: "list",
  anyOf: "list",
  contains: "one",
  dependentSchemas: "map",
  else: "one",
  if: "one",
  items: "one",
  not: "one",
  oneOf: "list",
  patternProperties: "map",
  prefixItems: "list",
  properties: "map",
  propertyNames: "one",
  // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
  then: "one",
  unevaluatedItems: "one",
  unevaluatedProperties: "one",
};
