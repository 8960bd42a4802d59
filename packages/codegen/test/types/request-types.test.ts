import { describe, expect, test } from "vitest";

import type { Node } from "../../src/api/model.ts";
import { typesOf } from "../../src/types.ts";
import { bakery, json, operation, ref, type Parts } from "../bakery.ts";
import { compile } from "../compiler.ts";

const list = { type: "array", items: { type: "string" } };
const dough = {
  type: "object",
  required: ["flours"],
  properties: { flours: list, pinches: list, salt: { type: "string" } },
};

/** What TypeScript says of lines of code that use `Dough`, in a strict program. */
async function complaints(parts: Parts, ...lines: string[]): Promise<string[]> {
  const types = await typesOf(bakery({ ...parts, schemas: { Dough: dough, ...parts.schemas } }), "bakery");
  return compile({ "/schema.ts": `${types}\n${lines.join("\n")}` }).errors;
}

const kneaded: Node = { "/dough": { post: operation("knead", { requestBody: json(ref("Dough")) }) } };
const shown: Node = { "/dough/now": { get: operation("show", { responses: { "200": json(ref("Dough")) } }) } };

/** Compiles only where a caller may give read-only lists, and undefined for what may be left out. */
const lenient = [
  'const flours = ["rye", "oat"] as const;',
  "export const dough: Dough = { flours, pinches: undefined, salt: undefined };",
];

describe("what only requests hold takes read-only lists, and undefined for what may be left out:", () => {
  test("a body", async () => {
    expect(await complaints({ paths: kneaded }, ...lenient)).toEqual([]);
  });

  test("what a body refers to", async () => {
    const paths = {
      "/dough": { post: operation("knead", { requestBody: { $ref: "#/components/requestBodies/Two" } }) },
    };
    const components = { requestBodies: { Two: json(ref("Two")) } };
    const schemas = { Two: { type: "object", properties: { first: ref("Dough") } } };
    expect(await complaints({ paths, components, schemas }, ...lenient)).toEqual([]);
  });

  test("a tuple", async () => {
    const pair = { type: "array", prefixItems: [{ type: "string" }, { type: "string" }], items: false, minItems: 2 };
    const schemas = { Dough: { type: "object", properties: { pair } } };
    const lines = ['const pair = ["rye", "oat"] as const;', "export const dough: Dough = { pair };"];
    expect(await complaints({ paths: kneaded, schemas }, ...lines)).toEqual([]);
  });

  test("a parameter that several operations share", async () => {
    const components = { parameters: { Flours: { name: "flours", in: "query", schema: list } } };
    const get = operation("peek", { parameters: [{ $ref: "#/components/parameters/Flours" }] });
    const types = await typesOf(bakery({ components, paths: { "/dough": { get } } }), "bakery");
    expect(types).toContain("Flours: readonly string[];");
  });

  test("a query, also of the path, and headers", async () => {
    const parameters = [
      { name: "flours", in: "query", schema: list },
      { name: "X-Salt", in: "header", schema: { type: "string" } },
    ];
    const item = {
      parameters: [{ name: "salt", in: "query", schema: { type: "string" } }],
      get: operation("peek", { parameters }),
    };
    const lines = [
      'export const query: PeekQuery = { flours: ["rye"] as const, salt: undefined };',
      'export const header: operations["peek"]["parameters"]["header"] = { "X-Salt": undefined };',
    ];
    expect(await complaints({ paths: { "/dough": item } }, ...lines)).toEqual([]);
  });
});

describe("what responses hold says what is there, also where requests hold it:", () => {
  test.each<[what: string, parts: Parts]>([
    ["a response", { paths: { ...kneaded, ...shown } }],
    ["a response alone", { paths: shown }],
    [
      "a response of a path that stands in components",
      {
        paths: { ...kneaded, "/dough/now": { $ref: "#/components/pathItems/Now" } },
        components: { pathItems: { Now: shown["/dough/now"] } },
      },
    ],
    [
      "what a response refers to",
      {
        paths: { ...kneaded, "/all": { get: operation("all", { responses: { "200": json(ref("All")) } }) } },
        schemas: { All: { type: "array", items: ref("Dough") } },
      },
    ],
    [
      "an error",
      { paths: { ...kneaded, "/all": { get: operation("all", { responses: { "404": json(ref("Dough")) } }) } } },
    ],
    [
      "what a webhook brings",
      { paths: kneaded, root: { webhooks: { risen: { post: { requestBody: json(ref("Dough")), responses: {} } } } } },
    ],
    [
      "what a callback brings",
      {
        paths: {
          "/dough": {
            post: operation("knead", {
              requestBody: json(ref("Dough")),
              callbacks: { risen: { "{$url}": { post: { requestBody: json(ref("Dough")) } } } },
            }),
          },
        },
      },
    ],
    ["what nothing holds", {}],
  ])("%s", async (_, parts) => {
    expect(await complaints(parts, ...lenient)).toHaveLength(1);
    const strict = ['export const dough: Dough = { flours: ["rye"] };', "dough.flours = dough.pinches ?? [];"];
    expect(await complaints(parts, ...strict)).toEqual([]);
  });
});
