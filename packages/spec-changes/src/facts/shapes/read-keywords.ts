import { asObject, own, type JsonObject } from "../json.ts";
import { conditionKeywords } from "./read-conditions.ts";
import { limitNames, type Shape } from "./shape.ts";

/** Marks an enum whose type admits other values too, in a document of ours. */
export const openMark = "x-open-enum";

/** The keywords that are read as facts; all others are words. */
export const schemaFacts: ReadonlySet<string> = new Set([
  "$defs",
  "$ref",
  "additionalProperties",
  "allOf",
  "anyOf",
  "const",
  "enum",
  "items",
  "nullable",
  "oneOf",
  "prefixItems",
  "properties",
  "required",
  "type",
  openMark,
  ...limitNames,
  ...conditionKeywords,
]);

/** A schema with fields is an object even without a `type`, and a list of values has the types of its values. */
export function typesOf(schema: JsonObject): readonly string[] {
  const said = own(schema, "type");
  if (said !== undefined) return (Array.isArray(said) ? said : [said]).map(String);
  const values = valuesOf(schema);
  if (values) return [...new Set(values.map(typeOf))];
  if (own(schema, "properties") !== undefined) return ["object"];
  return own(schema, "items") === undefined && own(schema, "prefixItems") === undefined ? [] : ["array"];
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  if (Number.isInteger(value)) return "integer";
  return Array.isArray(value) ? "array" : typeof value;
}

/** The values that a schema lists; undefined where it does not list any. */
export function valuesOf(schema: JsonObject): readonly unknown[] | undefined {
  const constant = own(schema, "const");
  if (constant !== undefined) return [constant];
  const values = own(schema, "enum");
  return Array.isArray(values) && values.length > 0 ? (values as unknown[]) : undefined;
}

export function limitsOf(schema: JsonObject, is31: boolean): Shape["limits"] {
  const limits: Record<string, unknown> = {};
  for (const name of limitNames) {
    const value = own(schema, name);
    const isDefault = value === false || (value === 0 && /^min(Length|Items|Properties)$/.test(name));
    if (value !== undefined && (name === "default" || !isDefault)) limits[name] = value;
  }
  if (!is31) {
    // In 3.0 these are marks on the plain bound; in 3.1 they are bounds themselves.
    for (const [exclusive, plain] of [
      ["exclusiveMinimum", "minimum"],
      ["exclusiveMaximum", "maximum"],
    ] as const) {
      if (limits[exclusive] !== true) continue;
      limits[exclusive] = limits[plain];
      delete limits[plain];
    }
  }
  const discriminator = own(asObject(own(schema, "discriminator")), "propertyName");
  delete limits["discriminator"];
  if (typeof discriminator === "string") limits["discriminator"] = discriminator;
  if (own(schema, "contains") !== undefined) limits["minContains"] ??= 1;
  return limits;
}
