import { describe, expect, test } from "vitest";

import { compareFacts } from "../../src/changes/compare-facts.ts";
import { changeOf } from "../../src/changes/difference.ts";
import type { JsonObject } from "../../src/facts/json.ts";
import { readOpenApi } from "../../src/facts/read-openapi.ts";

const documentOf = (schema: unknown, schemas: JsonObject = {}, openapi = "3.1.0"): JsonObject => ({
  openapi,
  components: { schemas },
  paths: {
    "/loaves": { post: { operationId: "order", requestBody: { content: { "application/json": { schema } } } } },
  },
});

function changes(before: unknown, after: unknown, schemas: JsonObject = {}, openapi = "3.1.0"): string[] {
  const [left, right] = [before, after].map((schema) => readOpenApi(documentOf(schema, schemas, openapi)));
  if (!left || !right) throw new Error("two documents are expected");
  return compareFacts(left, right, () => "order").map((difference) => `${difference.id}: ${changeOf(difference)}`);
}

const object = (properties: JsonObject, ...required: string[]): JsonObject => ({
  type: "object",
  properties,
  required,
});
const text = { type: "string" };

describe("schemas that say the same are the same", () => {
  test.each<readonly [string, unknown, unknown]>([
    [
      "allOf, and its parts written in one",
      { allOf: [object({ a: text }, "a"), object({ b: text })] },
      object({ a: text, b: text }, "a"),
    ],
    [
      "a list of types with null, and oneOf with null",
      { type: ["string", "null"] },
      { oneOf: [text, { type: "null" }] },
    ],
    ["const, and a list of one value", { const: "rye" }, { enum: ["rye"] }],
    ["oneOf, and anyOf", { oneOf: [text, { type: "integer" }] }, { anyOf: [{ type: "integer" }, text] }],
    ["a reference, and its target", { $ref: "#/components/schemas/Text" }, text],
    [
      "the tighter bound of two, and that bound",
      { allOf: [{ type: "integer", minimum: 1 }, { minimum: 5 }] },
      { type: "integer", minimum: 5 },
    ],
    ["a union with one branch, and that branch", { anyOf: [text] }, text],
    ["properties with the word object, and without", { properties: { a: text } }, object({ a: text })],
  ])("%s", (_, one, two) => {
    expect(changes(one, two, { Text: text })).toEqual([]);
  });

  test("nullable beside allOf, and null in a union", () => {
    const beside = { nullable: true, allOf: [{ $ref: "#/components/schemas/Text" }] };
    expect(changes(beside, { type: "string", nullable: true }, { Text: text }, "3.0.3")).toEqual([]);
  });

  test("what stands beside a reference counts in 3.1, and is ignored in 3.0", () => {
    const beside = { $ref: "#/components/schemas/Text", maxLength: 5 };
    expect(changes(text, beside, { Text: text })).toEqual(["order request maxLength: absent → 5"]);
    expect(changes(text, beside, { Text: text }, "3.0.3")).toEqual([]);
  });

  test("an exclusive bound of 3.0 is the bound", () => {
    expect(
      changes({ type: "integer", minimum: 5 }, { type: "integer", minimum: 5, exclusiveMinimum: true }, {}, "3.0.3"),
    ).toEqual(["order request minimum: 5 → absent", "order request exclusiveMinimum: absent → 5"]);
  });
});

describe("a union whose objects name themselves", () => {
  const pick = (kind: string, properties: JsonObject = {}): JsonObject =>
    object({ kind: { type: "string", enum: [kind] }, ...properties }, "kind");
  const union = (...branches: readonly JsonObject[]): JsonObject => ({ oneOf: branches });

  test("keeps its cases apart, in whatever order they stand", () => {
    expect(
      changes(union(pick("rye"), pick("oat", { seeds: text })), union(pick("oat", { seeds: text }), pick("rye"))),
    ).toEqual([]);
    expect(changes(union(pick("rye"), pick("oat")), union(pick("rye"), pick("oat", { seeds: text })))).toEqual([
      "order request (oat).seeds field: absent → optional",
    ]);
  });

  test("tells a case that is new", () => {
    expect(changes(union(pick("rye"), pick("oat")), union(pick("rye"), pick("oat"), pick("spelt")))).toEqual([
      "order request (spelt) case: absent → present",
    ]);
  });

  test("tells a second way to write one case", () => {
    const two = union(
      pick("rye"),
      pick("oat"),
      object({ kind: { type: "string", enum: ["oat"] }, seeds: text }, "kind", "seeds"),
    );
    expect(changes(union(pick("rye"), pick("oat", { seeds: text })), two)).toEqual([
      "order request (oat) alternatives: absent → object { kind! } | object { kind!, seeds! }",
    ]);
  });

  test("names the field that distinguishes its cases, once", () => {
    const named = { ...union(pick("rye"), pick("oat")), discriminator: { propertyName: "kind" } };
    expect(changes(named, union(pick("rye"), pick("oat")))).toEqual(["order request discriminator: kind → absent"]);
  });

  test("compares its merged fields with a document that has no union", () => {
    expect(
      changes(union(pick("rye"), pick("oat")), object({ kind: { type: "string", enum: ["rye", "oat"] } }, "kind")),
    ).toEqual(["order request cases: oat | rye → absent"]);
  });
});

