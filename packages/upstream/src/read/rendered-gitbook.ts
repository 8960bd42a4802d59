import type { JsonObject } from "@switchboard/spec-changes";

import { methodWords, type VendorDocument } from "./vendor-document.ts";

const methodLine = new RegExp(`^(?:${methodWords})$`, "i");

const sections: readonly (readonly [RegExp, Section])[] = [
  [/^authorizations$/i, "authorizations"],
  [/^path parameters$/i, "path"],
  [/^query parameters$/i, "query"],
  [/^header parameters$/i, "header"],
  [/^body$/i, "body"],
  [/^responses$/i, "responses"],
];

type Section = "authorizations" | "path" | "query" | "header" | "body" | "responses";

/** `limitinteger · min: 1 · max: 250Optional` */
const fieldLine =
  /^([\w.$@-]+?)(string|integer|number|boolean|object|any of|one of|all of|array|any)(\[\])?((?: · [^·]*?)*)(Required|Optional)(?:Possible values:.*)?$/;
/** Longer than any line that names a field. */
const longestLine = 500;

interface Field {
  readonly name: string;
  readonly required: boolean;
  readonly schema: JsonObject;
  /** Whether the page says that there is a list of values; the text does not have the values. */
  readonly listed: boolean;
}

const linesOf = (text: string): string[] =>
  text
    .split(/\r?\n/)
    // Between the facts of a field stands a middle dot, which some copies of a page have in a wrong encoding.
    .map((line) => line.replaceAll(/\s*(?:·|ยท|Â·)\s*/g, " · ").trim())
    .filter((line) => line !== "");

/** Where each operation ends: its method on a line, its path on the next. */
const endsOf = (lines: readonly string[]): number[] =>
  lines.flatMap((line, index) => (methodLine.test(line) && /^\/\S*$/.test(lines[index + 1] ?? "") ? [index] : []));

/** Whether a text names operations as such a page does. */
export const isRenderedGitBook = (text: string): boolean => {
  const lines = linesOf(text);
  return endsOf(lines).length > 0 && lines.some((line) => sections.some(([name]) => name.test(line)));
};

/**
 * Reads the text of a GitBook API page as a browser shows it. Much gets lost in it: lists of values, items of lists,
 * statuses behind tabs. So only what it says counts.
 */
export function readRenderedGitBook(text: string): VendorDocument {
  const lines = linesOf(text);
  const paths = new Map<string, JsonObject>();
  const keys = new Set<string>();
  const notes: string[] = [];
  let start = 0;
  for (const end of endsOf(lines)) {
    const [method = "", path = ""] = [lines[end]?.toLowerCase(), lines[end + 1]];
    const { key, listed, operation } = readOperation(lines.slice(start, end));
    if (listed.length > 0)
      notes.push(`${method.toUpperCase()} ${path}: the values of ${listed.join(", ")} are not in the text`);
    if (key !== undefined) keys.add(key);
    paths.set(path, { ...paths.get(path), [method]: operation });
    start = end + 2;
  }
  const [key, another] = keys;
  const scheme = key === undefined || another !== undefined ? undefined : schemeOf(key);
  const count = [...paths.values()].reduce((sum, item) => sum + Object.keys(item).length, 0);
  return {
    kind: `rendered GitBook page of ${count} operations`,
    coverage: "partial",
    document: {
      openapi: "3.1.0",
      ...(scheme && { components: { securitySchemes: { key: scheme } }, security: [{ key: [] }] }),
      paths: Object.fromEntries(paths),
    },
    samples: [],
    notes,
  };
}

const schemeOf = (header: string): JsonObject =>
  header.toLowerCase() === "authorization"
    ? { type: "http", scheme: "bearer" }
    : { type: "apiKey", in: "header", name: header };

interface OperationOnPage {
  readonly operation: JsonObject;
  readonly key: string | undefined;
  readonly listed: readonly string[];
}

function readOperation(lines: readonly string[]): OperationOnPage {
  const fields = new Map<string, Field[]>();
  const statuses: string[] = [];
  let section: Section | undefined;
  for (const line of lines) {
    const heading = sections.find(([name]) => name.test(line))?.[1];
    const place = section === "responses" ? `status ${statuses.at(-1)}` : (section ?? "");
    const list = fields.get(place) ?? [];
    const last = list.at(-1);
    const field = readField(line);
    const fallback = /^Default: (.+)$/.exec(line)?.[1];
    if (heading) section = heading;
    else if (section === "responses" && /^[1-5]\d\d$/.test(line)) statuses.push(line);
    else if (field) fields.set(place, [...list, field]);
    else if (last && fallback !== undefined) {
      fields.set(place, [...list.slice(0, -1), { ...last, schema: { ...last.schema, default: valueOf(fallback) } }]);
    }
  }
  const body = fields.get("body");
  const operation = {
    parameters: (["path", "query", "header"] as const).flatMap((place) =>
      (fields.get(place) ?? []).map(({ name, required, schema }) => ({ name, in: place, required, schema })),
    ),
    ...(body && { requestBody: { required: true, content: json(body) } }),
    responses: Object.fromEntries(
      statuses.map((status) => {
        const listed = fields.get(`status ${status}`);
        return [status, listed ? { content: json(listed) } : {}];
      }),
    ),
  };
  const listed = [...fields.values()].flat().filter((field) => field.listed);
  return { operation, key: fields.get("authorizations")?.[0]?.name, listed: listed.map(({ name }) => name) };
}

const json = (fields: readonly Field[]): JsonObject => ({
  "application/json": {
    schema: {
      type: "object",
      properties: Object.fromEntries(fields.map(({ name, schema }) => [name, schema])),
      required: fields.filter(({ required }) => required).map(({ name }) => name),
    },
  },
});

function readField(line: string): Field | undefined {
  if (line.length > longestLine) return undefined;
  const [, name, type = "", array, details = "", presence] = fieldLine.exec(line) ?? [];
  if (name === undefined) return undefined;
  const plain = / of$|^any$/.test(type) ? {} : { type };
  // On a list, a bound could be that of the list or of its items.
  const schema = array === undefined ? { ...plain, ...boundsOf(details, type) } : plain;
  return {
    name,
    required: presence === "Required",
    schema: array === undefined ? schema : { type: "array", items: schema },
    listed: details.split(" · ").includes("enum"),
  };
}

/** `min: 1` bounds a number itself, and the length of a text. */
function boundsOf(details: string, type: string): JsonObject {
  const bounds: Record<string, unknown> = {};
  for (const detail of details.split(" · ")) {
    const [, side, value] = /^(min|max): (-?[\d.]+)$/.exec(detail.trim()) ?? [];
    const [, pattern] = /^pattern: (.+)$/i.exec(detail.trim()) ?? [];
    if (side !== undefined) bounds[type === "string" ? `${side}Length` : `${side}imum`] = Number(value);
    if (pattern !== undefined) bounds["pattern"] = pattern;
  }
  return bounds;
}

const valueOf = (text: string): unknown => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text);
