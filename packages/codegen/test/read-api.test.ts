import { describe, expect, test } from "vitest";

import type { Node } from "../src/api/model.ts";
import { Problem } from "../src/api/problem.ts";
import { json, operation, operationAt, readBakery, ref, type Parts } from "./bakery.ts";

/** The place and the words of what is wrong. */
function problemOf(read: () => unknown): readonly [place: string, words: string] {
  try {
    read();
  } catch (error) {
    if (error instanceof Problem) return [error.pointer, error.message];
    throw error;
  }
  return ["nowhere", "nothing is wrong"];
}

const bake = (fields: Node, parts: Parts = {}): Parts => ({
  ...parts,
  paths: { "/ovens": { post: operation("bake", fields) }, ...parts.paths },
});

const text = { type: "string" };
const cursor = { name: "cursor", in: "query", schema: text };

describe("what references lead to is read as if it stood in their place:", () => {
  test("a path", () => {
    const item = { get: operation("peek") };
    const { operations } = readBakery({
      paths: { "/ovens": { $ref: "#/components/pathItems/Ovens" } },
      components: { pathItems: { Ovens: item } },
    });
    expect(operations.map(({ id }) => id)).toEqual(["listLoaves", "peek"]);
  });

  test("a path whose name is escaped in the reference, also as in an address", () => {
    const get = { responses: { "200": { $ref: "#/paths/~1ovens~1%7Bid%7D/get/responses/200" } } };
    const id = { name: "id", in: "path", required: true, schema: text };
    const { operations } = readBakery({
      paths: {
        "/ovens/{id}": { parameters: [id], get: operation("peek") },
        "/again": { get: operation("again", get) },
      },
    });
    expect(operations.at(-1)?.successTypes).toEqual(["Loaf"]);
  });

  test("parameters of a path, which an operation replaces by name and place", () => {
    const own = { name: "ovenId", in: "path", required: true, schema: text, description: "Of the operation." };
    const { operations } = readBakery({
      paths: {
        "/ovens/{ovenId}": {
          parameters: [{ $ref: "#/components/parameters/OvenId" }, { ...cursor, name: "ovenId" }],
          get: operation("peek", { parameters: [own] }),
          put: operation("poke"),
        },
      },
      components: { parameters: { OvenId: { ...own, description: "Of the path." } } },
    });
    const [peek, poke] = operations.slice(1);
    expect(peek?.pathParameters.map(({ description }) => description)).toEqual(["Of the operation."]);
    expect(poke?.pathParameters.map(({ description }) => description)).toEqual(["Of the path."]);
    expect([peek?.query, poke?.query]).toEqual(["optional", "optional"]);
  });

  test("an example of a body", () => {
    const body = {
      content: {
        "application/json": { schema: ref("Order"), examples: { rye: { $ref: "#/components/examples/Rye" } } },
      },
    };
    const { body: read } = operationAt(
      "/ovens",
      { requestBody: body },
      {
        components: { examples: { Rye: { summary: "Of rye", value: { flour: "rye" } } } },
      },
    );
    expect(read?.example).toEqual({ summary: "Of rye", value: { flour: "rye" } });
  });

  test("but references in a circle are an error", () => {
    const circle = { A: { $ref: "#/components/responses/B" }, B: { $ref: "#/components/responses/A" } };
    const read = (): unknown =>
      readBakery(
        bake({ responses: { "200": { $ref: "#/components/responses/A" } } }, { components: { responses: circle } }),
      );
    expect(problemOf(read)).toEqual(["#/paths/~1ovens/post", expect.stringContaining("circle")]);
  });
});

