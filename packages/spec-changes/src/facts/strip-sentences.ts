import { isObject, type JsonObject } from "./json.ts";

/** Text for people. The facts remain without it, and it is not ours to copy. */
const wording = new Set([
  "$comment",
  "contact",
  "description",
  "example",
  "examples",
  "externalDocs",
  "license",
  "summary",
  "tags",
  "termsOfService",
  "title",
]);

/** Keys that hold values as they are sent: nothing in them is a keyword. */
const values = new Set(["const", "default", "enum", "required", "mapping"]);

/** Keys whose own keys are names that somebody chose, such as a field called `description`. */
const maps = new Set([
  "$defs",
  "callbacks",
  "content",
  "definitions",
  "dependentSchemas",
  "encoding",
  "headers",
  "links",
  "parameters",
  "pathItems",
  "paths",
  "patternProperties",
  "properties",
  "requestBodies",
  "responses",
  "schemas",
  "securitySchemes",
  "variables",
  "webhooks",
]);

/**
 * An OpenAPI document with its structure alone: no sentences, no samples, no extensions. Every place keeps its
 * pointer.
 */
export const stripSentences = (document: JsonObject): JsonObject => stripPart(document) as JsonObject;

function stripPart(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(stripPart);
  if (!isObject(part)) return part;
  // `fromEntries` defines each key as the object's own, whatever it is called.
  return Object.fromEntries(
    Object.entries(part)
      .filter(([key]) => !wording.has(key) && !key.startsWith("x-"))
      .map(([key, child]) => [key, values.has(key) ? child : maps.has(key) ? stripMap(child) : stripPart(child)]),
  );
}

function stripMap(map: unknown): unknown {
  if (!isObject(map)) return stripPart(map);
  return Object.fromEntries(Object.entries(map).map(([name, part]) => [name, stripPart(part)]));
}
