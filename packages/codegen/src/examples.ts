import type { ApiModel, Node } from "./api/model.ts";
import type { OpenApiDocument } from "./document.ts";
import { banner, capitalized, wideLiteral } from "./source-text.ts";

/**
 * Writes the ids that the documented requests of an API name, and the records that they get. A mock that begins with these can be
 * sent each example as it is printed.
 */
export function generateExamples({ follow, name, operations }: ApiModel, { paths }: OpenApiDocument): string {
  const ids: Record<string, string> = {};
  const records: Record<string, unknown> = {};
  const note = (key: string, id: unknown): void => {
    if (typeof id === "string") ids[key] ??= id;
  };
  const found = operations.map(({ id, method, path }) => {
    const item = (paths as Readonly<Record<string, Node>>)[path] ?? {};
    const operation = item[method.toLowerCase()] as Node;
    const parameters = [...(operation["parameters"] ?? []), ...(item["parameters"] ?? [])].map(follow);
    for (const parameter of parameters) if (parameter["in"] === "path") note(parameter["name"], parameter["example"]);
    const [, last] = /\{(\w+)\}$/.exec(path) ?? [];
    if (method === "GET" && last !== undefined) {
      const { example } = parameters.find((parameter) => parameter["name"] === last) ?? {};
      const record = examplesIn(follow, operation["responses"]?.["200"])
        .map((response) => recordIn(response, example))
        .find((each) => each !== undefined);
      if (record !== undefined) records[id] = record;
    }
    return operation;
  });
  // The ids of path parameters come first.
  for (const operation of found) {
    for (const example of examplesIn(follow, operation["requestBody"])) visit(example, note);
  }
  const type = `${capitalized(name)}OperationId`;
  return `${banner(name)}
import type { ${type} } from "./operations.ts";

type ExampleRecord = { readonly id: string } & Readonly<Record<string, unknown>>;

/** The ids in the documented requests, by the names of path parameters, then of fields. */
export const exampleIds = ${wideLiteral(ids, 26)} as const;

/** Of each operation that reads one record: the record with the id of its path parameter's example, without an envelope. */
export const exampleRecords: Readonly<Partial<Record<${type}, ExampleRecord>>> = ${wideLiteral(records, 80)};
`;
}

/** The examples of a request body or a response. */
function examplesIn(follow: ApiModel["follow"], holder: Node | undefined): readonly unknown[] {
  const { example, examples = {} } = (holder && follow(holder)["content"]?.["application/json"]) ?? {};
  const named = Object.values<Node>(examples).map((each) => follow(each)["value"] as unknown);
  return example === undefined ? named : [example, ...named];
}

/** What has the id, in a response or one level within it. */
function recordIn(response: unknown, id: unknown): unknown {
  if (typeof response !== "object" || response === null) return undefined;
  return [response, ...Object.values(response)].find((part: Node | null) => id !== undefined && part?.["id"] === id);
}

function visit(value: unknown, note: (key: string, id: unknown) => void): void {
  if (typeof value !== "object" || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    if (/(_id|[a-z]Id)$/.test(key)) note(key, child);
    visit(child, note);
  }
}
