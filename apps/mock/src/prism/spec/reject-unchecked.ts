import { fullFormats } from "ajv-formats/dist/formats.js";

import type { Pointer } from "./document.ts";
import { isObject, isParameter, partsOf, rejectWhere, type Json, type Report } from "./parts.ts";
import type { SpecDocument } from "./read-spec.ts";
import { keywordsOf30, keywordsOf31, keywordsOf31Parameters, subschemas, types } from "./schema-keywords.ts";

const dialect202012 = "https://json-schema.org/draft/2020-12/schema";

/**
 * Rejects a spec in which Prism would silently leave something unchecked. Prism counts a value as valid
 * when its schema does not compile, and skips each keyword that it does not know: a typo in a spec
 * would turn a check off without a trace.
 *
 * @throws SpecError with every such place
 */
export function rejectUnchecked(document: SpecDocument): void {
  const { content: root } = document.root;
  const is31 = String(root["openapi"]).startsWith("3.1");
  const keywords = is31 ? keywordsOf31 : keywordsOf30;
  rejectWhere(document, ({ content }, report) => {
    if (content === root && is31 && root["jsonSchemaDialect"] !== dialect202012) {
      report(
        ["jsonSchemaDialect"],
        `expected "jsonSchemaDialect: ${dialect202012}"; under any other dialect Prism ignores the keywords that are new in 3.1`,
      );
    }
    for (const [part, pointer] of partsOf(content)) {
      if ("schema" in part) {
        const known = is31 && isParameter(part) ? keywordsOf31Parameters : keywords;
        visitSchema(part["schema"], [...pointer, "schema"], known, report);
      }
      const { schemas } = part;
      if (pointer[0] !== "components" || !isObject(schemas)) continue;
      for (const [name, schema] of Object.entries(schemas))
        visitSchema(schema, [...pointer, "schemas", name], keywords, report);
    }
  });
}

function visitSchema(schema: unknown, pointer: Pointer, keywords: ReadonlySet<string>, report: Report): void {
  if (typeof schema === "boolean") return;
  if (!isObject(schema)) {
    report(pointer, `expected a schema, got ${JSON.stringify(schema)}`);
    return;
  }
  if ("$ref" in schema) {
    for (const key of Object.keys(schema)) {
      if (key !== "$ref" && key !== "description" && key !== "summary") {
        report([...pointer, key], `"${key}" beside $ref is ignored; move it into the referenced schema`);
      }
    }
    return;
  }
  checkKeywords(schema, pointer, keywords, report);
  checkType(schema["type"], [...pointer, "type"], keywords, report);
  checkFormatAndPattern(schema, pointer, report);
  for (const [keyword, kind] of Object.entries(subschemas)) {
    const value = schema[keyword];
    const place = [...pointer, keyword];
    if (value === undefined) continue;
    if (kind === "one") visitSchema(value, place, keywords, report);
    else if (kind === "list" && Array.isArray(value)) {
      value.forEach((child, index) => visitSchema(child, [...place, index], keywords, report));
    } else if (kind === "map" && isObject(value)) {
      for (const [name, child] of Object.entries(value)) visitSchema(child, [...place, name], keywords, report);
    } else report(place, `expected a ${kind} of schemas, got ${JSON.stringify(value)}`);
  }
}

function checkKeywords(schema: Json, pointer: Pointer, keywords: ReadonlySet<string>, report: Report): void {
  for (const keyword of Object.keys(schema)) {
    if (keyword.startsWith("x-") || keywords.has(keyword)) continue;
    const reason =
      keyword === "discriminator"
        ? "Prism ignores discriminator; give each branch of oneOf its own single-value enum"
        : keyword === "readOnly" || keyword === "writeOnly"
          ? `Prism misreads ${keyword} inside oneOf; describe requests and responses as two schemas`
          : `Prism ignores the keyword "${keyword}" here; correct it, or remove it`;
    report([...pointer, keyword], reason);
  }
  if (schema["nullable"] === true && (typeof schema["type"] !== "string" || "allOf" in schema)) {
    report([...pointer, "nullable"], "Prism honours nullable only beside a plain type, and never beside allOf");
  }
}

function checkType(type: unknown, pointer: Pointer, keywords: ReadonlySet<string>, report: Report): void {
  if (type === undefined) return;
  const isKnown = (name: unknown): boolean => types.has(name) || (name === "null" && !keywords.has("nullable"));
  const isListOfTypes = Array.isArray(type) && type.length > 0 && !keywords.has("nullable") && type.every(isKnown);
  if (!isKnown(type) && !isListOfTypes) {
    report(pointer, `unknown type ${JSON.stringify(type)}; Prism would accept any value`);
  }
}

function checkFormatAndPattern(schema: Json, pointer: Pointer, report: Report): void {
  const { format, pattern } = schema;
  if (format !== undefined && (typeof format !== "string" || !(format in fullFormats))) {
    report([...pointer, "format"], `unknown format ${JSON.stringify(format)}; Prism would accept any value`);
  }
  const reason = pattern === undefined ? undefined : patternProblem(pattern);
  if (reason !== undefined)
    report([...pointer, "pattern"], `invalid under the flag "u", with which Prism compiles it: ${reason}`);
}

function patternProblem(pattern: unknown): string | undefined {
  if (typeof pattern !== "string") return `expected a text, got ${JSON.stringify(pattern)}`;
  try {
    RegExp(pattern, "u");
    return undefined;
  } catch (error) {
    return String(error);
  }
}
