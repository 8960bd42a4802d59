import { describe, expect, test } from "vitest";

import { placeOf, problemsOf } from "./spec-problems.ts";
import { sayingSpec, type SpecParts } from "./temporary-spec.ts";

type Case = readonly [what: string, parts: SpecParts, reason: string];

const unchecked: readonly Case[] = [
  ["a typo in a type", { body: "type: object\nproperties:\n  a:\n    type: «strng»" }, 'unknown type "strng"'],
  [
    "a type of another language",
    { response: "type: object\nproperties: { n: { type: «int» } }" },
    'unknown type "int"',
  ],
  ["a list of types in 3.0", { body: 'type: «["string", "null"]»' }, "unknown type"],
  ["the type null in 3.0", { body: 'type: «"null"»' }, 'unknown type "null"'],
  ["an empty list of types", { version: "3.1.0", body: "type: «[]»" }, "unknown type []"],
  ["a typo in a keyword", { body: "type: string\nmaxLenght: «5»" }, '"maxLenght"'],
  ["a keyword in another case", { body: "type: object\nadditionalproperties: «false»" }, '"additionalproperties"'],
  [
    "a keyword deep inside",
    {
      response:
        "type: array\nitems:\n  anyOf:\n    - type: object\n      properties:\n        a: { type: array, items: { type: string, enumm: «[a]» } }",
    },
    '"enumm"',
  ],
  ["a keyword below not", { body: "not: { type: object, requird: «[a]» }" }, '"requird"'],
  [
    "a keyword in a shared schema that nothing uses",
    { schemas: "Lonely:\n  type: object\n  propertys: «{}»" },
    '"propertys"',
  ],
  ["a keyword in a query parameter", { query: "type: integer\nminimun: «1»" }, '"minimun"'],
  ["a pattern that is invalid under /u", { body: "type: string\npattern: «'\\-'»" }, 'invalid under the flag "u"'],
  ["an invalid pattern", { body: "type: string\npattern: «'(['»" }, 'invalid under the flag "u"'],
  ["an unknown format", { body: "type: string\nformat: «datetime»" }, 'unknown format "datetime"'],
  ["a discriminator", { body: "oneOf: [{ type: object }]\ndiscriminator: «{ propertyName: kind }»" }, "discriminator"],
  ["readOnly", { body: "type: object\nproperties: { id: { type: string, readOnly: «true» } }" }, "readOnly"],
  ["writeOnly", { response: "type: object\nproperties: { id: { type: string, writeOnly: «true» } }" }, "writeOnly"],
  ["nullable beside allOf", { body: "type: object\nallOf: [{ type: object }]\nnullable: «true»" }, "nullable"],
  ["nullable without a type", { body: "enum: [a, b]\nnullable: «true»" }, "nullable"],
  ["nullable beside $ref", { body: 'nullable: «true»\n$ref: "#/components/schemas/Unused"' }, '"nullable" beside $ref'],
  [
    "a bound beside $ref",
    { version: "3.1.0", body: 'minProperties: «1»\n$ref: "#/components/schemas/Unused"' },
    '"minProperties" beside $ref',
  ],
  ["nullable in 3.1", { version: "3.1.0", body: "type: string\nnullable: «true»" }, '"nullable"'],
  ["const in 3.0", { body: "const: «a»" }, '"const"'],
  ["prefixItems in 3.0", { body: "type: array\nprefixItems: «[{ type: string }]»" }, '"prefixItems"'],
  ["unevaluatedProperties in 3.0", { body: "type: object\nunevaluatedProperties: «false»" }, '"unevaluatedProperties"'],
  ["if/then in 3.0", { body: "type: object\nif: «{ required: [a] }»" }, '"if"'],
  [
    "unevaluatedProperties in a parameter of 3.1",
    { version: "3.1.0", query: "type: object\nunevaluatedProperties: «false»" },
    '"unevaluatedProperties"',
  ],
  [
    "dependentRequired in a parameter of 3.1",
    { version: "3.1.0", query: "type: object\ndependentRequired: «{ a: [b] }»" },
    '"dependentRequired"',
  ],
  ["$dynamicRef", { version: "3.1.0", body: '$dynamicRef: «"#node"»' }, '"$dynamicRef"'],
  ["a list in place of a schema", { body: "type: array\nitems: «[{ type: string }]»" }, "expected a"],
  ["one schema in place of a list", { body: "oneOf: «{ type: string }»" }, "expected a list of schemas"],
  ["a text in place of a schema", { body: "type: object\nproperties: { a: «string» }" }, "expected a schema"],
];

describe("a spec in which Prism would check nothing at some place is rejected, with the place", () => {
  test.each(unchecked)("%s", async (_what, parts, reason) => {
    const { text, place } = placeOf(sayingSpec(parts));
    const { file, problems, message } = await problemsOf(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`${file}:${place} (#/`);
    expect(problems[0]).toContain(reason);
    expect(message).toBe(`${file} cannot be served:\n  ${problems[0]}`);
  });

  test.each([
    ["missing", ""],
    ["OpenAPI's own", "jsonSchemaDialect: https://spec.openapis.org/oas/3.1/dialect/base\n"],
    ["draft 7", "jsonSchemaDialect: http://json-schema.org/draft-07/schema#\n"],
  ])("a dialect of 3.1 that is %s", async (_what, line) => {
    const text = sayingSpec({ version: "3.1.0" }).replace(/jsonSchemaDialect:.*\n/, line);
    const { file, problems } = await problemsOf(text);
    expect(problems).toEqual([
      expect.stringContaining('expected "jsonSchemaDialect: https://json-schema.org/draft/2020-12/schema"'),
    ]);
    expect(problems[0]).toContain(`${file}:${line === "" ? "1:1" : "2:20"} (#/jsonSchemaDialect)`);
  });

  test("reports every such place at once", async () => {
    const { problems } = await problemsOf(
      sayingSpec({ body: "type: strng\nmaxLenght: 5", query: "typ: string", response: "format: datetime" }),
    );
    expect(problems).toHaveLength(4);
  });

  test("a schema that does not compile, with its operation", async () => {
    const { file, problems } = await problemsOf(sayingSpec({ body: "type: string\nminLength: -5" }));
    expect(problems[0]).toContain(`${file}:`);
    expect(problems[0]).toMatch(
      /:\d+:\d+ \(#\/paths\/~1say\/post\/requestBody\/content\/application~1json\): the schema does not compile: /,
    );
  });

  test.each<[string, SpecParts]>([
    ["a parameter", { query: "type: string\nmaxLength: many" }],
    ["a body", { body: "type: object\nrequired: yes-please" }],
    ["a response", { response: "type: object\nproperties: { a: { enum: one } }" }],
    ["a reference that leads nowhere", { body: '$ref: "#/components/schemas/Nothing"' }],
    [
      "a response whose reference leads nowhere",
      { response: 'type: array\nitems: { $ref: "#/components/schemas/Nothing" }' },
    ],
  ])("a schema that does not compile, in %s", async (_what, parts) => {
    expect((await problemsOf(sayingSpec(parts))).problems.length).toBeGreaterThan(0);
  });
});
