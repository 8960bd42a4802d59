import type { JsonObject } from "@switchboard/spec-changes";

import { boundsInWords, readNamedLine, readValuesLine, withValues, type FieldLine } from "./field-lines.ts";
import { placeFields } from "./place-fields.ts";
import { readSample } from "./read-sample.ts";
import { methodWords, type VendorDocument } from "./vendor-document.ts";

const operationLine = new RegExp(`^(${methodWords})\\s*(/\\S*)$`);

const sections: readonly (readonly [RegExp, Section])[] = [
  [/^path parameters$/i, "path"],
  [/^headers$/i, "header"],
  [/^query parameters$/i, "query"],
  [/^(?:request )?body(?: parameters)?$/i, "body"],
  [/^returns$/i, "returns"],
  [/^response codes$/i, "statuses"],
  [/^request$/i, "sample"],
  [/^response object\s*(?:example)?$/i, "sample"],
];

type Section = "path" | "header" | "query" | "body" | "returns" | "statuses" | "sample";

/** Whether a text has an operation line and a heading of such a page. */
export const isReferencePage = (text: string): boolean => {
  const lines = linesOf(text);
  return (
    lines.some((line) => operationLine.test(line)) && lines.some((line) => sections.some(([name]) => name.test(line)))
  );
};

const linesOf = (text: string): string[] => text.split(/\r?\n/).map((line) => line.trim());

/** Reads the text of a rendered reference page: an operation with its parameters, returned fields and statuses. */
export function readReferencePage(text: string): VendorDocument {
  const lines = linesOf(text).filter((line) => line !== "");
  const starts = lines.flatMap((line, index) => (operationLine.test(line) ? [index] : []));
  const operations = starts.map((start, index) => readOperation(lines.slice(start, starts[index + 1])));
  const paths = new Map<string, JsonObject>();
  for (const { method, path, operation } of operations) paths.set(path, { ...paths.get(path), [method]: operation });
  const server = operations.find((operation) => operation.server !== undefined)?.server;
  return {
    kind: `rendered reference page of ${operations.length === 1 ? "1 operation" : `${operations.length} operations`}`,
    coverage: "names",
    document: {
      openapi: "3.1.0",
      ...(server !== undefined && { servers: [{ url: server }] }),
      ...(operations.some(({ bearer }) => bearer) && {
        components: { securitySchemes: { bearer: { type: "http", scheme: "bearer" } } },
        security: [{ bearer: [] }],
      }),
      paths: Object.fromEntries(paths),
    },
    samples: [],
    notes: operations.flatMap(({ notes }) => notes),
  };
}

interface OperationOnPage {
  readonly method: string;
  readonly path: string;
  readonly operation: JsonObject;
  readonly server: string | undefined;
  readonly bearer: boolean;
  readonly notes: readonly string[];
}

function readOperation(lines: readonly string[]): OperationOnPage {
  const [, method = "", path = ""] = operationLine.exec(lines[0] ?? "") ?? [];
  const fields = new Map<Section, FieldLine[]>();
  const statuses: string[] = [];
  let section: Section | undefined;
  for (const line of lines.slice(1)) {
    const heading = sections.find(([name]) => name.test(line))?.[1];
    if (heading) section = heading;
    else if (section === "statuses") {
      const [, status] = /^([1-5]\d\d)(?!\d)/.exec(line) ?? [];
      if (status === undefined) section = undefined;
      else statuses.push(status);
    } else if (section !== undefined && section !== "sample") addLine(fields, section, line);
  }
  const listed = (name: Section): readonly FieldLine[] => fields.get(name) ?? [];
  const text = lines.join("\n");
  const returned = placeIn(listed("returns"), sampleAfter(text, /^response object.*$/im));
  const body = placeIn(listed("body"), sampleAfter(text, /\s(?:-d|--data(?:-raw)?)\s+'/));
  const success = statuses.find((status) => status.startsWith("2"));
  const authorization = listed("header").some(({ name }) => /^authorization$/i.test(name));
  const name = `${method} ${path}`;
  return {
    method: method.toLowerCase(),
    path,
    server: serverOf(text, path),
    bearer: authorization && /^bearer\b/im.test(text),
    operation: {
      parameters: (["path", "header", "query"] as const).flatMap((place) =>
        listed(place).map(({ name: parameter, required, schema }) => ({
          name: parameter,
          in: place,
          required,
          schema,
        })),
      ),
      ...(listed("body").length > 0 && {
        requestBody: { required: true, ...(body.schema && { content: json(body.schema) }) },
      }),
      responses: Object.fromEntries(
        statuses.map((status) => [
          status,
          status === success && returned.schema ? { content: json(returned.schema) } : {},
        ]),
      ),
    },
    notes: [
      ...[returned.note, body.note].filter((note) => note !== undefined).map((note) => `${name}: ${note}`),
      ...(statuses.length === 0 ? [`${name}: no response codes were found`] : []),
    ],
  };
}

const json = (schema: JsonObject): JsonObject => ({ "application/json": { schema } });

/** A field, or something about the field above: its values, or a sentence with a bound. */
function addLine(fields: Map<Section, FieldLine[]>, section: Section, line: string): void {
  const list = fields.get(section) ?? [];
  fields.set(section, list);
  const field = readNamedLine(line);
  const last = list.at(-1);
  if (field) list.push(field);
  else if (last) {
    const values = readValuesLine(line);
    const schema = values ? withValues(last.schema, values) : { ...last.schema, ...boundsInWords(line, last.schema) };
    list[list.length - 1] = { ...last, schema };
  }
}

function placeIn(
  fields: readonly FieldLine[],
  sample: unknown,
): { readonly schema?: JsonObject; readonly note?: string } {
  if (fields.length === 0) return {};
  if (sample === undefined) {
    return { note: `no sample shows how its ${fields.length} fields are nested, so they are not compared` };
  }
  const { schema, unplaced } = placeFields(fields, sample);
  return { schema, ...(unplaced.length > 0 && { note: `not in the sample, so not compared: ${unplaced.join(", ")}` }) };
}

function sampleAfter(text: string, mark: RegExp): unknown {
  const found = mark.exec(text);
  return found === null ? undefined : readSample(text, found.index + found[0].length)?.value;
}

/** The address of the sample request, without the path of the operation. */
function serverOf(text: string, path: string): string | undefined {
  const [, address] = /\bcurl\b.*?(https?:\/\/[^\s?"'\\]+)/.exec(text) ?? [];
  if (address === undefined || !URL.canParse(address)) return undefined;
  const parts = path.split("/").length - 1;
  const url = new URL(address);
  const segments = url.pathname.split("/");
  const base = segments.slice(0, Math.max(1, segments.length - parts)).join("/");
  return url.origin + base;
}
