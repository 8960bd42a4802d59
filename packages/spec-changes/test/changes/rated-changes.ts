import type { Release } from "../../src/changes/release.ts";
import { bakery, type Bakery, type Version } from "../support/bakery.ts";

/** A small change of the bakery, and the line of the report that it must give. */
export type RatedChange = readonly [
  title: string,
  edit: (api: Bakery) => unknown,
  rating: Release,
  operations: readonly string[],
  change: string,
];

// The parts of the bakery that the changes edit.
export const schemas = (api: Bakery) => api["components"].schemas;
export const order = (api: Bakery) => schemas(api).Order;
export const loaf = (api: Bakery) => schemas(api).Loaf;
export const list = (api: Bakery) => api["paths"]["/loaves"].get;
export const limit = (api: Bakery) => list(api).parameters[0];
export const post = (api: Bakery) => api["paths"]["/loaves"].post;

/** The operations that respond with a loaf. */
export const readers = ["listLoaves", "orderLoaf"];

/** The bakery with what our own specs have as well: enums with names, of which one is open, and a header. */
export function richBakery(version: Version): Bakery {
  const api = bakery(version);
  schemas(api).State = { type: "string", enum: ["baking", "cooling"], "x-open-enum": true };
  schemas(api).Size = { type: "string", enum: ["small", "large"] };
  loaf(api).properties.state = { $ref: "#/components/schemas/State" };
  loaf(api).properties.size = { $ref: "#/components/schemas/Size" };
  list(api).responses["200"].headers = { "X-Left": { required: true, schema: { type: "integer" } } };
  const problem = { type: "object", required: ["code"], properties: { code: { type: "string" } } };
  list(api).responses["404"].content = { "application/json": { schema: problem } };
  return api;
}

/** Null beside a type, in the words of either version. */
export function allowNull(api: Bakery, schema: Bakery): void {
  if (api["openapi"] === "3.0.3") schema["nullable"] = true;
  else schema["type"] = [schema["type"], "null"];
}

export function rejectNull(api: Bakery, schema: Bakery): void {
  if (api["openapi"] === "3.0.3") delete schema["nullable"];
  else [schema["type"]] = schema["type"];
}