describe("the result of a generated method is", () => {
  const resultOf = (schema: Node, fields: Node = {}, method = "get"): unknown =>
    operationAt(
      "/ovens",
      { responses: { "200": json(ref("Result")) }, ...fields },
      { schemas: { Result: schema } },
      method,
    ).result;
  const list = { type: "array", items: ref("Loaf") };

  test.each<[what: string, schema: Node, fields: Node, result: object]>([
    ["an object", { type: "object" }, {}, { kind: "whole", type: "Result", hasId: false }],
    [
      "what the envelope holds",
      { required: ["data"], properties: { data: ref("Loaf") } },
      {},
      { kind: "enveloped", type: "Loaf" },
    ],
    [
      "what the envelope holds, described in parts",
      { allOf: [{ properties: { data: ref("Loaf") } }], required: ["data"] },
      {},
      { kind: "enveloped", type: "Loaf" },
    ],
    [
      "all items of a list that comes whole",
      { required: ["items"], properties: { items: list } },
      {},
      { kind: "items", item: "Loaf", field: "items" },
    ],
    [
      "pages of items, where it takes a cursor",
      { properties: { items: list, next: text } },
      { parameters: [cursor] },
      { kind: "listing", item: "Loaf" },
    ],
    [
      "pages of items whose schema stands in parts",
      { allOf: [{ properties: { next: text } }, { properties: { items: { allOf: [list] } } }] },
      { parameters: [cursor] },
      { kind: "listing", item: "Loaf" },
    ],
  ])("%s", (_, schema, fields, result) => {
    expect(resultOf(schema, fields)).toEqual(result);
  });

  test.each<[what: string, schema: Node, method: string, hasId: boolean]>([
    ["with the id of what was made", { required: ["id"], properties: { id: text } }, "post", true],
    ["with such an id, in parts", { allOf: [ref("Loaf")] }, "post", true],
    ["with an id that may be missing", { properties: { id: text } }, "post", false],
    ["with an id that is a number", { required: ["id"], properties: { id: { type: "integer" } } }, "post", false],
    ["of an operation that makes nothing", { required: ["id"], properties: { id: text } }, "get", false],
  ])("an object %s", (_, schema, method, hasId) => {
    expect(resultOf(schema, {}, method)).toMatchObject({ kind: "whole", hasId });
  });

  test("nothing", () => {
    expect(operationAt("/ovens", { responses: { "204": { description: "Done." } } }).result).toEqual({
      kind: "nothing",
    });
  });

  test("of a method by hand, a page, or else any object", () => {
    const handwritten = { "x-sdk": { method: "ovens.all", handwritten: "It waits." } };
    expect(resultOf({ properties: { items: list } }, { ...handwritten, parameters: [cursor] })).toEqual({
      kind: "listing",
      item: "Loaf",
    });
    expect(resultOf({ properties: { items: list } }, handwritten)).toMatchObject({ kind: "whole" });
  });
});

describe("the errors of an operation are what it says of each status that is no success, also of a range", () => {
  test.each(["404", "4XX", "default"])("%s", (status) => {
    const { errors } = operationAt("/ovens", {
      responses: { "200": json(ref("Loaf")), [status]: { description: "Cold." } },
    });
    expect([...errors]).toEqual([[status, "Cold."]]);
  });
});

describe("a place in the facade is", () => {
  test("a resource and a method, in camel case, also one that is a word of JavaScript", () => {
    expect(operationAt("/ovens", { "x-sdk": "bakedGoods.delete" }).place).toEqual({
      resource: "bakedGoods",
      method: "delete",
      handwritten: undefined,
    });
  });

  test("one for a method by hand, with the reason", () => {
    const { place } = operationAt("/ovens", { "x-sdk": { method: "ovens.bake", handwritten: "It waits." } });
    expect(place).toEqual({ resource: "ovens", method: "bake", handwritten: "It waits." });
  });

  test("none for an operation in raw alone", () => {
    expect(operationAt("/ovens", { "x-sdk": { rawOnly: "Nobody needs it." } }).place).toBeUndefined();
  });

  test("generated where nothing else is said", () => {
    const { plain } = readBakery({
      paths: {
        "/a": { get: operation("a", { "x-sdk": { rawOnly: "Nobody needs it." } }) },
        "/b": { get: operation("b", { "x-sdk": { method: "loaves.b", handwritten: "It waits." } }) },
      },
    });
    expect(plain.map(({ id }) => id)).toEqual(["listLoaves"]);
  });
});

