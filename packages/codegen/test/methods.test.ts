import { expect, test } from "vitest";

import { readApi, type Node } from "../src/api-model.ts";
import { generateMethods } from "../src/methods.ts";

const text = { schema: { type: "string" } };
const reference = (name: string): Node => ({ $ref: `#/components/schemas/${name}` });

const response = (schema: string): Node => ({
  description: "Done",
  content: { "application/json": { schema: reference(schema) } },
});

/** A list of loaves, with these parameters in its query, and one loaf by its id. */
function documentOf(query: readonly Node[], idExample?: string): Node {
  const id = { name: "loafId", in: "path", required: true, ...text, ...(idExample && { example: idExample }) };
  return {
    servers: [{ url: "https://bakery.example.com" }],
    "x-pagination": { parameter: "cursor", items: "items", cursor: "cursor" },
    paths: {
      "/loaves": {
        get: {
          operationId: "listLoaves",
          "x-sdk": "loaves.list",
          parameters: [{ name: "cursor", in: "query", ...text }, ...query],
          responses: { "200": response("LoafPage") },
        },
      },
      "/loaves/{loafId}": {
        get: {
          operationId: "getLoaf",
          "x-sdk": "loaves.get",
          parameters: [id],
          responses: { "200": response("Loaf") },
        },
      },
    },
    components: {
      schemas: {
        Loaf: { type: "object", properties: { id: { type: "string" } } },
        LoafPage: { type: "object", properties: { items: { type: "array", items: reference("Loaf") } } },
      },
    },
  };
}

const methodsOf = (document: Node): string => generateMethods(readApi("bakery", document)).get("loaves.ts") ?? "";

test("a doc comment shows the documented ids and filters", () => {
  const filters = [
    { name: "grain", in: "query", ...text, example: "rye" },
    { name: "size", in: "query", ...text },
  ];
  const code = methodsOf(documentOf(filters, "loaf_17"));
  expect(code).toContain(' * for await (const loaf of bakery.loaves.list({ grain: "rye" })) console.log(loaf);');
  expect(code).toContain(' * const loaf = await bakery.loaves.get("loaf_17");');
});

test("without documented values, a doc comment shows the call without filters, and the name of the id", () => {
  const code = methodsOf(documentOf([]));
  expect(code).toContain(" * for await (const loaf of bakery.loaves.list()) console.log(loaf);");
  expect(code).toContain(' * const loaf = await bakery.loaves.get("loafId");');
});