describe("any other union", () => {
  test("is as wide as its branches together, and says what they are", () => {
    const before = {
      oneOf: [
        { type: "string", maxLength: 5 },
        { type: "array", items: text },
      ],
    };
    const after = {
      oneOf: [{ type: "string", maxLength: 9 }, { type: "array", items: text }, object({ id: text }, "id")],
    };
    expect(changes(before, after)).toEqual([
      "order request type: array | string → array | object | string",
      "order request maxLength: 5 → 9",
      "order request id field: absent → required",
      "order request alternatives: array | string → array | object { id! } | string",
    ]);
  });

  test("is compared by its fields together where a vendor writes it, for what stands at one place may be anything", () => {
    const union = (maxLength: number): JsonObject => ({ oneOf: [{ type: "string", maxLength }, object({ a: text })] });
    expect(changes(union(5), union(9))).toEqual(["order request maxLength: 5 → 9"]);
  });
});

describe("conditions that no other fact covers", () => {
  test("are compared as they stand, without their wording", () => {
    const when = (description: string, type: string): JsonObject => ({
      ...object({ a: text }),
      if: { description, type },
      not: {},
    });
    expect(changes(when("One.", "object"), when("Two.", "object"))).toEqual([]);
    expect(changes(when("One.", "object"), when("One.", "array"))).toHaveLength(1);
  });
});

describe("names of fields that are also words of OpenAPI", () => {
  test.each([
    "description",
    "title",
    "example",
    "default",
    "properties",
    "required",
    "x-mark",
    "constructor",
    "toString",
  ])("%s is a field like any other", (name) => {
    expect(changes(object({ [name]: text }), object({ [name]: { type: "integer" } }))).toEqual([
      `order request ${name} type: string → integer`,
    ]);
  });
});

describe("schemas within themselves", () => {
  test("are read for one round", () => {
    const schemas = {
      Crumb: object({ text, parts: { type: "array", items: { $ref: "#/components/schemas/Crumb" } } }),
    };
    const reference = { $ref: "#/components/schemas/Crumb" };
    expect(changes(reference, reference, schemas)).toEqual([]);
    expect(changes(reference, object({ text }), schemas)).toEqual(["order request parts field: optional → absent"]);
  });
});

describe("a document is rejected, with the place, when", () => {
  const deep = (levels: number): JsonObject => (levels === 0 ? text : object({ a: deep(levels - 1) }));

  test.each<readonly [string, unknown, JsonObject, RegExp]>([
    ["a reference leads nowhere", { $ref: "#/components/schemas/Missing" }, {}, /Missing" leads nowhere$/],
    ["a reference leads to another file", { $ref: "other.yaml#/A" }, {}, /only references within the document/],
    [
      "references lead in a circle",
      { $ref: "#/components/schemas/A" },
      { A: { $ref: "#/components/schemas/A" } },
      /in a circle$/,
    ],
    ["schemas are nested without end", deep(70), {}, /^schemas are nested more than 64 deep at #/],
    ["something else stands for a schema", 7, {}, /expected a schema, got 7$/],
  ])("%s", (_, schema, schemas, words) => {
    expect(() => readOpenApi(documentOf(schema, schemas))).toThrow(words);
  });

  test("references multiply", () => {
    const levels = Array.from({ length: 20 }, (_, level) => {
      const next = { $ref: `#/components/schemas/L${level + 1}` };
      return [`L${level}`, object(Object.fromEntries(Array.from({ length: 9 }, (__, index) => [`f${index}`, next])))];
    });
    const schemas = { ...Object.fromEntries(levels), L20: text } as JsonObject;
    expect(() => readOpenApi(documentOf({ $ref: "#/components/schemas/L0" }, schemas))).toThrow(
      /more than 100000 schemas/,
    );
  });

  test.each([
    [{ swagger: "2.0" }, 'expected OpenAPI 3.0 or 3.1, found "2.0"'],
    [{ openapi: "3.2.0" }, 'expected OpenAPI 3.0 or 3.1, found "3.2.0"'],
    [{}, "expected OpenAPI 3.0 or 3.1, found none"],
    [{ openapi: "3.1.0", paths: {} }, "the OpenAPI document has no operations"],
    [
      { openapi: "3.1.0", paths: { "/a": { get: { parameters: [7] } } } },
      "#/paths/~1a/get/parameters/0: expected an object, got 7",
    ],
  ])("it is %j", (document, message) => {
    expect(() => readOpenApi(document)).toThrow(message);
  });
});
