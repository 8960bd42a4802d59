import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { createSayingApi, say } from "./saying-service.ts";
import { sayingSpec, temporarySpec, type SpecParts } from "./spec/temporary-spec.ts";

// The mock reports each response of its model that breaks the spec.
beforeEach(() => void vi.spyOn(console, "error").mockImplementation(() => {}));
afterEach(() => void vi.restoreAllMocks());

type Case = readonly [what: string, schema: string, good: unknown, bad: unknown];

const since30: readonly Case[] = [
  ["type", "type: integer", 5, "5"],
  ["nullable", "type: string\nnullable: true", null, 5],
  ["nullable, where it is missing", "type: string", "", null],
  ["enum", "type: string\nenum: [a, b]", "a", "c"],
  ["pattern", "type: string\npattern: ^\\d+$", "12", "12a"],
  ["maxLength, in characters", "type: string\nmaxLength: 2", "😀😀", "abc"],
  ["minimum", "type: number\nminimum: 1", 1, 0.5],
  ["exclusiveMinimum beside minimum", "type: number\nminimum: 1\nexclusiveMinimum: true", 1.5, 1],
  ["multipleOf", "type: integer\nmultipleOf: 5", 10, 11],
  ["uniqueItems", "type: array\nitems: {}\nuniqueItems: true", [1, 2], [1, 1]],
  ["maxItems", "type: array\nitems: {}\nmaxItems: 1", [1], [1, 2]],
  [
    "additionalProperties: false",
    "type: object\nproperties: { a: {} }\nadditionalProperties: false",
    { a: 1 },
    { b: 1 },
  ],
  ["additionalProperties with a schema", "type: object\nadditionalProperties: { type: string }", { a: "b" }, { a: 1 }],
  ["required", "type: object\nrequired: [a]", { a: 1 }, { b: 1 }],
  ["not", "not: { type: string }", 1, "a"],
  ["allOf", "allOf: [{ type: integer }, { minimum: 2 }]", 2, 1],
  ["oneOf, when none fits", "oneOf: [{ type: string }, { type: integer }]", 1, true],
  ["oneOf, when two fit", "oneOf: [{ type: number }, { type: integer }]", 1.5, 1],
  ["anyOf", "anyOf: [{ type: string }, { minimum: 5, type: integer }]", 5, 4],
  ["format date-time", "type: string\nformat: date-time", "2026-06-01T12:00:00Z", "2026-06-01 noon"],
  ["format uuid", "type: string\nformat: uuid", "5f3b8c1e-2a47-4d60-8f19-6e0a7d25c804", "5f3b"],
  ["format uri", "type: string\nformat: uri", "https://example.com", "example"],
  ["format email", "type: string\nformat: email", "a@example.com", "a"],
  ["a referenced schema", '$ref: "#/components/schemas/Unused"', {}, "a"],
];

const since31: readonly Case[] = [
  ["a list of types", 'type: [string, "null"]', null, 1],
  ["const", "const: a", "a", "b"],
  [
    "if, then and else",
    "type: object\nif: { required: [a] }\nthen: { required: [b] }\nelse: { required: [c] }",
    { a: 1, b: 1 },
    { a: 1 },
  ],
  ["contains with minContains", "type: array\ncontains: { type: string }\nminContains: 2", ["a", 1, "b"], ["a", 1]],
  ["contains with maxContains", "type: array\ncontains: { type: string }\nmaxContains: 1", ["a", 1], ["a", "b"]],
  ["prefixItems", "type: array\nprefixItems: [{ type: string }, { type: integer }]", ["a", 1, true], ["a", "b"]],
  [
    "items behind prefixItems",
    "type: array\nprefixItems: [{ type: string }]\nitems: { type: integer }",
    ["a", 1],
    ["a", "b"],
  ],
  ["unevaluatedItems", "type: array\nallOf: [{ prefixItems: [{}] }]\nunevaluatedItems: false", [1], [1, 2]],
  [
    "unevaluatedProperties",
    "type: object\nallOf: [{ properties: { a: {} } }]\nproperties: { b: {} }\nunevaluatedProperties: false",
    { a: 1, b: 1 },
    { a: 1, c: 1 },
  ],
  ["dependentRequired", "type: object\ndependentRequired: { a: [b] }", { a: 1, b: 1 }, { a: 1 }],
  ["dependentSchemas", "type: object\ndependentSchemas: { a: { required: [b] } }", { a: 1, b: 1 }, { a: 1 }],
  ["propertyNames", "type: object\npropertyNames: { maxLength: 1 }", { a: 1 }, { ab: 1 }],
  ["patternProperties", "type: object\npatternProperties: { ^s: { type: string } }", { s: "a", n: 1 }, { s: 1 }],
  ["exclusiveMaximum as a number", "type: number\nexclusiveMaximum: 5", 4.9, 5],
  [
    "a keyword behind a reference",
    'type: array\nitems: { $ref: "#/components/schemas/Closed" }',
    [{ a: 1 }],
    [{ b: 1 }],
  ],
];

