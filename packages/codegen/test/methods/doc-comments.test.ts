import { describe, expect, test } from "vitest";

import type { Node } from "../../src/api/model.ts";
import { json, ref } from "../bakery.ts";
import { at, commentOf, compiled, inPath, inQuery, order } from "./generated.ts";

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

  test("just the summary and an example, where the document says no more", () => {
    const comment = "Do it.\n\n@example\nconst loaf = await bakery.loaves.bake();";
    expect(commentOf(at("/ovens", "get", {}))).toBe(comment);
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
    const parameters = [
      inQuery("grain", { example: "rye" }),
      inQuery("size"),
      inQuery("age", { examples: { a: { value: 1 } } }),
    ];
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
