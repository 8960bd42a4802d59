import { describe, expect, test } from "vitest";

import type { Node } from "../../src/api/model.ts";
import { operation, readBakery } from "../bakery.ts";
import { problemOf } from "./problem-of.ts";

const text = { type: "string" };

describe("an operation is rejected, at its place and by its name, for", () => {
  const inPath = (schema: Node): Node => ({ name: "id", in: "path", required: true, schema });

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
    ["a path parameter of any type", "/ovens/{id}", [inPath({})], "without a type"],
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

  test.each(["delete", "pagination", "objectIn", "list-loaves", "2nd"])(
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

  test.each([{ responses: {} }, null])("no operationId: %j", (get) => {
    const paths = { "/ovens": { get } };
    expect(problemOf(() => readBakery({ paths }))).toEqual(["#/paths/~1ovens/get", "GET /ovens has no operationId"]);
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
    ["an envelope that is not a name", { "x-envelope": ["item", 1] }, "#/x-envelope", 'x-envelope is ["item",1]'],
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
