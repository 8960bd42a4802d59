import * as fc from "fast-check";
import { expect, test } from "vitest";
import { stringify } from "yaml";

import { compareFacts } from "../../src/changes/compare-facts.ts";
import { changeOf, reversed } from "../../src/changes/difference.ts";
import { isObject, type JsonObject } from "../../src/facts/json.ts";
import { parseDocument } from "../../src/facts/parse-document.ts";
import { readOpenApi } from "../../src/facts/read-openapi.ts";
import { stripSentences } from "../../src/facts/strip-sentences.ts";

const names = fc.constantFrom("id", "kind", "note", "description", "title", "constructor");
const scalars = fc.record(
  {
    type: fc.constantFrom("string", "integer", "number", "boolean"),
    description: fc.string(),
    enum: fc.uniqueArray(fc.constantFrom("rye", "oat", "1"), { minLength: 1 }),
    minimum: fc.nat(9),
    maxLength: fc.nat(9),
    default: fc.constantFrom("rye", 1, false),
  },
  { requiredKeys: ["type"] },
);
const { schema: schemas } = fc.letrec<{ readonly schema: JsonObject }>((tie) => ({
  schema: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    scalars,
    fc.record({ type: fc.constant("array"), items: tie("schema") }),
    fc.record({
      type: fc.constant("object"),
      properties: fc.dictionary(names, tie("schema"), { maxKeys: 4 }),
      required: fc.uniqueArray(names, { maxLength: 2 }),
    }),
    fc.record({ oneOf: fc.array(tie("schema"), { minLength: 1, maxLength: 3 }) }),
    fc.record({ allOf: fc.array(tie("schema"), { minLength: 1, maxLength: 3 }) }),
  ),
}));

const documents = fc
  .record({ request: schemas, response: schemas, parameter: scalars })
  .map(({ parameter, request, response }): JsonObject => ({
    openapi: "3.1.0",
    info: { title: "Bakery", version: "1" },
    components: { schemas: { Request: request } },
    paths: {
      "/loaves/{id}": {
        post: {
          parameters: [{ name: "id", in: "path", required: true, schema: parameter }],
          requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/Request" } } } },
          responses: { "200": { description: "Fine.", content: { "application/json": { schema: response } } } },
        },
      },
    },
  }));

const compare = (left: JsonObject, right: JsonObject) =>
  compareFacts(readOpenApi(left), readOpenApi(right), () => "order");

test("a document compared with itself has no differences", () => {
  fc.assert(
    fc.property(documents, (document) => {
      expect(compare(document, document)).toEqual([]);
    }),
  );
});

test("what is written as YAML or JSON and read again has the same facts", () => {
  fc.assert(
    fc.property(documents, (document) => {
      for (const text of [stringify(document, { aliasDuplicateObjects: false }), JSON.stringify(document)]) {
        expect(readOpenApi(parseDocument(text))).toEqual(readOpenApi(document));
      }
    }),
  );
});

test("the order of keys is not a fact", () => {
  const turned = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(turned)
      : isObject(value)
        ? Object.fromEntries(
            Object.entries(value)
              .toReversed()
              .map(([key, child]) => [key, turned(child)]),
          )
        : value;
  fc.assert(
    fc.property(documents, (document) => {
      expect(compare(document, turned(document) as JsonObject)).toEqual([]);
    }),
  );
});

test("a document without its sentences has the same facts at the same places", () => {
  fc.assert(
    fc.property(documents, (document) => {
      const stripped = stripSentences(document);
      expect(readOpenApi(stripped)).toEqual(readOpenApi(document));
      expect(stripSentences(stripped)).toEqual(stripped);
    }),
  );
});

test("what differs from left to right differs from right to left, and nothing else", () => {
  const texts = (differences: ReturnType<typeof compare>) =>
    differences.map((found) => `${found.id}: ${changeOf(found)}`).toSorted();
  fc.assert(
    fc.property(documents, documents, (left, right) => {
      expect(texts(compare(right, left).map(reversed))).toEqual(texts(compare(left, right)));
    }),
  );
});

test("each difference has an id of its own", () => {
  fc.assert(
    fc.property(documents, documents, (left, right) => {
      const ids = compare(left, right).map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
    }),
  );
});
