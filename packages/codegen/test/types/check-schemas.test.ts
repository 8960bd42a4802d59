import { describe, expect, test } from "vitest";

import type { Node } from "../../src/api/model.ts";
import { typesOf } from "../../src/types.ts";
import { bakery, operation, ref } from "../bakery.ts";
import { compile } from "../compiler.ts";

/** What TypeScript says of a value of a field of this schema. */
async function complaints(schema: unknown, value: string): Promise<string[]> {
  const types = await typesOf(
    bakery({ schemas: { Thing: { type: "object", required: ["field"], properties: { field: schema } } } }),
    "bakery",
  );
  const caller = `import type { Thing } from "./schema.ts";\nexport const thing: Thing = { field: ${value} };`;
  return compile({ "/schema.ts": types, "/caller.ts": caller }).errors;
}

const text = { type: "string" };
const tuple = { type: "array", prefixItems: [text, { type: "integer" }], items: false, minItems: 2 };

describe("the types are right for", () => {
  test.each<[what: string, schema: unknown, right: string, wrong: string]>([
    ["a list of a fixed length", tuple, '["a", 1]', '["a", 1, 2]'],
    ["null", { type: "null" }, "null", "0"],
    ["one value", { const: "a" }, '"a"', '"b"'],
    ["a choice of values with null", { enum: ["a", null] }, "null", "7"],
    [
      "what must be there beside allOf",
      { allOf: [ref("Order")], required: ["count"] },
      '{ flour: "rye", count: 1 }',
      '{ flour: "rye" }',
    ],
    [
      "what must be there within allOf, and is described there",
      { allOf: [ref("Order"), { required: ["a"], properties: { a: text } }] },
      '{ flour: "rye", a: "b" }',
      '{ flour: "rye" }',
    ],
    ["a reference with a description beside it", { ...ref("Order"), description: "Of it." }, '{ flour: "rye" }', "{}"],
  ])("%s", async (_, schema, right, wrong) => {
    expect(await complaints(schema, right)).toEqual([]);
    expect(await complaints(schema, wrong)).toHaveLength(1);
  });

  test("anything, in one word", async () => {
    for (const value of ["1", "null", "{}"]) expect(await complaints(true, value)).toEqual([]);
  });

  test.each<[where: string, schema: Node, value: string]>([
    ["a field", { type: "object", properties: { none: false } }, '{ none: "a" }'],
    ["a choice", { oneOf: [{ type: "object" }, false] }, "1"],
    ["a tuple", { type: "array", prefixItems: [false], items: false, minItems: 1 }, '["a"]'],
  ])("nothing, in one word: %s", async (_, schema, value) => {
    expect(await complaints(schema, value)).toHaveLength(1);
  });
});

describe("a schema is rejected, with its place and what to write, for", () => {
  test.each<[what: string, schema: Node, words: string]>([
    ["null as its constant", { const: null }, '"const: null" would allow anything; write "type: \'null\'"'],
    [
      "a tuple that may be longer",
      { ...tuple, items: { type: "boolean" } },
      'say so with "items: false" and "minItems: 2"',
    ],
    [
      "a tuple that may be longer by anything",
      { type: "array", prefixItems: [text], minItems: 1 },
      '"items: false" and "minItems: 1"',
    ],
    ["a tuple that may be shorter", { ...tuple, minItems: 1 }, '"minItems: 2"'],
    [
      "a word beside a reference",
      { ...ref("Order"), required: ["count"] },
      '"required" beside $ref would be lost; put the $ref into an allOf',
    ],
    ["true within allOf", { allOf: [ref("Order"), true] }, '"true" within allOf says nothing; leave it out'],
    ["false within allOf", { allOf: [false] }, '"false" within allOf leaves no value'],
    [
      "what is required in a part that does not describe it",
      { allOf: [ref("Order"), { required: ["count"] }] },
      '"required: [count]" within allOf would be lost; put it beside the allOf',
    ],
  ])("%s", async (_, schema, words) => {
    await expect(typesOf(bakery({ schemas: { Thing: schema } }), "bakery")).rejects.toMatchObject({
      pointer: "#/components/schemas/Thing",
      message: expect.stringMatching(/^#\/components\/schemas\/Thing: /) as string,
    });
    await expect(typesOf(bakery({ schemas: { Thing: schema } }), "bakery")).rejects.toThrow(words);
  });

  const bad = { const: null };

  test.each<[place: string, schemas: Node]>([
    ["#/components/schemas/A/properties/a~1b", { A: { properties: { "a/b": bad } } }],
    ["#/components/schemas/A/items/oneOf/1", { A: { items: { oneOf: [text, bad] } } }],
    [
      "#/components/schemas/A/allOf/0/additionalProperties/not",
      { A: { allOf: [{ additionalProperties: { not: bad } }] } },
    ],
    [
      "#/components/schemas/A/properties/properties/properties/const",
      { A: { properties: { properties: { properties: { const: bad } } } } },
    ],
  ])("what stands within: %s", async (pointer, schemas) => {
    await expect(typesOf(bakery({ schemas }), "bakery")).rejects.toMatchObject({ pointer });
  });

  test("what stands at a parameter", async () => {
    const paths = { "/ovens": { get: operation("peek", { parameters: [{ name: "q", in: "query", schema: bad }] }) } };
    await expect(typesOf(bakery({ paths }), "bakery")).rejects.toMatchObject({
      pointer: "#/paths/~1ovens/get/parameters/0/schema",
    });
  });
});

test("examples may hold what schemas may not", async () => {
  const schema = { type: "object", example: { schema: { const: null } }, properties: { const: { type: "null" } } };
  const examples = { a: { value: { schema: { const: null } } } };
  await expect(typesOf(bakery({ schemas: { Thing: schema }, components: { examples } }), "bakery")).resolves.toContain(
    "interface Thing",
  );
});
