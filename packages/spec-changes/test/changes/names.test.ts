import { describe, expect, test } from "vitest";

import { changesBetween } from "../../src/changes/rate-changes.ts";
import { readOurs } from "../../src/facts/read-openapi.ts";
import type { Bakery } from "../support/bakery.ts";
import { list, loaf, order, post, richBakery, schemas } from "./rated-changes.ts";

/** The bakery with parts that several operations refer to. */
function bakery(): Bakery {
  const api = richBakery("3.1.0");
  const { components } = api as { components: Bakery };
  components["parameters"] = {
    Limit: { name: "limit", in: "query", schema: { type: "integer", maximum: 50 } },
    Day: { name: "day", in: "query", schema: { type: "string" } },
  };
  components["headers"] = { Total: { schema: { type: "integer" } } };
  components["requestBodies"] = { Order: post(api).requestBody };
  components["responses"] = {
    Busy: { description: "Later.", headers: { "Retry-After": { schema: { type: "integer" } } } },
    Loaf: post(api).responses["201"],
  };
  components["schemas"].Unused = { type: "string" };
  loaf(api).properties.next = { oneOf: [{ $ref: "#/components/schemas/State" }, { type: "null" }] };
  list(api).parameters[0] = { $ref: "#/components/parameters/Limit" };
  api["paths"]["/ovens"] = {
    parameters: [{ $ref: "#/components/parameters/Limit" }],
    get: { operationId: "listOvens", responses: { 429: { $ref: "#/components/responses/Busy" } } },
  };
  post(api).requestBody = { $ref: "#/components/requestBodies/Order" };
  post(api).responses = {
    201: { $ref: "#/components/responses/Loaf" },
    429: { $ref: "#/components/responses/Busy" },
  };
  return api;
}

function changes(edit: (api: Bakery) => unknown): string[] {
  const now = bakery();
  edit(now);
  return changesBetween("bakery", readOurs(bakery()), readOurs(now)).map(
    ({ change, operations }) => `${change} (${operations.join(", ")})`,
  );
}

describe("a change has the name of what changed, wherever that stands:", () => {
  test.each<readonly [string, (api: Bakery) => unknown, string]>([
    [
      "a parameter that is added by its reference",
      (api) => list(api).parameters.push({ $ref: "#/components/parameters/Day" }),
      "query day: added (listLoaves)",
    ],
    [
      "a parameter by its reference that is removed",
      (api) => list(api).parameters.shift(),
      "query limit: removed (listLoaves)",
    ],
    [
      "a parameter of a path that is removed",
      (api) => delete api["paths"]["/ovens"].parameters,
      "query limit: removed (listOvens)",
    ],
    [
      "a parameter to which several operations refer",
      (api) => (api["components"].parameters.Limit.schema.maximum = 20),
      "query limit: maximum 50 → 20 (listLoaves, listOvens)",
    ],
    [
      "a response that is added by its reference",
      (api) => (list(api).responses["429"] = { $ref: "#/components/responses/Busy" }),
      "429: added (listLoaves)",
    ],
    [
      "a header of a response to which several operations refer",
      (api) => (api["components"].responses.Busy.headers["X-Total"] = { $ref: "#/components/headers/Total" }),
      "429 header x-total: added (orderLoaf, listOvens)",
    ],
    [
      "the words of a response to which several operations refer",
      (api) => (api["components"].responses.Busy.description = "Soon."),
      "429: description reworded (orderLoaf, listOvens)",
    ],
    [
      "a body by its reference",
      (api) => (api["components"].requestBodies.Order.required = false),
      "request: required true → false (orderLoaf)",
    ],
    [
      "a schema to which a response refers",
      (api) => delete loaf(api).properties.price,
      "Loaf.price: removed (listLoaves, orderLoaf)",
    ],
    [
      "null beside a reference, which belongs to the field",
      (api) => (loaf(api).properties.state = { oneOf: [{ $ref: "#/components/schemas/State" }, { type: "null" }] }),
      "Loaf.state: nullable false → true (listLoaves, orderLoaf)",
    ],
    [
      "a value of a schema to which fields refer, one of them with null beside it",
      (api) => schemas(api).State.enum.push("sold"),
      'State: enum + "sold" (listLoaves, orderLoaf)',
    ],
    [
      "a schema that has another name",
      (api) => {
        schemas(api).Stage = schemas(api).State;
        delete schemas(api).State;
        loaf(api).properties.state.$ref = "#/components/schemas/Stage";
        loaf(api).properties.next.oneOf[0].$ref = "#/components/schemas/Stage";
      },
      "type State: renamed to Stage ()",
    ],
    ["a schema to which nothing refers", (api) => (schemas(api).Unused.maxLength = 9), "the document: changed ()"],
    [
      "the words beside a reference, which belong to the field",
      (api) => (loaf(api).properties.state.description = "How far it is."),
      "Loaf.state: description added (listLoaves, orderLoaf)",
    ],
    ...["items", "properties", "schema", "parameters", "content", "description", "0"].map(
      (name) =>
        [
          `a field that is called ${name}`,
          (api: Bakery) => (order(api).properties[name] = { type: "string" }),
          `Order.${name}: added (orderLoaf)`,
        ] as const,
    ),
    [
      "an item of a list within a field",
      (api) => (order(api).properties.tags.items.maxLength = 9),
      "Order.tags[]: maxLength absent → 9 (orderLoaf)",
    ],
  ])("%s", (_, edit, change) => {
    expect(changes(edit)).toEqual([change]);
  });
});
