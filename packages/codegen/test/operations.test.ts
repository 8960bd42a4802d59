import { describe, expect, test } from "vitest";

import type { Node } from "../src/api/model.ts";
import { readApi } from "../src/api/read-api.ts";
import { generateBounds } from "../src/bounds.ts";
import { generateOperations } from "../src/operations.ts";
import { typesOf } from "../src/types.ts";
import { bakery, json, operation, ref, type Parts } from "./bakery.ts";
import { compile, type Compiled } from "./compiler.ts";

/** The files of a client, compiled together with lines that use its constants as `call(operation, input)`. */
async function compiled(parts: Parts, ...lines: string[]): Promise<Compiled> {
  const files = await clientOf(parts);
  const names = [...(files["/operations.ts"]?.matchAll(/export const (\w+): Operation/g) ?? [])].map(
    ([, name]) => name,
  );
  const caller = `
import type { Operation } from "@switchboard/typed-fetch";
import { ${names.join(", ")} } from "./operations.ts";

declare function call<Input extends object, Output, Item>(operation: Operation<Input, Output, Item>, input: NoInfer<Input>): [Output, Item];
void [${names.join(", ")}];
${lines.join("\n")}
export {};`;
  return compile({ ...files, "/caller.ts": caller });
}

async function clientOf(parts: Parts): Promise<Record<string, string>> {
  const document = bakery(parts);
  const api = readApi("bakery", document);
  const bounds = generateBounds(api);
  return {
    "/bounds.ts": bounds.file,
    "/operations.ts": generateOperations(api, bounds),
    "/schema.ts": await typesOf(document, "bakery"),
  };
}

const at = (path: string, method: string, fields: Node, item: Node = {}): Parts => ({
  paths: { [path]: { ...item, [method]: operation("bake", fields) } },
});

const text = { type: "string" };
const loafId = { name: "loafId", in: "path", required: true, schema: text };

describe("a call compiles with the input of its operation, and with no other:", () => {
  const put = {
    parameters: [loafId, { name: "dry", in: "query", schema: { type: "boolean" } }],
    requestBody: { required: true, ...json(ref("Order")) },
  };

  test("path, query and body", async () => {
    const { errors } = await compiled(
      at("/loaves/{loafId}", "put", put),
      'call(bake, { path: { loafId: "1" }, body: { flour: "rye" } });',
      'call(bake, { path: { loafId: "1" }, query: { dry: true }, body: { flour: "rye", count: 2 } });',
      'call(bake, { path: { loafId: "1" }, query: undefined, body: { flour: "rye" } });',
    );
    expect(errors).toEqual([]);
  });

  test.each([
    ["a path without its parameter", '{ path: {}, body: { flour: "rye" } }', "loafId"],
    ["no path at all", '{ body: { flour: "rye" } }', "path"],
    ["a path with another parameter", '{ path: { loaf: "1" }, body: { flour: "rye" } }', "loaf"],
    ["a path parameter that is a number", '{ path: { loafId: 1 }, body: { flour: "rye" } }', "number"],
    ["undefined where a body is required", '{ path: { loafId: "1" }, body: undefined }', "undefined"],
    ["a body that lacks a field", '{ path: { loafId: "1" }, body: {} }', "flour"],
    ["a body with a field of another type", '{ path: { loafId: "1" }, body: { flour: 7 } }', "number"],
    ["a body with a misspelt field", '{ path: { loafId: "1" }, body: { flour: "rye", counts: 1 } }', "counts"],
    ["no body where it is required", '{ path: { loafId: "1" } }', "body"],
    [
      "a query with a misspelt parameter",
      '{ path: { loafId: "1" }, query: { dri: true }, body: { flour: "rye" } }',
      "dri",
    ],
    [
      "a query with a value of another type",
      '{ path: { loafId: "1" }, query: { dry: "no" }, body: { flour: "rye" } }',
      "string",
    ],
  ])("not %s", async (_, input, words) => {
    const { errors } = await compiled(at("/loaves/{loafId}", "put", put), `call(bake, ${input});`);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain(words);
  });

  test("a body may be left out only where it is optional", async () => {
    const optional = at("/ovens", "post", { requestBody: json(ref("Order")) });
    expect((await compiled(optional, "call(bake, {}); call(bake, { body: undefined });")).errors).toEqual([]);
  });

  test("a query must be given only where a parameter is required", async () => {
    const parameters = [{ name: "flour", in: "query", required: true, schema: text }];
    const parts = at("/ovens", "post", { parameters });
    expect((await compiled(parts, 'call(bake, { query: { flour: "rye" } });')).errors).toEqual([]);
    expect((await compiled(parts, "call(bake, {});")).errors).toEqual([expect.stringContaining("query")]);
  });

  test("headers, where a method by hand sends them", async () => {
    const header = { name: "Idempotency-Key", in: "header", required: true, schema: text };
    const parts = at("/ovens", "post", {
      "x-sdk": { method: "loaves.bake", handwritten: "It makes keys." },
      parameters: [header],
    });
    expect((await compiled(parts, 'call(bake, { header: { "Idempotency-Key": "k" } });')).errors).toEqual([]);
    expect((await compiled(parts, "call(bake, {});")).errors).toEqual([expect.stringContaining("header")]);
  });

  test("parameters that stand at the path or in components, also where the operation replaces one", async () => {
    const { errors } = await compiled(
      {
        ...at(
          "/loaves/{loafId}",
          "get",
          { parameters: [{ name: "slices", in: "query", schema: { type: "integer" } }] },
          {
            parameters: [
              { $ref: "#/components/parameters/LoafId" },
              { name: "slices", in: "query", schema: text },
              { name: "raw", in: "query", schema: text },
            ],
          },
        ),
        components: { parameters: { LoafId: loafId } },
      },
      'call(bake, { path: { loafId: "1" }, query: { slices: 3, raw: "yes" } });',
    );
    expect(errors).toEqual([]);
  });

  test("a body and responses that stand in components", async () => {
    const { errors, typeOf } = await compiled(
      {
        ...at("/ovens", "post", {
          requestBody: { $ref: "#/components/requestBodies/Order" },
          responses: { "201": { $ref: "#/components/responses/Baked" } },
        }),
        components: {
          requestBodies: { Order: { required: true, ...json(ref("Order")) } },
          responses: { Baked: json(ref("Loaf")) },
        },
      },
      'const loaf = call(bake, { body: { flour: "rye" } })[0]; void loaf;',
    );
    expect([errors, typeOf("/caller.ts", "loaf")]).toEqual([[], "Loaf"]);
  });
});

