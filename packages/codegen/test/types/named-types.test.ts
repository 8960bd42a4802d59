import { describe, expect, test } from "vitest";

import type { Node } from "../../src/api/model.ts";
import { typesOf } from "../../src/types.ts";
import { bakery, json, operation, readBakery, ref } from "../bakery.ts";
import { compile, type Compiled } from "../compiler.ts";

/** The types of a document with these schemas, compiled together with lines that use them. */
async function compiled(schemas: Node, ...lines: string[]): Promise<Compiled> {
  return compile({
    "/schema.ts": await typesOf(bakery({ schemas }), "bakery"),
    "/caller.ts": `${lines.join("\n")}\nexport {};`,
  });
}

const loaf = { type: "object", required: ["grain"], properties: { grain: ref("Grain"), next: ref("Loaf") } };
const grain = { type: "string", enum: ["rye", "oat"] };

describe("an editor shows the name of a schema, and not what it consists of,", () => {
  test.each([
    ["where a generic type holds it", "declare const shown: Listing<Loaf>;", "Listing<Loaf>"],
    [
      "where it is inferred",
      "declare function of<Item>(page: { items: Item[] }): Listing<Item>; declare const page: LoafPage; const shown = of(page);",
      "Listing<Loaf>",
    ],
    ["of a field", "declare const loaf: Loaf; const shown = loaf.next;", "Loaf | undefined"],
    ["of a field that is not an object", "declare const loaf: Loaf; const shown = loaf.grain;", "Grain"],
    [
      "of a response",
      'declare const shown: operations["listLoaves"]["responses"][200]["content"]["application/json"];',
      "LoafPage",
    ],
    [
      "of a query",
      'declare const parameters: operations["listLoaves"]["parameters"]; const shown = parameters.query;',
      "ListLoavesQuery | undefined",
    ],
  ])("%s", async (_, code, type) => {
    const { errors, typeOf } = await compiled(
      { Loaf: loaf, Grain: grain },
      'import type { Grain, ListLoavesQuery, Loaf, LoafPage, operations } from "./schema.ts";',
      "interface Listing<Item> { readonly first: () => Item }",
      "declare const all: [Grain, ListLoavesQuery, Loaf, LoafPage, operations, Listing<0>];",
      `${code} void [all, shown];`,
    );
    expect(errors).toEqual([]);
    expect(typeOf("/caller.ts", "shown")).toBe(type);
  });
});

test("the type of a schema is an interface where it can be one, and keeps its comment", async () => {
  const text = await typesOf(
    bakery({ schemas: { Grain: { ...grain, description: "What is ground." }, Loaf: loaf } }),
    "bakery",
  );
  expect(text).toContain("\nexport interface Loaf {\n");
  expect(text).toMatch(/What is ground\.\n \* @enum \{string\}\n \*\/\nexport type Grain = "rye" \| "oat";\n/);
});

test("a query that stands at its path has a type as well", async () => {
  const parameters = [{ name: "dry", in: "query", schema: { type: "boolean" } }];
  const text = await typesOf(bakery({ paths: { "/ovens": { parameters, get: operation("peek") } } }), "bakery");
  expect(text).toContain("\nexport interface PeekQuery {\n    dry?: boolean | undefined;\n}\n");
});

test("a schema within itself compiles, also where it is not an object", async () => {
  const schemas = {
    Tree: { type: "array", items: ref("Tree") },
    Json: {
      oneOf: [
        { type: "string" },
        { type: "array", items: ref("Json") },
        { type: "object", additionalProperties: ref("Json") },
      ],
    },
  };
  expect(
    (
      await compiled(
        schemas,
        'import type { Json, Tree } from "./schema.ts";',
        'export const all: [Tree, Json] = [[[], [[]]], { a: ["b"] }];',
      )
    ).errors,
  ).toEqual([]);
});

describe("a schema is rejected, with its place, whose name", () => {
  test.each([
    ["TypeScript has already", "string"],
    ["generated code uses for a type of the language", "Record"],
    ["generated code uses for a type of its own", "Operation"],
    ["has the list of paths", "paths"],
    ["cannot be a name", "Rye-Loaf"],
    ["is a word of JavaScript", "class"],
  ])("%s: %s", async (_, name) => {
    await expect(typesOf(bakery({ schemas: { [name]: { type: "object" } } }), "bakery")).rejects.toMatchObject({
      pointer: `#/components/schemas/${name}`,
      message: `${name}: no type can have the name of this schema beside those of the generated code; rename it`,
    });
  });

  test("a query has", async () => {
    await expect(typesOf(bakery({ schemas: { ListLoavesQuery: { type: "object" } } }), "bakery")).rejects.toMatchObject(
      {
        pointer: "#/components/schemas/ListLoavesQuery",
        message: "ListLoavesQuery: a query's type has the name of this schema; rename the schema",
      },
    );
  });

  test("cannot be a type, where a response has it", () => {
    const paths = { "/ovens": { get: operation("peek", { responses: { "200": json(ref("Promise")) } }) } };
    expect(() => readBakery({ paths, schemas: { Promise: { type: "object" } } })).toThrow(
      "peek: no type can be called Promise; rename the schema",
    );
  });
});
