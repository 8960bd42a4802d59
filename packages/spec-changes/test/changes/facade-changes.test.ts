import { expect, describe, test } from "vitest";

import { changesBetween } from "../../src/changes/rate-changes.ts";
import { readOurs } from "../../src/facts/read-openapi.ts";
import type { Bakery } from "../support/bakery.ts";
import { list, post, richBakery } from "./rated-changes.ts";

/** The bakery with the marks from which its methods are generated. */
function bakery(): Bakery {
  const api = richBakery("3.1.0");
  api["x-pagination"] = { parameter: "cursor", items: "items", cursor: "next" };
  api["x-envelope"] = "data";
  list(api)["x-sdk"] = "loaves.list";
  list(api).parameters.push(cursor);
  post(api)["x-sdk"] = { method: "loaves.order", handwritten: "It waits for the oven." };
  eat(api)["x-sdk"] = { rawOnly: "Nobody eats by machine." };
  api["paths"]["/loaves/{id}"].get = { operationId: "getLoaf", "x-sdk": "loaves.get", responses: { 200: {} } };
  return api;
}

const cursor = { name: "cursor", in: "query", schema: { type: "string" } };
const eat = (api: Bakery) => api["paths"]["/loaves/{id}"].delete;
const get = (api: Bakery) => api["paths"]["/loaves/{id}"].get;

function changes(edit: (api: Bakery) => unknown, base = bakery()): string[] {
  const now = structuredClone(base);
  edit(now);
  return changesBetween("bakery", readOurs(base), readOurs(now))
    .filter((change) => change.package === "facade")
    .map(({ rating, change, operations }) => `${rating} ${change} (${operations.join(", ")})`);
}

describe("for callers of the facade", () => {
  test.each<readonly [string, (api: Bakery) => unknown, string]>([
    [
      "a method has another name",
      (api) => (list(api)["x-sdk"] = "loaves.all"),
      "major bakery.loaves.list is now bakery.loaves.all (listLoaves)",
    ],
    [
      "a method written by hand has another name",
      (api) => (post(api)["x-sdk"].method = "loaves.buy"),
      "major bakery.loaves.order is now bakery.loaves.buy (orderLoaf)",
    ],
    [
      "a method is gone",
      (api) => (get(api)["x-sdk"] = { rawOnly: "Too plain." }),
      "major bakery.loaves.get is gone (getLoaf)",
    ],
    [
      "a method goes with its operation",
      (api) => delete api["paths"]["/loaves/{id}"].get,
      "major bakery.loaves.get is gone (getLoaf)",
    ],
    ["a method is new", (api) => (eat(api)["x-sdk"] = "loaves.eat"), "minor bakery.loaves.eat is new (eatLoaf)"],
    [
      "a method comes with its operation",
      (api) => (api["paths"]["/ovens"] = { get: { operationId: "listOvens", "x-sdk": "ovens.list", responses: {} } }),
      "minor bakery.ovens.list is new (listOvens)",
    ],
    [
      "a method is written by hand",
      (api) => (get(api)["x-sdk"] = { method: "loaves.get", handwritten: "It looks twice." }),
      "patch bakery.loaves.get is written by hand now (getLoaf)",
    ],
    [
      "a method is generated",
      (api) => (post(api)["x-sdk"] = "loaves.order"),
      "patch bakery.loaves.order is generated now (orderLoaf)",
    ],
    [
      "a method calls another operation",
      (api) => {
        list(api)["x-sdk"] = { rawOnly: "It is slow." };
        get(api)["x-sdk"] = "loaves.list";
      },
      "major bakery.loaves.list calls getLoaf now, and called listLoaves (getLoaf)",
    ],
    [
      "a list comes in pages no more",
      (api) => list(api).parameters.pop(),
      "major bakery.loaves.list gives its response as a whole now (listLoaves)",
    ],
    [
      "a list comes in pages",
      (api) => (get(api).parameters = [cursor]),
      "major bakery.loaves.get gives its items page by page now (getLoaf)",
    ],
    [
      "a method takes a query before its options",
      (api) => (get(api).parameters = [{ name: "day", in: "query", schema: { type: "string" } }]),
      "major bakery.loaves.get takes (id, query, options) now, and took (id, options) (getLoaf)",
    ],
    [
      "a method takes a body before its query",
      (api) => (list(api).requestBody = { content: {} }),
      "major bakery.loaves.list takes (body, query, options) now, and took (query, options) (listLoaves)",
    ],
    ...["items", "cursor", "more", "parameter"].map(
      (field) =>
        [
          `pages have another ${field}`,
          (api: Bakery) => {
            api["x-pagination"][field] = "token";
            list(api).parameters.push({ ...cursor, name: "token" });
          },
          `major bakery: x-pagination ${field} `,
        ] as const,
    ),
    [
      "single objects arrive under another field",
      (api) => (api["x-envelope"] = "loaf"),
      "major bakery: x-envelope data → loaf (listLoaves, getLoaf)",
    ],
    [
      "single objects arrive without a field of their own",
      (api) => delete api["x-envelope"],
      "major bakery: x-envelope data → absent (listLoaves, getLoaf)",
    ],
  ])("%s", (_, edit, change) => {
    expect(changes(edit)).toContainEqual(expect.stringContaining(change));
  });

  test("pages that are found in other fields are one change, with what they were", () => {
    expect(changes((api) => Object.assign(api["x-pagination"], { cursor: "after", more: "has_more" }))).toEqual([
      "major bakery: x-pagination cursor next → after, more absent → has_more (listLoaves)",
    ]);
  });

  test.each<readonly [string, (api: Bakery) => unknown]>([
    ["a field of a response", (api) => (api["components"].schemas.Loaf.properties.crust = { type: "string" })],
    ["the name of a path parameter", (api) => renamePath(api, "/loaves/{id}", "/loaves/{loafId}")],
    ["the path of an operation", (api) => renamePath(api, "/loaves", "/breads")],
    ["the reason why a method is written by hand", (api) => (post(api)["x-sdk"].handwritten = "It is slow.")],
    [
      "a query of an operation whose method is written by hand",
      (api) => (post(api).parameters = [{ name: "day", in: "query", schema: { type: "string" } }]),
    ],
    ["the reason why there is no method", (api) => (eat(api)["x-sdk"].rawOnly = "It is rude.")],
  ])("%s is nothing", (_, edit) => {
    expect(changes(edit)).toEqual([]);
  });

  test("a document that gets its first names tells nothing, for nobody knows what the names were", () => {
    expect(changes((api) => (list(api)["x-sdk"] = "loaves.list"), richBakery("3.1.0"))).toEqual([]);
  });
});

function renamePath(api: Bakery, from: string, to: string): void {
  const { [from]: item, ...others } = api["paths"] as Bakery;
  for (const parameter of item.parameters ?? []) parameter.name = /\{(.*)\}/.exec(to)?.[1];
  api["paths"] = { ...others, [to]: item };
}
