import { asObject, own, type JsonObject } from "./json.ts";
import type { Words } from "./shapes/shape.ts";

// The keys of each part of a document that are read as facts.
export const documentFacts: ReadonlySet<string> = new Set([
  "components",
  "info",
  "paths",
  "security",
  "servers",
  "webhooks",
  "x-envelope",
  "x-pagination",
]);
export const operationFacts: ReadonlySet<string> = new Set([
  "deprecated",
  "operationId",
  "parameters",
  "requestBody",
  "responses",
  "security",
  "servers",
  "x-sdk",
]);
export const parameterFacts: ReadonlySet<string> = new Set([
  "content",
  "deprecated",
  "explode",
  "in",
  "name",
  "required",
  "schema",
  "style",
]);
export const bodyFacts: ReadonlySet<string> = new Set(["content", "required"]);
export const responseFacts: ReadonlySet<string> = new Set(["content", "headers"]);
const contentFacts: ReadonlySet<string> = new Set(["schema"]);

/** What a part says besides its facts: sentences, examples, tags, and marks that no caller meets. */
export const wordsOf = (part: JsonObject, facts: ReadonlySet<string>): Words =>
  Object.fromEntries(Object.entries(part).filter(([key]) => !facts.has(key)));

/** The examples of a body stand in its content, beside the schema. */
export function contentWords(part: JsonObject): Words {
  const contents = Object.entries(asObject(own(part, "content")));
  return Object.fromEntries(
    contents.flatMap(([type, content]) =>
      Object.entries(wordsOf(asObject(content), contentFacts)).map(([key, value]) => [
        type === "application/json" ? key : `${type} ${key}`,
        value,
      ]),
    ),
  );
}
