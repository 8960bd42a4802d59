import { describe, expect, test } from "vitest";

import type { Node } from "../../src/api/model.ts";
import { generateMethods } from "../../src/methods.ts";
import { json, operation, readBakery, ref } from "../bakery.ts";
import { at, bakeOf, compiled, fileOf, inPath, inQuery, order } from "./generated.ts";

describe("a method takes, in this order,", () => {
  test.each<[what: string, path: string, fields: Node, declaration: string, code: string]>([
    [
      "options alone",
      "/ovens",
      {},
      "bake(options?: CallOptions): ApiPromise<Loaf>",
      "bake: (options) => call(bake, {}, options)",
    ],
    [
      "the parameters of its path, in their order there",
      "/ovens/{oven}/{shelf}",
      { parameters: [inPath("shelf"), inPath("oven")] },
      "bake(oven: string, shelf: string, options?: CallOptions): ApiPromise<Loaf>",
      "bake: (oven, shelf, options) => call(bake, { path: { oven, shelf } }, options)",
    ],
    [
      "its body, then its query",
      "/ovens/{oven}",
      { parameters: [inPath("oven"), inQuery("dry")], requestBody: order(true) },
      "bake(oven: string, body: Order, query?: BakeQuery, options?: CallOptions): ApiPromise<Loaf>",
      "bake: (oven, body, query, options) => call(bake, { path: { oven }, body, query }, options)",
    ],
    [
      "a body that may be left out",
      "/ovens",
      { requestBody: order(false) },
      "bake(body?: Order, options?: CallOptions): ApiPromise<Loaf>",
      "bake: (body, options) => call(bake, { body }, options)",
    ],
    [
      "a query that is required",
      "/ovens",
      { parameters: [inQuery("number", { required: true })] },
      "bake(query: BakeQuery, options?: CallOptions): ApiPromise<Loaf>",
      "bake: (query, options) => call(bake, { query }, options)",
    ],
    [
      "undefined for a body that may be left out, before a query that may not",
      "/ovens",
      { parameters: [inQuery("number", { required: true })], requestBody: order(false) },
      "bake(body: Order | undefined, query: BakeQuery, options?: CallOptions): ApiPromise<Loaf>",
      "bake: (body, query, options) => call(bake, { body, query }, options)",
    ],
  ])("%s", async (_, path, fields, declaration, code) => {
    const parts = at(path, "put", fields);
    expect(bakeOf(parts)).toEqual({ declaration, code });
    expect((await compiled(parts)).errors).toEqual([]);
  });
});

describe("a method gives", () => {
  const list = { type: "array", items: ref("Loaf") };
  const envelope = { Shelf: { type: "object", required: ["data"], properties: { data: ref("Loaf") } } };

  test.each<[what: string, method: string, fields: Node, schemas: Node, type: string, code: string]>([
    ["an object", "get", {}, {}, "ApiPromise<Loaf>", "call(bake, {}, options)"],
    ["what was made, if it has an id", "post", {}, {}, "ApiPromise<Loaf>", 'call(bake, {}, options, withText("id"))'],
    [
      "what stands in the envelope",
      "post",
      { responses: { "200": json(ref("Shelf")) } },
      envelope,
      "ApiPromise<Loaf>",
      'call(bake, {}, options, objectIn("data"))',
    ],
    [
      "what stands in another field, of those in which single objects arrive",
      "get",
      { responses: { "200": json(ref("Oven")) } },
      { Oven: { type: "object", required: ["loaf"], properties: { loaf: ref("Loaf") } } },
      "ApiPromise<Loaf>",
      'call(bake, {}, options, objectIn("loaf"))',
    ],
    [
      "the items of a list that comes whole",
      "get",
      { responses: { "200": json(ref("Whole")) } },
      { Whole: { type: "object", required: ["items"], properties: { items: list } } },
      "ApiPromise<Loaf[]>",
      'call(bake, {}, options, itemsIn("items"))',
    ],
    [
      "pages, of which a listing is made",
      "get",
      { parameters: [inQuery("cursor")], responses: { "200": json(ref("LoafPage")) } },
      {},
      "Listing<Loaf>",
      "list(bake, { query }, options)",
    ],
    [
      "nothing",
      "delete",
      { responses: { "204": { description: "Gone." } } },
      {},
      "ApiPromise<undefined>",
      "call(bake, {}, options)",
    ],
  ])("%s", async (_, method, fields, schemas, type, code) => {
    const parts = at("/ovens", method, fields, { schemas });
    const { errors, typeOf } = await compiled(parts, "const result = bakery.loaves.bake(); void result;");
    expect(errors).toEqual([]);
    // An editor shows the same names.
    expect(typeOf("/caller.ts", "result")).toBe(type);
    expect(bakeOf(parts).code).toContain(code);
  });

  test.each([
    ["a body that lacks a field", "bakery.loaves.bake({})", "flour"],
    ["a misspelt parameter of the query", 'bakery.loaves.bake({ flour: "rye" }, { dri: "yes" })', "dri"],
    ["an option that there is not", 'bakery.loaves.bake({ flour: "rye" }, {}, { prefetch: 1 })', "prefetch"],
  ])("nothing for %s, which does not compile", async (_, call, words) => {
    const { errors } = await compiled(
      at("/ovens", "put", { parameters: [inQuery("dry")], requestBody: order(true) }),
      `void ${call};`,
    );
    expect(errors).toEqual([expect.stringContaining(words)]);
  });
});

describe("the files are", () => {
  const place = (id: string, sdk: unknown, fields: Node = {}): Node => ({
    get: operation(id, { "x-sdk": sdk, ...fields }),
  });

  test("one for each resource with a generated method, and one that puts them together", async () => {
    const parts = {
      paths: {
        "/a": place("a", "bakedGoods.all"),
        "/b": place("b", { method: "ovens.wait", handwritten: "It waits." }),
        "/c": place("c", { rawOnly: "Nobody needs it." }),
      },
    };
    const files = generateMethods(readBakery(parts));
    expect([...files.keys()]).toEqual(["loaves.ts", "baked-goods.ts", "index.ts"]);
    expect(files.get("index.ts")).toContain(
      "  readonly bakedGoods: PlainBakedGoods;\n  readonly loaves: PlainLoaves;\n}",
    );
    const { errors } = await compiled(parts, "void bakery.bakedGoods.all(); void bakery.loaves.list();");
    expect(errors).toEqual([]);
  });

  test("with a method by a name that is a word of JavaScript", async () => {
    const parts = { paths: { "/a": place("removeLoaf", "loaves.delete", { responses: { "204": {} } }) } };
    expect((await compiled(parts, "void bakery.loaves.delete();")).errors).toEqual([]);
  });

  test("described by the tag of a resource, or by its name where there is none", () => {
    expect(fileOf({})).toContain(
      "/**\n * What is baked. Each method is one call of one operation.\n */\nexport interface PlainLoaves {",
    );
    expect(fileOf({ root: { tags: [] } })).toContain("/**\n * Loaves. Each method is one call of one operation.\n */");
  });
});
