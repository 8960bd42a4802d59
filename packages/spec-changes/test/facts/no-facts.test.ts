import { describe, expect, test } from "vitest";

import { compareFacts } from "../../src/changes/compare-facts.ts";
import { bakery, factsOf, nameOf, type Bakery } from "../support/bakery.ts";
import { limit, list, loaf, order } from "../changes/rated-changes.ts";

describe.each(["3.0.3", "3.1.0"] as const)("on OpenAPI %s", (version) => {
  test.each<readonly [string, (api: Bakery) => void]>([
    ["a description", (api) => (loaf(api).properties.id.description = "Its number.")],
    ["a title", (api) => (loaf(api).title = "A loaf")],
    ["a sample", (api) => (limit(api).example = 3)],
    ["a summary and tags", (api) => Object.assign(list(api), { summary: "Loaves", tags: ["loaves"] })],
    ["the description of a status", (api) => (list(api).responses["404"].description = "Closed.")],
    ["an extension", (api) => (loaf(api).properties.kind["x-order"] = ["rye"])],
    ["the order of values", (api) => (loaf(api).properties.kind.enum = ["wheat", "rye"])],
    ["the order of required fields", (api) => (order(api).required = ["count", "kind"])],
    ["the order of parameters", (api) => list(api).parameters.push(list(api).parameters.shift())],
    [
      "the name of a schema",
      (api) => {
        api["components"].schemas.Bread = loaf(api);
        delete api["components"].schemas.Loaf;
        list(api).responses["200"].content["application/json"].schema.items.$ref = "#/components/schemas/Bread";
        api["paths"]["/loaves"].post.responses["201"].content["application/json"].schema.$ref =
          "#/components/schemas/Bread";
      },
    ],
    [
      "the name of a path parameter",
      (api) => {
        api["paths"]["/loaves/{loaf}"] = api["paths"]["/loaves/{id}"];
        delete api["paths"]["/loaves/{id}"];
        api["paths"]["/loaves/{loaf}"].parameters[0].name = "loaf";
      },
    ],
    [
      "a parameter that moves from its path to the operation",
      (api) => {
        const item = api["paths"]["/loaves/{id}"];
        item.delete.parameters = item.parameters;
        delete item.parameters;
      },
    ],
    [
      "the usual style of a parameter, written out",
      (api) => Object.assign(list(api).parameters[1], { style: "form", explode: true }),
    ],
    ["a schema within allOf", (api) => (loaf(api).properties.id = { allOf: [loaf(api).properties.id] })],
    ["false where a keyword would be absent", (api) => (loaf(api).properties.id.uniqueItems = false)],
  ])("%s is not a fact", (_, edit) => {
    const changed = bakery(version);
    edit(changed);
    expect(compareFacts(factsOf(bakery(version)), factsOf(changed), nameOf)).toEqual([]);
  });
});
