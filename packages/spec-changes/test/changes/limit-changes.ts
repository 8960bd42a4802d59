// oxlint-disable unicorn/no-thenable -- `then` is a keyword of JSON Schema
import type { JsonObject } from "../../src/facts/json.ts";
import { list, object, pair, text, type SchemaChange } from "./schemas.ts";

/** Each bound, and a schema that may have it. */
const bounds: readonly (readonly [keyword: string, schema: JsonObject])[] = [
  ...["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"].map(
    (keyword) => [keyword, { type: "integer" }] as const,
  ),
  ...["minLength", "maxLength"].map((keyword) => [keyword, text] as const),
  ...["minItems", "maxItems"].map((keyword) => [keyword, list({ items: text })] as const),
  ...["minContains", "maxContains"].map((keyword) => [keyword, list({ contains: text, minContains: 0 })] as const),
  ...["minProperties", "maxProperties"].map((keyword) => [keyword, { type: "object" }] as const),
];

export const boundChanges = bounds.flatMap(([keyword, schema]): SchemaChange[] => {
  const [set, low, high] = [schema, { ...schema, [keyword]: 5 }, { ...schema, [keyword]: 9 }];
  const isUpper = /max/i.test(keyword);
  return [
    [`${keyword} is raised`, low, high, isUpper ? "minor" : "major", "patch"],
    [`${keyword} is lowered`, high, low, isUpper ? "major" : "minor", "patch"],
    [`${keyword} is set`, set, low, "major", "patch"],
    [`${keyword} is removed`, low, set, "minor", "patch"],
  ];
});

/** What else a value may have to fit, and a schema without it. */
const conditions: readonly (readonly [keyword: string, schema: JsonObject, condition: unknown])[] = [
  ["pattern", text, "^a"],
  ["format", text, "date"],
  ["not", text, { const: "a" }],
  ["contains", list({ items: text }), { const: "a" }],
  ["uniqueItems", list({ items: text }), true],
  ["unevaluatedItems", pair(text), false],
  ["multipleOf", { type: "integer" }, 5],
  ["dependentRequired", object({ a: text, b: text }), { a: ["b"] }],
  ["dependentSchemas", object({ a: text }), { a: { required: ["b"] } }],
  ["dependencies", object({ a: text, b: text }), { a: ["b"] }],
  ["patternProperties", object({ a: text }), { "^x-": text }],
  ["propertyNames", { type: "object" }, { maxLength: 5 }],
  ["unevaluatedProperties", object({ a: text }), false],
  ["if", object({ a: text }), { required: ["a"] }],
];

export const conditionChanges = conditions.flatMap(([keyword, schema, condition]): SchemaChange[] => {
  const demanded = { ...schema, [keyword]: condition, ...(keyword === "if" && { then: false }) };
  return [
    [`${keyword} is added`, schema, demanded, "major", "patch"],
    [`${keyword} is taken away`, demanded, schema, "minor", "patch"],
  ];
});