test("a body of another kind is read for a method by hand", () => {
  const upload = { content: { "multipart/form-data": { schema: ref("Order") } } };
  const { body } = operationAt("/ovens", {
    requestBody: upload,
    "x-sdk": { method: "ovens.icon", handwritten: "It takes a file." },
  });
  expect(body).toMatchObject({ type: "Order", isRequired: false });
});

describe("an operation is rejected, at its place and by its name, for", () => {
  const paged = { parameters: [cursor] };
  const page = (properties: Node): Parts => ({
    schemas: { Page: { type: "object", required: ["items"], properties } },
  });
  const inPath = (schema: Node): Node => ({ name: "id", in: "path", required: true, schema });
  const query = (fields: Node): Node => ({ parameters: [{ name: "q", in: "query", ...fields }] });

  test.each<[what: string, fields: Node, place: string, words: string, parts?: Parts]>([
    ["no place in the facade", { "x-sdk": undefined }, "", "no x-sdk; expected the place"],
    ["a place that is none", { "x-sdk": "loaves" }, "/x-sdk", 'x-sdk names "loaves"'],
    ["the resource of another file", { "x-sdk": "index.bake" }, "/x-sdk", '"index" cannot be a name there'],
    [
      "the name of its API as a resource",
      { "x-sdk": "bakery.bake" },
      "/x-sdk",
      "a resource cannot have the name of its API",
    ],
    ["the place of another", { "x-sdk": "loaves.list" }, "/x-sdk", "loaves.list is the place of listLoaves already"],
    [
      "the place of another, by hand",
      { "x-sdk": { method: "loaves.list", handwritten: "It waits." } },
      "/x-sdk",
      "is the place of listLoaves already",
    ],
    ["an address of its own", { servers: [{ url: "https://ovens.test" }] }, "/servers", "everything to one address"],
    ["no response", { responses: undefined }, "/responses", "no success is documented"],
    ["no success", { responses: { default: json(ref("Loaf")) } }, "/responses", "no success is documented"],
    [
      "a response without a schema",
      { responses: { "200": { content: { "application/json": {} } } } },
      "/responses/200",
      "the response 200 needs a schema with a name",
    ],
    [
      "a response whose schema has no name",
      { responses: { "200": json({ type: "object" }) } },
      "/responses/200",
      "needs a schema with a name: a $ref to one of components/schemas",
    ],
    [
      "a response that is not JSON",
      { responses: { "200": { content: { "text/csv": { schema: text } } } } },
      "/responses/200",
      "the response 200 has text/csv; the clients read application/json only",
    ],
    [
      "a response that is a list",
      { responses: { "200": json(ref("List")) } },
      "/responses",
      "List is of type array",
      { schemas: { List: { type: "array", items: ref("Loaf") } } },
    ],
    [
      "successes that differ",
      { responses: { "200": json(ref("Loaf")), "201": json(ref("Order")) } },
      "/responses",
      "its successes differ (Loaf, Order)",
    ],
    [
      "a success without a body beside one with it",
      { responses: { "200": json(ref("Loaf")), "204": {} } },
      "/responses",
      "its successes differ (Loaf, no body)",
    ],
    ["a cursor without a list", paged, "/responses", 'it takes "cursor", and Loaf has no list "items"'],
    [
      "a list whose items have no name",
      { ...paged, responses: { "200": json(ref("Page")) } },
      "/responses",
      "an item of items in Page needs a schema with a name",
      page({ items: { type: "array", items: { type: "object" } }, next: text }),
    ],
    [
      "a list without items",
      { ...paged, responses: { "200": json(ref("Page")) } },
      "/responses",
      "an item of items in Page needs",
      page({ items: { type: "array" }, next: text }),
    ],
    [
      "a page without the next cursor",
      { ...paged, responses: { "200": json(ref("Page")) } },
      "/responses",
      'Page has no "next"',
      page({ items: { type: "array", items: ref("Loaf") } }),
    ],
    [
      "a list that may be missing",
      { responses: { "200": json(ref("Maybe")) } },
      "/responses",
      '"items" of Maybe is the result, and must be required',
      { schemas: { Maybe: { properties: { items: { type: "array", items: ref("Loaf") } } } } },
    ],
    [
      "an envelope that may be empty",
      { responses: { "200": json(ref("Maybe")) } },
      "/responses",
      '"data" of Maybe is the result, and must be required',
      { schemas: { Maybe: { properties: { data: ref("Loaf") } } } },
    ],
    [
      "an envelope whose contents have no name",
      { responses: { "200": json(ref("Envelope")) } },
      "/responses",
      "the field data of Envelope needs a schema with a name",
      { schemas: { Envelope: { required: ["data"], properties: { data: { type: "object" } } } } },
    ],
    [
      "a body whose schema has no name",
      { requestBody: json({ type: "object" }) },
      "/requestBody",
      "the body needs a schema with a name",
    ],
    [
      "a body that is a file",
      { requestBody: { content: { "multipart/form-data": { schema: ref("Order") } } } },
      "/requestBody",
      "its body may be multipart/form-data",
    ],
    [
      "a body that may be a file",
      { requestBody: { content: { ...json(ref("Order"))["content"], "text/plain": { schema: text } } } },
      "/requestBody",
      "its body may be text/plain",
    ],
    [
      "a required header",
      { parameters: [{ name: "X-Oven", in: "header", required: true, schema: text }] },
      "/parameters",
      "the header X-Oven is required",
    ],
    [
      "a required cookie",
      { parameters: [{ name: "oven", in: "cookie", required: true, schema: text }] },
      "/parameters",
      "the clients send no cookies",
    ],
    [
      "a parameter without a schema",
      query({ content: { "application/json": { schema: text } } }),
      "/parameters",
      "the query parameter q has no schema",
    ],
    [
      "a list in one parameter",
      query({ explode: false, schema: { type: "array", items: text } }),
      "/parameters",
      "repeat the name for each value",
    ],
    [
      "a list with bars between",
      query({ style: "pipeDelimited", schema: { type: "array", items: text } }),
      "/parameters",
      "repeat the name for each value",
    ],
    ["an object in the query", query({ schema: { type: "object" } }), "/parameters", '"deepObject" only'],
  ])("%s", (_, fields, place, words, parts = {}) => {
    const [pointer, message] = problemOf(() => readBakery(bake(fields, parts)));
    expect(message).toContain(words);
    expect(message).toMatch(/^bake: /);
    expect(pointer).toBe(`#/paths/~1ovens/post${place}`);
  });

  test.each<[what: string, path: string, parameters: Node[], words: string]>([
    [
      "a parameter of its path that nothing describes",
      "/ovens/{id}",
      [],
      "its path has {id}, and no parameter of this name",
    ],
    [
      "a path parameter that is a number",
      "/ovens/{id}",
      [inPath({ type: "integer" })],
      'the path parameter id is integer; the clients take texts in a path: give it "type: string"',
    ],
    ["a path parameter of any type", "/ovens/{id}", [inPath({})], "of no type"],
    [
      "a path parameter that may be a number",
      "/ovens/{id}",
      [inPath({ type: ["string", "integer"] })],
      "is string or integer",
    ],
    ["one parameter twice in a path", "/ovens/{id}/{id}", [inPath(text)], "{id} in its path"],
    ...["oven-id", "class", "query", "call", "bake"].map((name): [string, string, Node[], string] => [
      `a path parameter called ${name}`,
      `/ovens/{${name}}`,
      [{ ...inPath(text), name }],
      `{${name}} in its path becomes a parameter of its method`,
    ]),
  ])("%s", (_, path, parameters, words) => {
    const [pointer, message] = problemOf(() =>
      readBakery({ paths: { [path]: { post: operation("bake", { parameters }) } } }),
    );
    expect(message).toContain(words);
    expect(message).toMatch(/^bake: /);
    expect(pointer).toMatch(/^#\/paths\/~1ovens~1\{.*\}\/post(\/parameters)?$/);
  });

  test.each(["delete", "pagination", "dataOf", "list-loaves", "2nd"])(
    "the operationId %s, of which no constant can be made",
    (id) => {
      const read = (): unknown =>
        readBakery({ paths: { "/ovens": { get: operation(id, { "x-sdk": "ovens.bake" }) } } });
      expect(problemOf(read)).toEqual([
        "#/paths/~1ovens/get/operationId",
        expect.stringContaining(`${id}: an operationId becomes a constant`),
      ]);
    },
  );

  test("an operationId that another has", () => {
    const paths = { "/a": { get: operation("bake") }, "/b": { get: operation("bake", { "x-sdk": "ovens.bake" }) } };
    expect(problemOf(() => readBakery({ paths }))).toEqual([
      "#/paths/~1b/get/operationId",
      "bake: two operations have this operationId",
    ]);
  });

  test("no operationId", () => {
    const paths = { "/ovens": { get: { responses: {} } } };
    expect(problemOf(() => readBakery({ paths }))).toEqual(["#/paths/~1ovens/get", "GET /ovens has no operationId"]);
  });

  test("a body of a GET", () => {
    const paths = { "/ovens": { get: operation("peek", { requestBody: json(ref("Order")) }) } };
    expect(problemOf(() => readBakery({ paths }))).toEqual([
      "#/paths/~1ovens/get/requestBody",
      "peek: a GET cannot have a body",
    ]);
  });

  test("a send without a key on a path where another send takes one", () => {
    const header = { name: "Idempotency-Key", in: "header", schema: text };
    const paths = { "/ovens": { post: operation("bake", { parameters: [header] }), patch: operation("mend") } };
    expect(problemOf(() => readBakery({ paths }))).toEqual([
      "#/paths/~1ovens/patch",
      "mend: bake takes an Idempotency-Key on the same path, and this one does not",
    ]);
  });
});

describe("a document is rejected for", () => {
  test.each<[what: string, root: Node, place: string, words: string]>([
    [
      "no x-pagination",
      { "x-pagination": undefined },
      "#/x-pagination",
      "the document has no x-pagination; expected the names",
    ],
    [
      "half an x-pagination",
      { "x-pagination": { parameter: "cursor" } },
      "#/x-pagination",
      'x-pagination is {"parameter":"cursor"}; expected',
    ],
    [
      "a parameter that no list takes",
      { "x-pagination": { parameter: "page", items: "items", cursor: "next" } },
      "#/x-pagination",
      'names the parameter "page" and the list "items", and no operation has both',
    ],
    ["an envelope that nothing reads", { "x-envelope": "result" }, "#/x-envelope", 'x-envelope is "result"'],
    ["no server", { servers: undefined }, "#/servers", "expected the address of the service"],
    [
      "a server with variables",
      { servers: [{ url: "https://{region}.bakery.test" }] },
      "#/servers",
      "without variables",
    ],
    ["a server that is a path", { servers: [{ url: "/v1" }] }, "#/servers", '"/v1"'],
  ])("%s", (_, root, place, words) => {
    const [pointer, message] = problemOf(() => readBakery({ root }));
    expect([pointer, message]).toEqual([place, expect.stringContaining(words)]);
  });

  test.each(["head", "options", "trace", "servers"])("%s at a path", (key) => {
    const [pointer, message] = problemOf(() => readBakery({ paths: { "/ovens": { [key]: {} } } }));
    expect([pointer, message]).toEqual([`#/paths/~1ovens/${key}`, `/ovens: no client sends what "${key}" says`]);
  });
});
