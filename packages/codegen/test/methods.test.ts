import { describe, expect, test } from "vitest";

import type { Node } from "../src/api/model.ts";
import { readApi } from "../src/api/read-api.ts";
import { generateBounds } from "../src/bounds.ts";
import { generateMethods } from "../src/methods.ts";
import { generateOperations } from "../src/operations.ts";
import { typesOf } from "../src/types.ts";
import { bakery, json, operation, readBakery, ref, type Parts } from "./bakery.ts";
import { compile, type Compiled } from "./compiler.ts";

/** The types of what the generated methods import from the facade, as far as these use them. */
const core = {
  "/core/options.ts": "export interface CallOptions { readonly timeout?: number | undefined }",
  "/core/pagination.ts": `
import type { CallOptions } from "./options.ts";
export interface ListOptions extends CallOptions { readonly prefetch?: number | undefined }
export interface Listing<Item> { readonly first: () => Promise<Item | undefined> }`,
  "/core/result.ts": `
export declare function dataOf<Data extends object>(envelope: { readonly data: Data }): Data;
export declare const itemsIn: <Field extends string>(field: Field) => <Item>(list: { readonly [name in Field]: Item[] }) => Item[];
export declare const withText: <Field extends string>(field: Field) => <Data extends { readonly [name in Field]?: unknown }>(data: Data) => Data;`,
  "/core/client.ts": `
import type { Operation } from "@switchboard/typed-fetch";
import type { CallOptions } from "./options.ts";
import type { Listing, ListOptions } from "./pagination.ts";
export interface Core {
  readonly call: <Input extends object, Output, Result = Output>(
    operation: Operation<Input, Output, unknown>, input: NoInfer<Input>, options?: CallOptions, read?: (data: Output) => Result,
  ) => Promise<Result>;
  readonly list: <Input extends object, Output, Item extends object>(
    operation: Operation<Input, Output, Item>, input: NoInfer<Input>, options?: ListOptions,
  ) => Listing<Item>;
}`,
};

const at = (path: string, method: string, fields: Node, more: Parts = {}): Parts => ({
  ...more,
  paths: { [path]: { [method]: operation("bake", fields) }, ...more.paths },
});

/** The text of the file of a resource. */
const fileOf = (parts: Parts, name = "loaves.ts"): string => generateMethods(readBakery(parts)).get(name) ?? "";

