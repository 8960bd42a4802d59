import { describe, expect, test } from "vitest";

import type { Node } from "../../src/api/model.ts";
import { json, operationAt, ref } from "../bakery.ts";

const text = { type: "string" };
const cursor = { name: "cursor", in: "query", schema: text };

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
      { kind: "enveloped", type: "Loaf", field: "data" },
    ],
    [
      "what the envelope holds, described in parts",
      { allOf: [{ properties: { data: ref("Loaf") } }], required: ["data"] },
      {},
      { kind: "enveloped", type: "Loaf", field: "data" },
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
