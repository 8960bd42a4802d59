import { expect, test } from "vitest";

import type { Node } from "../src/api/model.ts";
import { readApi } from "../src/api/read-api.ts";
import { generateExamples } from "../src/examples.ts";
import { bakery, json, operation, ref, type Parts } from "./bakery.ts";

const examplesOf = (parts: Parts): string => {
  const document = bakery(parts);
  return generateExamples(readApi("bakery", document), document);
};

const withExamples = (holder: Node, ...values: readonly unknown[]): Node => ({
  ...holder,
  content: {
    "application/json": {
      ...holder["content"]["application/json"],
      examples: Object.fromEntries(values.map((value, index) => [`e${index}`, { value }])),
    },
  },
});

const loafId = { name: "loafId", in: "path", required: true, example: "loaf_1", schema: { type: "string" } };

test("ids are those of path parameters, then those in the bodies of requests, the first of each name", () => {
  const file = examplesOf({
    paths: {
      "/orders": {
        post: operation("order", {
          requestBody: withExamples(
            json(ref("Order")),
            { loafId: "loaf_9", lines: [{ oven_id: "oven_1" }] },
            { oven_id: "oven_2" },
          ),
        }),
      },
      "/loaves/{loafId}": { parameters: [loafId], get: operation("getLoaf") },
    },
  });
  expect(file).toContain('export const exampleIds = { loafId: "loaf_1", oven_id: "oven_1" } as const;\n');
});

test.each([
  ["as it is", { id: "loaf_1", grain: "rye" }],
  ["in an envelope", { data: { id: "loaf_1", grain: "rye" } }],
])(
  "the record that an operation reads is in its response %s, where it has the id of the path's example",
  (_, response) => {
    const paths = (example: string): Node => ({
      "/loaves/{loafId}": {
        get: operation("getLoaf", {
          parameters: [{ ...loafId, example }],
          responses: { "200": withExamples(json(ref("Loaf")), { id: "loaf_0" }, null, response) },
        }),
      },
    });
    expect(examplesOf({ paths: paths("loaf_1") })).toContain(`getLoaf: { id: "loaf_1", grain: "rye" }`);
    expect(examplesOf({ paths: paths("loaf_2") })).toContain("ExampleRecord>>> = {};\n");
  },
);