const closed =
  "Unused:\n  type: object\nClosed:\n  type: object\n  allOf: [{ properties: { a: {} } }]\n  unevaluatedProperties: false";

const versions = [
  ["3.0.3", since30, undefined],
  ["3.1.0", [...since30.filter(([what]) => !/nullable|exclusiveMinimum/.test(what)), ...since31], closed],
] as const;

describe.each(versions)("under OpenAPI %s, Prism checks", (version, cases, schemas) => {
  const parts = (more: SpecParts): string =>
    sayingSpec({ version, ...(schemas !== undefined && { schemas }), ...more });
  // As a property, because Prism takes a body of null or "" for none.
  const within = (schema: string): string => `type: object\nproperties:\n  value:\n${schema.replaceAll(/^/gm, "    ")}`;

  test.each(cases)("%s in a request", async (_what, schema, good, bad) => {
    const api = await createSayingApi(await temporarySpec(parts({ body: within(schema) })));
    expect(await say(api, { value: good })).toEqual({ status: 200, body: {} });
    expect(await say(api, { value: bad })).toEqual({
      status: 422,
      body: { no: expect.stringContaining("value") as unknown },
    });
  });

  test.each(cases)("%s in a response of the model", async (_what, schema, good, bad) => {
    let value: unknown = good;
    const api = await createSayingApi(await temporarySpec(parts({ response: within(schema) })), () => ({
      status: 200,
      body: { value },
    }));
    expect(await say(api, {})).toEqual({ status: 200, body: { value } });
    expect(api.violations).toEqual([]);
    value = bad;
    expect((await say(api, {})).status).toBe(500);
    expect(api.violations).toHaveLength(1);
  });
});

describe.each(["3.0.3", "3.1.0"] as const)("under OpenAPI %s, Prism checks a query parameter", (version) => {
  test.each([
    ["a pattern", "type: string\npattern: ^\\d+$", "12", "a"],
    ["an enum", "type: string\nenum: [a, b]", "b", "c"],
    ["a bound", "type: integer\nmaximum: 5", "5", "6"],
    ["a type", "type: boolean", "false", "no"],
    ["a length", "type: string\nmaxLength: 2", "ab", "abc"],
    ["a list's items", "type: array\nitems: { type: string, enum: [a, b] }", "a&q=b", "a&q=c"],
    [
      "a list's first item, when the last one is good",
      "type: array\nitems: { type: string, enum: [a, b] }",
      "b&q=a",
      "c&q=a",
    ],
    ["a list's item with a comma, which is one item", "type: array\nitems: { type: string, enum: [a, b] }", "a", "a,b"],
    ["a list's length", "type: array\nmaxItems: 2\nitems: { type: string }", "a&q=b", "a&q=b&q=c"],
  ])("%s", async (_what, query, good, bad) => {
    const api = await createSayingApi(await temporarySpec(sayingSpec({ version, query })));
    expect((await say(api, {}, `?q=${good}`)).status).toBe(200);
    const rejected = await say(api, {}, `?q=${bad}`);
    expect(rejected).toEqual({ status: 422, body: { no: expect.stringContaining("query parameter q") as unknown } });
  });
});
