import { expect, test } from "vitest";

import type { Node } from "../src/api/model.ts";
import { generateOperationIds } from "../src/operation-ids.ts";
import { generateSamples } from "../src/samples.ts";
import { json, operation, readBakery, ref, type Parts } from "./bakery.ts";
import { compile } from "./compiler.ts";

const text = { type: "string" };
const get = (id: string, sdk: unknown, fields: Node = {}): Node => ({
  get: operation(id, { "x-sdk": sdk, ...fields }),
});

const several: Parts = {
  paths: {
    "/a/{oven}/{shelf}": get("peek", "loaves.peek", {
      parameters: ["shelf", "oven"].map((name) => ({ name, in: "path", required: true, schema: text })),
    }),
    "/b": {
      put: operation("bake", {
        requestBody: json(ref("Order")),
        parameters: [{ name: "dry", in: "query", schema: text }],
      }),
    },
    "/c": get("allLoaves", "loaves.every", { responses: { "200": json(ref("Whole")) } }),
    "/d": get("burn", "loaves.burn", { responses: { "204": {} } }),
    "/e": get("wait", { method: "loaves.wait", handwritten: "It waits." }),
    "/f": get("upload", { rawOnly: "Nobody needs it." }),
  },
  schemas: {
    Whole: { type: "object", required: ["items"], properties: { items: { type: "array", items: ref("Loaf") } } },
  },
};

test("a sample knows of each plain method what it takes, and what to call its result", () => {
  const file = generateSamples(readBakery(several));
  expect(file.slice(file.indexOf("export const")))
    .toBe(`export const bakeryPlainCalls: Readonly<Record<PlainBakeryOperationId, PlainCall>> = {
  listLoaves: { method: ["loaves", "list"], path: [], hasQuery: true, isListing: true, result: "loaves" },
  peek: { method: ["loaves", "peek"], path: ["oven", "shelf"], result: "loaf" },
  bake: { method: ["loaves", "bake"], path: [], hasBody: true, hasQuery: true, result: "loaf" },
  allLoaves: { method: ["loaves", "every"], path: [], result: "every" },
  burn: { method: ["loaves", "burn"], path: [], result: "result" },
};
`);
});

test("a page need write no call for an operation that stands in raw alone", () => {
  const { errors } = compile({
    "/bakery/generated/samples.ts": generateSamples(readBakery(several)).replace(
      "../../code/plain-call.ts",
      "../../plain-call.ts",
    ),
    "/plain-call.ts":
      "export interface PlainCall { readonly method: readonly string[]; readonly path: readonly string[]; readonly hasBody?: boolean; readonly hasQuery?: boolean; readonly isListing?: boolean; readonly result: string }",
    "/page.ts": `
import type { BakeryOperationId, HandwrittenBakeryOperationId } from "./bakery/generated/samples.ts";
export const calls: Record<HandwrittenBakeryOperationId, string> = { wait: "by hand" };
export const upload: BakeryOperationId = "upload";`,
  });
  expect(errors).toEqual([]);
});

test("operations are a type of their ids, in which one that the document no longer has does not compile", () => {
  const { errors } = compile({
    "/operations.ts": generateOperationIds(readBakery(several)),
    "/user.ts": `
import type { BakeryOperationId } from "./operations.ts";
export const known: BakeryOperationId[] = ["listLoaves", "bake", "wait", "upload"];
export const gone: BakeryOperationId = "bakeLoaf";`,
  });
  expect(errors).toEqual([expect.stringContaining('"bakeLoaf"')]);
});

test("a document without operations has no ids and no samples, and gives code that compiles", () => {
  const api = { ...readBakery(), operations: [], plain: [] };
  const files = { "/operations.ts": generateOperationIds(api), "/bakery/generated/samples.ts": generateSamples(api) };
  const { errors } = compile({ ...files, "/code/plain-call.ts": "export type PlainCall = object;" });
  expect(errors).toEqual([]);
});