describe("the output of an operation is", () => {
  const output = async (responses: Node, sdk: unknown = { rawOnly: "It differs." }): Promise<string> => {
    const parts = at("/ovens", "post", { responses, "x-sdk": sdk });
    const { errors, typeOf } = await compiled(parts, "const result = call(bake, {}); void result;");
    expect(errors).toEqual([]);
    return typeOf("/caller.ts", "result");
  };

  test("the type of its success, and no item where it is not a page", async () => {
    expect(await output({ "200": json(ref("Loaf")), "404": { description: "None." } })).toBe("[Loaf, never]");
  });

  test("each type once where successes differ", async () => {
    const responses = { "200": json(ref("Loaf")), "201": json(ref("Order")), "202": json(ref("Loaf")) };
    expect(await output(responses)).toBe("[Loaf | Order, never]");
  });

  test("nothing where its success has no body", async () => {
    expect(await output({ "204": { description: "Done." } }, "loaves.bake")).toBe("[undefined, never]");
  });

  test("perhaps nothing where one success has a body and another has none", async () => {
    expect(await output({ "200": json(ref("Loaf")), "204": { description: "Done." } })).toBe(
      "[Loaf | undefined, never]",
    );
  });

  test("a page with the type of its items", async () => {
    const { typeOf } = await compiled({}, "const result = call(listLoaves, {}); void result;");
    expect(typeOf("/caller.ts", "result")).toBe("[LoafPage, Loaf]");
  });
});

test("a constant says what is sent, and whether a success may have no body", async () => {
  const parts = at("/loaves/{loafId}", "delete", {
    parameters: [loafId],
    responses: { "204": { description: "Gone." } },
  });
  expect((await clientOf(parts))["/operations.ts"]).toContain(
    '= { id: "bake", method: "DELETE", path: "/loaves/{loafId}", isEmpty: true };\n',
  );
});

test("a constant has the bounds of its body", async () => {
  const parts = {
    ...at("/ovens", "post", { requestBody: json(ref("Long")) }),
    schemas: { Long: { type: "object", properties: { name: { type: "string", minLength: 1 } } } },
  };
  const files = await clientOf(parts);
  expect(files["/operations.ts"]).toContain('path: "/ovens", bounds: longBounds };\n');
  expect((await compiled(parts)).errors).toEqual([]);
});

test("what the document says of all operations stands beside them", async () => {
  const header = { name: "idempotency-key", in: "header", schema: text };
  const { "/operations.ts": file } = await clientOf(at("/ovens", "post", { parameters: [header] }));
  expect(file).toContain('export const serverUrl = "https://bakery.test/v1";\n');
  expect(file).toContain(
    'export const pagination: Pagination = { parameter: "cursor", items: "items", cursor: "next" };\n',
  );
  expect(file).toContain('new Set(["/ovens"]);\n');
});

test("a path is quoted as it must be", async () => {
  const parts = at('/a"b\\c', "get", {});
  expect((await compiled(parts, "call(bake, {});")).errors).toEqual([]);
});
