import { expect, test } from "vitest";

import { changesBetween } from "../../src/changes/rate-changes.ts";
import { readOpenApi, readOurs } from "../../src/facts/read-openapi.ts";
import type { Bakery } from "../support/bakery.ts";
import { richBakery, schemas } from "./rated-changes.ts";

/** The bakery, which calls back when a loaf is ready. */
function bakery(): Bakery {
  const api = richBakery("3.1.0");
  const content = { "application/json": { schema: { $ref: "#/components/schemas/Ready" } } };
  schemas(api).Ready = {
    type: "object",
    required: ["loaf"],
    properties: { loaf: { type: "string" }, size: { $ref: "#/components/schemas/Size" } },
  };
  api["webhooks"] = { "loaf.ready": { post: { operationId: "loafReady", requestBody: { content } } } };
  return api;
}

test.each<readonly [string, (api: Bakery) => unknown, string]>([
  ["that is new", (api) => (api["webhooks"]["loaf.burnt"] = { post: {} }), "minor EVENT loaf.burnt: added"],
  ["that goes", (api) => delete api["webhooks"]["loaf.ready"], "major EVENT loaf.ready: removed"],
  ["whose field goes", (api) => delete schemas(api).Ready.properties.size, "major Ready.size: removed"],
  ["whose field may be absent", (api) => schemas(api).Ready.required.pop(), "major Ready.loaf: required true → false"],
  ["with one more field", (api) => (schemas(api).Ready.properties.note = {}), "minor Ready.note: added"],
])("an event of a webhook is read, and not sent: one %s", (_, edit, change) => {
  const now = bakery();
  edit(now);
  const found = changesBetween("bakery", readOurs(bakery()), readOurs(now));
  expect(found.map((one) => `${one.rating} ${one.change}`)).toEqual([change]);
});

test("a vendor's events are not compared with our operations", () => {
  expect([...readOpenApi(bakery()).operations.keys()]).not.toContain("EVENT loaf.ready");
});
