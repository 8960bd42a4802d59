import { describe, expect, test } from "vitest";

import type { Node } from "../../src/api/model.ts";
import { readApi } from "../../src/api/read-api.ts";
import { bakery, json, operation, operationAt, readBakery, ref, type Parts } from "../bakery.ts";
import { problemOf } from "./problem-of.ts";

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

  test("with the description that stands beside the reference", () => {
    const components = {
      parameters: { OvenId: { name: "oven", in: "path", required: true, schema: text, description: "An oven." } },
      responses: { Cold: { description: "It is cold." } },
    };
    const read = operationAt(
      "/ovens/{oven}",
      {
        parameters: [{ $ref: "#/components/parameters/OvenId", description: "Which oven." }],
        responses: {
          "200": json(ref("Loaf")),
          "404": { $ref: "#/components/responses/Cold", description: "No oven is warm." },
          "409": { $ref: "#/components/responses/Cold" },
        },
      },
      { components },
    );
    expect(read.pathParameters[0]?.description).toBe("Which oven.");
    expect([...read.errors.values()]).toEqual(["No oven is warm.", "It is cold."]);
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

describe("the errors of an operation are what it says of each status that is not a success, also of a range", () => {
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

test("a form has files, by the format of its fields", () => {
  const schemas = { Picture: { type: "object", properties: { icon: { ...text, format: "binary" }, name: text } } };
  const upload = { required: true, content: { "multipart/form-data": { schema: ref("Picture") } } };
  expect(operationAt("/ovens", { requestBody: upload }, { schemas }).body).toMatchObject({
    type: "Picture",
    files: ["icon"],
  });
  expect(operationAt("/ovens", { requestBody: json(ref("Order")) }).body).toMatchObject({ files: [] });
});

test("what is only planned may have no success, in raw alone", () => {
  const planned = { responses: { "501": json(ref("Loaf")) }, "x-sdk": { rawOnly: "It is planned." } };
  expect(operationAt("/ovens", planned)).toMatchObject({ successTypes: [], mayBeEmpty: false });
});

test("a document may have no operations, and no tags", () => {
  const { operations, tags } = readBakery({ root: { tags: undefined } });
  expect([operations.length, tags.size]).toEqual([1, 0]);
  const document = { ...bakery(), paths: undefined };
  expect(readApi("bakery", document).operations).toEqual([]);
});

test("what is not a send needs no key, whatever else stands on its path", () => {
  const header = { name: "Idempotency-Key", in: "header", schema: text };
  const paths = { "/ovens": { post: operation("bake", { parameters: [header] }), get: operation("peek") } };
  expect(
    readBakery({ paths })
      .operations.filter(({ isKeyed }) => isKeyed)
      .map(({ id }) => id),
  ).toEqual(["bake"]);
});

test("a list may be sent in the query, and in a header in whatever style", () => {
  const list = { type: "array", items: text };
  const parameters = [
    { name: "grains", in: "query", schema: list },
    { name: "sizes", in: "query", style: "form", explode: true, schema: list },
    { name: "filter", in: "query", style: "deepObject", schema: { type: "object" } },
    { name: "X-Grains", in: "header", style: "simple", explode: false, schema: list },
  ];
  const { headers, query } = operationAt("/ovens", { parameters });
  expect([query, headers]).toEqual(["optional", "optional"]);
});
