import { readOpenApi } from "../../src/facts/read-openapi.ts";
import type { ApiFacts } from "../../src/facts/api-facts.ts";
import type { JsonObject } from "../../src/facts/json.ts";

export type Version = "3.0.3" | "3.1.0";

/** A small API of our own, in both versions of OpenAPI; tests change one thing in a copy. */
export function bakery(version: Version): Bakery {
  const nullable = (type: string): JsonObject =>
    version === "3.0.3" ? { type, nullable: true } : { type: [type, "null"] };
  return {
    openapi: version,
    info: { title: "Bakery", version: "1" },
    servers: [{ url: "https://bakery.example/v1" }],
    security: [{ key: [] }],
    components: {
      securitySchemes: { key: { type: "apiKey", in: "header", name: "x-key" } },
      schemas: {
        Loaf: {
          type: "object",
          required: ["id", "kind"],
          properties: {
            id: { type: "string", description: "Of the loaf." },
            kind: { type: "string", enum: ["rye", "wheat"] },
            weight: { type: "integer", minimum: 1 },
            note: nullable("string"),
            price: { type: "number" },
          },
        },
        Order: {
          type: "object",
          required: ["kind", "count"],
          properties: {
            kind: { type: "string", enum: ["rye", "wheat"] },
            count: { type: "integer", minimum: 1, maximum: 100 },
            name: { type: "string", minLength: 1, maxLength: 40, pattern: "^[a-z]+$" },
            tags: { type: "array", maxItems: 3, items: { type: "string" } },
            slice: { type: "boolean", default: false },
            remark: nullable("string"),
          },
        },
      },
    },
    paths: {
      "/loaves": {
        get: {
          operationId: "listLoaves",
          parameters: [
            { name: "limit", in: "query", schema: { type: "integer", minimum: 1, maximum: 50, default: 10 } },
            { name: "kind", in: "query", schema: { type: "array", items: { type: "string", enum: ["rye", "wheat"] } } },
            { name: "shop", in: "query", required: true, schema: { type: "string" } },
          ],
          responses: {
            "200": respond({ type: "array", items: { $ref: "#/components/schemas/Loaf" } }),
            "404": { description: "No such shop." },
          },
        },
        post: {
          operationId: "orderLoaf",
          requestBody: {
            required: true,
            content: { "application/json": { schema: { $ref: "#/components/schemas/Order" } } },
          },
          responses: { "201": respond({ $ref: "#/components/schemas/Loaf" }) },
        },
      },
      "/loaves/{id}": {
        parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
        delete: { operationId: "eatLoaf", responses: { "204": { description: "Eaten." } } },
      },
    },
  };
}

const respond = (schema: JsonObject): JsonObject => ({
  description: "Fine.",
  content: { "application/json": { schema } },
});

// oxlint-disable-next-line typescript/no-explicit-any -- tests reach into the document by hand
export type Bakery = Record<string, any>;

export const factsOf = (document: JsonObject): ApiFacts => readOpenApi(document);

const names: Readonly<Record<string, string>> = {
  "GET /loaves": "listLoaves",
  "POST /loaves": "orderLoaf",
  "DELETE /loaves/{}": "eatLoaf",
};

export const nameOf = (key: string): string | undefined => names[key];