/** The declaration of the method `bake`, and its code. */
function bakeOf(parts: Parts): { readonly declaration: string | undefined; readonly code: string | undefined } {
  const file = fileOf(parts);
  return {
    declaration: /^ {2}(bake\(.*);$/m.exec(file)?.[1],
    code: /^ {2}(bake: .*),$/m.exec(file)?.[1],
  };
}

/** The doc comment of the method `bake`, without its frame. */
const commentOf = (parts: Parts): string =>
  (/((?:^ {2,3}\/?\*.*\n)+) {2}bake\(/m.exec(fileOf(parts))?.[1] ?? "")
    .split("\n")
    .slice(1, -2)
    .map((line) => line.replace(/^ {3}\* ?/, ""))
    .join("\n");

/** Compiles the methods with what they import, and with lines that use them as `bakery`. */
async function compiled(parts: Parts, ...lines: string[]): Promise<Compiled> {
  const document = bakery(parts);
  const api = readApi("bakery", document);
  const bounds = generateBounds(api);
  const methods = [...generateMethods(api)].map(([name, text]) => [`/bakery/generated/${name}`, text]);
  return compile({
    ...core,
    ...(Object.fromEntries(methods) as Record<string, string>),
    "/bounds.ts": bounds.file,
    "/operations.ts": generateOperations(api, bounds),
    "/schema.ts": await typesOf(document, "bakery"),
    "/caller.ts": `
import type { Core } from "./core/client.ts";
import { plainBakery } from "./bakery/generated/index.ts";
declare const core: Core;
const bakery = plainBakery(core);
void bakery;
${lines.join("\n")}
export {};`,
  });
}

const text = { type: "string" };
const inPath = (name: string, fields: Node = {}): Node => ({
  name,
  in: "path",
  required: true,
  schema: text,
  ...fields,
});
const inQuery = (name: string, fields: Node = {}): Node => ({ name, in: "query", schema: text, ...fields });
const order = (required: boolean): Node => ({ required, ...json(ref("Order")) });

describe("a method takes, in this order,", () => {
  test.each<[what: string, path: string, fields: Node, declaration: string, code: string]>([
    [
      "options alone",
      "/ovens",
      {},
      "bake(options?: CallOptions): Promise<Loaf>",
      "bake: (options) => call(bake, {}, options)",
    ],
    [
      "the parameters of its path, in their order there",
      "/ovens/{oven}/{shelf}",
      { parameters: [inPath("shelf"), inPath("oven")] },
      "bake(oven: string, shelf: string, options?: CallOptions): Promise<Loaf>",
      "bake: (oven, shelf, options) => call(bake, { path: { oven, shelf } }, options)",
    ],
    [
      "its body, then its query",
      "/ovens/{oven}",
      { parameters: [inPath("oven"), inQuery("dry")], requestBody: order(true) },
      "bake(oven: string, body: Order, query?: BakeQuery, options?: CallOptions): Promise<Loaf>",
      "bake: (oven, body, query, options) => call(bake, { path: { oven }, body, query }, options)",
    ],
    [
      "a body that may be left out",
      "/ovens",
      { requestBody: order(false) },
      "bake(body?: Order, options?: CallOptions): Promise<Loaf>",
      "bake: (body, options) => call(bake, { body }, options)",
    ],
    [
      "a query that is required",
      "/ovens",
      { parameters: [inQuery("number", { required: true })] },
      "bake(query: BakeQuery, options?: CallOptions): Promise<Loaf>",
      "bake: (query, options) => call(bake, { query }, options)",
    ],
    [
      "undefined for a body that may be left out, before a query that may not",
      "/ovens",
      { parameters: [inQuery("number", { required: true })], requestBody: order(false) },
      "bake(body: Order | undefined, query: BakeQuery, options?: CallOptions): Promise<Loaf>",
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
    ["an object", "get", {}, {}, "Promise<Loaf>", "call(bake, {}, options)"],
    ["what was made, if it has an id", "post", {}, {}, "Promise<Loaf>", 'call(bake, {}, options, withText("id"))'],
    [
      "what stands in the envelope",
      "post",
      { responses: { "200": json(ref("Shelf")) } },
      envelope,
      "Promise<Loaf>",
      "call(bake, {}, options, dataOf)",
    ],
    [
      "the items of a list that comes whole",
      "get",
      { responses: { "200": json(ref("Whole")) } },
      { Whole: { type: "object", required: ["items"], properties: { items: list } } },
      "Promise<Loaf[]>",
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
      "Promise<undefined>",
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

describe("a doc comment has", () => {
  test("the document's words, its parameters, its errors, and an example", () => {
    const fields = {
      summary: "Bake a loaf",
      description: "Takes an hour.\nAt least.",
      parameters: [inPath("oven", { description: "Which\n oven.", example: "north" })],
      responses: {
        "200": json(ref("Loaf")),
        "401": { description: "Without a key." },
        "404": { description: "No such oven." },
        "4XX": { description: "The oven rejects it." },
        "500": { description: "It is broken." },
        default: { description: "Anything else." },
      },
    };
    expect(commentOf(at("/ovens/{oven}", "get", fields))).toBe(`Bake a loaf.

Takes an hour. At least.

@param oven Which oven.
@throws ApiError with the status 404: No such oven.
@throws ApiError with the status 4XX: The oven rejects it.
@throws ApiError with any other status: Anything else.

@example
const loaf = await bakery.loaves.bake("north");`);
  });

  test("its paragraphs, and each item of a list on a line of its own", () => {
    const description = "Takes:\n\n- an hour\n  or two,\n- flour.\n\n1. Knead.\n2. Bake.\n\nDone.\n";
    expect(commentOf(at("/ovens", "get", { summary: "Bake.", description }))).toMatch(
      /^Bake\.\n\nTakes:\n\n- an hour or two,\n- flour\.\n\n1\. Knead\.\n2\. Bake\.\n\nDone\.\n\n@example\n/,
    );
  });

  test("a mark where an operation is to be used no more", async () => {
    const parts = at("/ovens", "get", { deprecated: true });
    expect(commentOf(parts)).toContain("\n@deprecated\n");
  });

  test("lines that are not too long, with what belongs to a tag or an item indented", () => {
    const long = "words ".repeat(60).trim();
    const comment = commentOf(
      at("/ovens", "get", {
        description: `${long}\n\n- ${long}`,
        responses: { "200": json(ref("Loaf")), "404": { description: long } },
      }),
    );
    const lines = comment.split("\n");
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(115);
    expect(Math.max(...lines.map((line) => line.length))).toBeGreaterThan(105);
    expect(lines.filter((line) => line.startsWith("words"))).toHaveLength(4);
    expect(lines.filter((line) => line.startsWith("  words"))).toHaveLength(6);
    expect(comment.replaceAll(/\s+/g, " ")).toContain(
      `${long} - ${long} @throws ApiError with the status 404: ${long}`,
    );
  });

  test("nothing of the document that would end it, or that a tag would be made of", async () => {
    const words = "Ends */ here. @param loaf Is none.\n\n@deprecated Neither.";
    const example = { examples: { odd: { summary: "With */ within", value: { flour: "*/ rye /*" } } } };
    const parts = at(
      "/ovens/{oven}",
      "put",
      {
        summary: words,
        description: words,
        parameters: [inPath("oven", { description: words, example: "*/" })],
        requestBody: { required: true, content: { "application/json": { schema: ref("Order"), ...example } } },
        responses: { "200": json(ref("Loaf")), "404": { description: words } },
      },
      { root: { tags: [{ name: "loaves", description: words }] } },
    );
    const { documentationOf, errors } = await compiled(parts, "const loaves = bakery.loaves; void loaves;");
    expect(errors).toEqual([]);
    const tags = documentationOf("/caller.ts", "loaves", "bake").match(/^@\w+/gm);
    expect(tags).toEqual(["@param", "@throws", "@example"]);
  });
});

describe("an example", () => {
  const withBody = (content: Node, fields: Node = {}): string =>
    commentOf(
      at("/ovens", "put", {
        requestBody: { required: true, content: { "application/json": { schema: ref("Order"), ...content } } },
        ...fields,
      }),
    ).replace(/^[^]*(?=@example)/, "");

  test("is the first of the document, with its summary", () => {
    const examples = { rye: { summary: "Of rye", value: { flour: "rye" } }, oat: { value: { flour: "oat" } } };
    expect(withBody({ examples })).toBe('@example Of rye\nconst loaf = await bakery.loaves.bake({ flour: "rye" });');
  });

  test("may have no name", () => {
    expect(withBody({ example: { flour: "rye" } })).toBe(
      '@example\nconst loaf = await bakery.loaves.bake({ flour: "rye" });',
    );
  });

  test("has several lines where one would be too long, and is not wrapped", () => {
    const value = {
      flour: "rye of the hills",
      toppings: ["s".repeat(70), "t".repeat(70)],
      "best-before": { days: [1, 2] },
    };
    expect(withBody({ example: value })).toBe(`@example
const loaf = await bakery.loaves.bake({
  flour: "rye of the hills",
  toppings: [
    "${"s".repeat(70)}",
    "${"t".repeat(70)}",
  ],
  "best-before": { days: [1, 2] },
});`);
  });

  test("is left out where the document has none of what a call must give", () => {
    expect(withBody({})).not.toContain("@example");
    const query = { parameters: [inQuery("number", { required: true })] };
    expect(commentOf(at("/ovens", "get", query))).not.toContain("@example");
  });

  test("has the documented values of the query, and nothing in place of those that are not documented", () => {
    const parameters = [inQuery("grain", { example: "rye" }), inQuery("size"), inQuery("age", { examples: { a: { value: 1 } } })];
    expect(commentOf(at("/ovens", "get", { parameters }))).toContain('bakery.loaves.bake({ grain: "rye", age: 1 });');
    expect(commentOf(at("/ovens", "get", { parameters: [inQuery("size")] }))).toContain("bakery.loaves.bake();");
  });

  test("has them in their place, where a body before them may be left out and the document shows none", () => {
    const fields = { parameters: [inQuery("grain", { example: "rye" })], requestBody: order(false) };
    expect(commentOf(at("/ovens", "put", fields))).toContain('bakery.loaves.bake(undefined, { grain: "rye" });');
  });

  test.each<[what: string, fields: Node, id: string]>([
    ["example", { example: "north" }, '"north"'],
    ["named example", { examples: { north: { value: "north" } } }, '"north"'],
    ["schema's example", { schema: { type: "string", examples: ["north"] } }, '"north"'],
    ["schema's example, in the manner of 3.0", { schema: { type: "string", example: "north" } }, '"north"'],
    ["name, where it has no example", {}, '"oven"'],
  ])("gives a parameter of the path by its %s", (_, fields, id) => {
    expect(commentOf(at("/ovens/{oven}", "get", { parameters: [inPath("oven", fields)] }))).toContain(
      `bakery.loaves.bake(${id});`,
    );
  });

  test.each<[what: string, fields: Node, schemas: Node, line: string]>([
    [
      "of pages walks them",
      { parameters: [inQuery("cursor")], responses: { "200": json(ref("LoafPage")) } },
      {},
      "for await (const loaf of bakery.loaves.bake()) console.log(loaf);",
    ],
    ["without a result has no variable", { responses: { "204": {} } }, {}, "await bakery.loaves.bake();"],
    [
      "of items names them after the method",
      { responses: { "200": json(ref("Whole")) } },
      { Whole: { type: "object", required: ["items"], properties: { items: { type: "array", items: ref("Loaf") } } } },
      "const bake = await bakery.loaves.bake();",
    ],
    [
      "has a variable that JavaScript allows",
      { responses: { "200": json(ref("Import")) } },
      { Import: { type: "object" } },
      "const result = await bakery.loaves.bake();",
    ],
  ])("%s", (_, fields, schemas, line) => {
    expect(commentOf(at("/ovens", "get", fields, { schemas }))).toContain(`@example\n${line}`);
  });

  test("compiles, whatever its values", async () => {
    const value = JSON.parse(
      '{ "flour": "\\"rye\\"\\n */", "a-b": null, "__proto__": { "x": [true, -1.5e21] } }',
    ) as Node;
    const schemas = { Order: { type: "object", additionalProperties: true } };
    const parts = at(
      "/ovens",
      "put",
      { requestBody: { content: { "application/json": { schema: ref("Order"), example: value } } } },
      { schemas },
    );
    const code = commentOf(parts).replace(/^[^]*@example\n/, "");
    expect((await compiled(parts, `void (async () => { ${code} void loaf; });`)).errors).toEqual([]);
    expect(code).toContain('["__proto__"]: { x: [true, -1.5e+21] }');
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
