import { describe, expect, test } from "vitest";

import { changesBetween } from "../../src/changes/rate-changes.ts";
import { readOurs } from "../../src/facts/read-openapi.ts";
import type { Bakery } from "../support/bakery.ts";
import { list, post, richBakery } from "./rated-changes.ts";

const item = (api: Bakery) => api["paths"]["/loaves"];

/** Puts a part among the components, and a reference in its place. */
function refer(api: Bakery, holder: Bakery, key: string, kind: string): void {
  api["components"][kind] = { Part: holder[key] };
  holder[key] = { $ref: `#/components/${kind}/Part` };
}

/** A document that is written in another way, and means the same. */
const rows: readonly (readonly [title: string, edit: (api: Bakery) => unknown])[] = [
  [
    "a parameter moves to the path item",
    (api) => {
      const eat = api["paths"]["/loaves/{id}"];
      eat.delete.parameters = eat.parameters;
      delete eat.parameters;
    },
  ],
  [
    "the usual way to write parameters and headers is written out",
    (api) => {
      Object.assign(list(api).parameters[1], { style: "form", explode: true, required: false });
      Object.assign(api["paths"]["/loaves/{id}"].parameters[0], { style: "simple", explode: false });
      list(api).responses["200"].headers["X-Left"].style = "simple";
    },
  ],
  ["parameters stand in another order", (api) => list(api).parameters.push(list(api).parameters.shift())],
  ["a parameter is a reference", (api) => refer(api, list(api).parameters, "1", "parameters")],
  ["a body is a reference", (api) => refer(api, post(api), "requestBody", "requestBodies")],
  ["a response is a reference", (api) => refer(api, list(api).responses, "200", "responses")],
  ["a header is a reference", (api) => refer(api, list(api).responses["200"].headers, "X-Left", "headers")],
  ["a path is a reference", (api) => refer(api, api["paths"], "/loaves", "pathItems")],
  ["a header has capitals", (api) => renameHeader(list(api).responses["200"].headers)],
  [
    "the key of all operations is demanded by each",
    (api) => {
      for (const path of Object.values<Bakery>(api["paths"])) {
        for (const method of ["get", "post", "delete"]) if (path[method]) path[method].security = api["security"];
      }
      delete api["security"];
    },
  ],
  ["the server of the API is named once more", (api) => (item(api).servers = structuredClone(api["servers"]))],
  ["the address of the server ends with a slash", (api) => (api["servers"][0].url += "/")],
  [
    "the address of the server has a variable",
    (api) => (api["servers"] = [{ url: "https://{host}/v1", variables: { host: { default: "bakery.example" } } }]),
  ],
  ["what is usual is said: not deprecated", (api) => (list(api).deprecated = false)],
];

function renameHeader(headers: Bakery): void {
  headers["X-LEFT"] = headers["X-Left"];
  delete headers["X-Left"];
}

describe.each(["3.0.3", "3.1.0"] as const)("a document is written in another way on OpenAPI %s, and", (version) => {
  test.each(rows)("%s: nothing that callers send or read changes", (_, edit) => {
    const [before, now] = [richBakery(version), richBakery(version)];
    edit(now);
    expect(now).not.toEqual(before);
    for (const [one, other] of [
      [before, now],
      [now, before],
    ] as const) {
      expect(changesBetween("bakery", readOurs(one), readOurs(other))).toEqual([
        expect.objectContaining({ rating: "patch", change: "the document: changed" }),
      ]);
    }
  });
});
