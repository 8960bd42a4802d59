import { LineCounter, parseDocument as parseYaml } from "yaml";

import { DocumentError, reasonOf } from "./document-error.ts";
import { isObject, type JsonObject } from "./json.ts";

/** Far beyond any real document, and well within the stack of whatever walks one. */
const deepest = 200;
const mostValues = 1_000_000;

/**
 * Parses JSON or YAML that somebody else wrote. Aliases are rejected: no OpenAPI document needs them, and a few hundred
 * bytes of them can stand for gigabytes.
 *
 * @throws DocumentError in one line, with the place
 */
export function parseDocument(text: string): JsonObject {
  const value = /^\s*[{[]/.test(text) ? parseJson(text) : parseYamlText(text);
  if (!isObject(value)) throw new DocumentError("expected an object with named parts, such as an OpenAPI document");
  rejectHostile(value);
  return value;
}

/**
 * Parses a JSON value from a page, where a comma too many is common: a YAML parser reads JSON, and accepts that.
 *
 * @throws DocumentError in one line
 */
export function parseForgiving(text: string): unknown {
  const value = parseYamlText(text);
  rejectHostile(value);
  return value;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new DocumentError(`broken JSON: ${reasonOf(error)}`);
  }
}

function parseYamlText(text: string): unknown {
  rejectDeepYaml(text);
  const lines = new LineCounter();
  try {
    const document = parseYaml(text, { lineCounter: lines, prettyErrors: false });
    const [error] = document.errors;
    if (error) {
      const { line, col } = lines.linePos(error.pos[0]);
      throw new DocumentError(`broken YAML at line ${line}, column ${col}: ${error.message}`);
    }
    return document.toJS({ maxAliasCount: 0 }) as unknown;
  } catch (error) {
    if (error instanceof DocumentError) throw error;
    const reason = reasonOf(error);
    throw new DocumentError(/\balias/i.test(reason) ? "broken YAML: aliases are rejected" : `broken YAML: ${reason}`);
  }
}

/** The YAML parser recurses, so what is nested too deep has to be seen before. */
function rejectDeepYaml(text: string): void {
  let brackets = 0;
  for (const character of text) {
    if (character === "[" || character === "{") brackets++;
    else if (character === "]" || character === "}") brackets--;
    if (brackets > deepest) throw new DocumentError(`broken YAML: brackets are nested more than ${deepest} deep`);
  }
  if (/^(?:[-?] ?){100}/m.test(text)) throw new DocumentError("broken YAML: more than 100 list marks on one line");
}

/** Walks without recursion, because depth is one of the things that it rejects. */
function rejectHostile(document: unknown): void {
  const waiting: (readonly [unknown, number])[] = [[document, 0]];
  for (let seen = 0, next = waiting.pop(); next !== undefined; next = waiting.pop(), seen++) {
    const [value, depth] = next;
    if (depth > deepest) throw new DocumentError(`the document is nested more than ${deepest} deep`);
    if (seen > mostValues) throw new DocumentError(`the document holds more than ${mostValues} values`);
    if (typeof value !== "object" || value === null) continue;
    if (Object.hasOwn(value, "__proto__"))
      throw new DocumentError('the document has a key "__proto__", which none needs');
    for (const child of Object.values(value)) waiting.push([child, depth + 1]);
  }
}
