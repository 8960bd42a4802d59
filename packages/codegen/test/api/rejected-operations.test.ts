import { describe, expect, test } from "vitest";

import type { Node } from "../../src/api/model.ts";
import { json, operation, readBakery, ref, type Parts } from "../bakery.ts";
import { problemOf } from "./problem-of.ts";

const bake = (fields: Node, parts: Parts = {}): Parts => ({
  ...parts,
  paths: { "/ovens": { post: operation("bake", fields) }, ...parts.paths },
});

const text = { type: "string" };
const cursor = { name: "cursor", in: "query", schema: text };

describe("an operation is rejected, at its place and by its name, for", () => {
  const paged = { parameters: [cursor] };
  const page = (properties: Node): Parts => ({
    schemas: { Page: { type: "object", required: ["items"], properties } },
  });
  const query = (fields: Node): Node => ({ parameters: [{ name: "q", in: "query", ...fields }] });

  test.each<[what: string, fields: Node, place: string, words: string, parts?: Parts]>([
    ["no place in the facade", { "x-sdk": undefined }, "", "no x-sdk; expected the place"],
    ["an invalid place", { "x-sdk": "loaves" }, "/x-sdk", 'x-sdk names "loaves"'],
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
      "a response whose schema is false",
      { responses: { "200": { content: { "application/json": { schema: false } } } } },
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
      "a limit that is not a number of requests",
      { "x-rate-limit": "60/min", responses: { "200": json(ref("Loaf")), "429": { description: "Later." } } },
      "/x-rate-limit",
      'x-rate-limit is "60/min"; expected requests per minute, 1 or more',
    ],
    [
      "a limit without the response beyond it",
      { "x-rate-limit": 60 },
      "/x-rate-limit",
      "it has an x-rate-limit and documents no 429",
    ],
    [
      "a body whose schema is false",
      { requestBody: { content: { "application/json": { schema: false } } } },
      "/requestBody",
      "the body needs a schema with a name",
    ],
    ["a body of no kind", { requestBody: {} }, "/requestBody", "the body needs a schema with a name"],
    [
      "a body whose schema has no name",
      { requestBody: json({ type: "object" }) },
      "/requestBody",
      "the body needs a schema with a name",
    ],
    [
      "a form without a file",
      { requestBody: { content: { "multipart/form-data": { schema: ref("Order") } } } },
      "/requestBody",
      "a form has a file, and only a form",
    ],
    [
      "a body that may be a form",
      {
        requestBody: {
          content: { ...json(ref("Order"))["content"], "multipart/form-data": { schema: ref("Order") } },
        },
      },
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
