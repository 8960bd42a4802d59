import { describe, expect, test } from "vitest";

import { changesBetween, type Change } from "../../src/changes/rate-changes.ts";
import { largest, type Release } from "../../src/changes/release.ts";
import { readOurs } from "../../src/facts/read-openapi.ts";
import { sameMeaning } from "./same-meaning.ts";
import { schemaChanges } from "./schema-changes.ts";
import { namedSchemas } from "./schemas.ts";

/** One operation that sends a field of the schema, and one that reads it. */
function documentOf(schema: unknown) {
  const body = { type: "object", properties: { field: schema } };
  const content = { "application/json": { schema: body } };
  return {
    openapi: "3.1.0",
    paths: {
      "/sent": { post: { operationId: "send", requestBody: { content }, responses: { "204": {} } } },
      "/read": { get: { operationId: "read", responses: { "200": { content } } } },
      "/named": {
        get: {
          operationId: "other",
          responses: Object.fromEntries(
            Object.keys(namedSchemas).map((name, index) => [
              String(400 + index),
              { content: { "application/json": { schema: { $ref: `#/components/schemas/${name}` } } } },
            ]),
          ),
        },
      },
    },
    components: { schemas: namedSchemas },
  };
}

function ratings(before: unknown, after: unknown): (Release | undefined)[] {
  const changes = changesBetween("bakery", readOurs(documentOf(before)), readOurs(documentOf(after)));
  const of = (operation: string): Change[] => changes.filter(({ operations }) => operations.includes(operation));
  return [largest(of("send")), largest(of("read"))];
}

describe("a schema changes, and is rated for those who send it and for those who read it", () => {
  test.each(schemaChanges)("%s", (_, before, after, request, response) => {
    expect(ratings(before, after)).toEqual([request, response]);
  });
});

describe("a schema is written in another way, which changes nothing", () => {
  test.each(sameMeaning)("%s", (_, before, after) => {
    expect(ratings(before, after)).toEqual([undefined, undefined]);
    expect(ratings(after, before)).toEqual([undefined, undefined]);
  });
});
