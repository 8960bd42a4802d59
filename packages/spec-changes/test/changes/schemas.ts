import type { Release } from "../../src/changes/release.ts";
import type { JsonObject } from "../../src/facts/json.ts";

/** A schema before and after, and how the change is rated where callers send it, and where they read it. */
export type SchemaChange = readonly [
  title: string,
  before: unknown,
  after: unknown,
  request: Release | undefined,
  response: Release | undefined,
];

// Small schemas, from which the changes are made.
export const text = { type: "string" };
export const object = (properties: JsonObject, ...required: string[]): JsonObject => ({
  type: "object",
  properties,
  ...(required.length > 0 && { required }),
});
export const list = (rest: JsonObject): JsonObject => ({ type: "array", ...rest });
export const pair = (...prefixItems: readonly JsonObject[]): JsonObject => list({ prefixItems });
export const one = (...oneOf: readonly unknown[]): JsonObject => ({ oneOf });
export const card = object({ number: text, expiry: text }, "number");
export const cash = object({ coins: { type: "integer" } }, "coins");
export const voucher = object({ code: text }, "code");
export const tagged = (tag: string, properties: JsonObject = {}): JsonObject =>
  object({ kind: { const: tag }, ...properties }, "kind");
export const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });

/** Schemas with a name, to which the changes refer. */
export const namedSchemas: JsonObject = {
  Card: card,
  Text: text,
  Open: { type: "string", enum: ["a", "b"], "x-open-enum": true },
  Wider: { type: "string", enum: ["a", "b", "c"], "x-open-enum": true },
  Closed: { type: "string", enum: ["a", "b"] },
};
