import { stripTypeScriptTypes } from "node:module";
import { runInThisContext } from "node:vm";

import { readApi } from "@switchboard/codegen/api";
import { generateBounds } from "@switchboard/codegen/bounds";
import { SwitchboardError, type Bounds } from "@switchboard/typed-fetch";
import { Ajv2020 } from "ajv/dist/2020.js";
import * as fc from "fast-check";
import { expect, test } from "vitest";

import { checkBounds } from "../src/core/bounds.ts";
import { valueNear, type Schema } from "./near-values.ts";
import { runs } from "@switchboard/task-inputs/campaign-runs";

const limits = (least: string, most: string): fc.Arbitrary<Schema> =>
  fc.record({ [least]: fc.nat({ max: 2 }), [most]: fc.integer({ min: 1, max: 3 }) }, { requiredKeys: [] });

const several = (...parts: fc.Arbitrary<Schema>[]): fc.Arbitrary<Schema> =>
  fc.tuple(...parts).map((schemas) => Object.assign({}, ...schemas) as Schema);

/** Schemas in which what is within bounds, and which of several schemas fits, is often undecided. */
const { named, object } = fc.letrec<{ named: Schema; object: Schema; schema: Schema }>((tie) => {
  const nullable = fc.option(fc.constant({ nullable: true }), { nil: {}, freq: 5 });
  const text = several(
    fc.constantFrom({ type: "string" }, { type: ["string", "null"] }, { type: ["string", "integer"] }, {}),
    limits("minLength", "maxLength"),
    fc.record({ pattern: fc.constantFrom("^a*$", "b") }, { requiredKeys: [] }),
  );
  const number = several(
    fc.constantFrom({ type: "integer" }, { type: "number" }),
    limits("minimum", "maximum"),
    nullable,
  );
  const list = several(
    fc.constant({ type: "array" }),
    limits("minItems", "maxItems"),
    fc.record({ items: tie("schema"), prefixItems: fc.tuple(tie("schema")) }, { requiredKeys: [] }),
    nullable,
  );
  const fixed = fc.constantFrom(
    { const: "x" },
    { const: "y" },
    { const: null },
    { enum: ["x"] },
    { enum: ["x", "y"] },
    { const: 1 },
  );
  const reference = fc.constantFrom({ $ref: "#/components/schemas/First" }, { $ref: "#/components/schemas/Second" });
  const branches = fc.array(fc.oneof(tie("object"), tie("schema")), { minLength: 1, maxLength: 3 });
  const choice = fc.record({ oneOf: branches, anyOf: branches, allOf: branches }, { requiredKeys: [] });
  return {
    schema: fc.oneof({ maxDepth: 1 }, text, number, fixed, list, reference, tie("object"), choice),
    object: several(
      tie("named"),
      fc.oneof({ weight: 4, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: choice }),
    ),
    // What is referred to makes no choice at once: it could be of itself, which no value ends.
    named: several(
      fc.constantFrom({ type: "object" }, { type: ["object", "null"] }, {}),
      fc.record(
        {
          properties: fc.record({ a: tie("schema"), b: tie("schema"), kind: fixed }, { requiredKeys: [] }),
          required: fc.subarray(["a", "b", "kind"]),
          additionalProperties: fc.constant(false),
        },
        { requiredKeys: ["properties"] },
      ),
    ),
  };
});

/** Small ones: an odd case is one of few parts, and a large schema takes a validator seconds. */
const documents = fc
  .record({ Body: object, First: named, Second: named })
  .filter((schemas) => JSON.stringify(schemas).length < 1_000);

/** A document that has these schemas, and one operation that takes the first. */
const documentOf = (schemas: Schema): object => ({
  servers: [{ url: "https://bakery.test" }],
  "x-pagination": { parameter: "cursor", items: "items", cursor: "next" },
  paths: {
    "/loaves": {
      get: {
        operationId: "listLoaves",
        "x-sdk": "loaves.list",
        parameters: [{ name: "cursor", in: "query", schema: { type: "string" } }],
        responses: { "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/Page" } } } } },
      },
      post: {
        operationId: "bake",
        "x-sdk": "loaves.bake",
        requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/Body" } } } },
        responses: { "204": {} },
      },
    },
  },
  components: {
    schemas: {
      Loaf: { type: "object" },
      Page: {
        properties: {
          items: { type: "array", items: { $ref: "#/components/schemas/Loaf" } },
          next: { type: "string" },
        },
      },
      ...schemas,
    },
  },
});

/** The bounds of the body, from the generated code; undefined where it has none. */
function boundsOf(schemas: Schema): Bounds | undefined {
  const { constantOf, file } = generateBounds(readApi("bakery", documentOf(schemas)));
  const constant = constantOf("Body");
  const code = stripTypeScriptTypes(file).replaceAll("export const", "const").replace("export {};", "");
  return runInThisContext(`(() => { ${code}; return ${constant}; })()`) as Bounds | undefined;
}

function isWithin(bounds: Bounds, body: unknown): boolean {
  try {
    checkBounds(bounds, body);
    return true;
  } catch (error) {
    if (error instanceof SwitchboardError) return false;
    throw error;
  }
}

test("the bounds generated from a schema reject nothing that the schema allows", () => {
  let rejections = 0;
  fc.assert(
    fc.property(documents, fc.gen(), (schemas, draw) => {
      const bounds = boundsOf(schemas);
      if (bounds === undefined) return;
      const tried = Array.from({ length: 20 }, () =>
        valueNear(schemas.Body, schemas, (from) => draw(fc.constantFrom, ...from)),
      );
      // The check is of bodies, which are objects.
      const rejected = tried.filter((body) => body !== null && !isWithin(bounds, body));
      if (rejected.length === 0) return;
      rejections += rejected.length;
      const definitions = JSON.parse(JSON.stringify(schemas).replaceAll("#/components/schemas/", "#/$defs/")) as Schema;
      const ajv = new Ajv2020({ strict: false, logger: false });
      const allows = ajv.compile({ $ref: "#/$defs/Body", $defs: definitions });
      for (const body of rejected)
        expect({ bounds, body, allowed: allows(body) }).toEqual({ bounds, body, allowed: false });
    }),
    { numRuns: runs(150) },
  );
  expect(rejections).toBeGreaterThan(runs(50));
});
