import { readPlace, type Place } from "./facade-place.ts";
import type { Body, Example, Follow, Node, OperationModel, Pagination } from "./model.ts";
import { parametersOf, pathParametersOf, queryExampleOf, useOf } from "./parameters.ts";
import { Problem, within } from "./problem.ts";
import { described } from "./schemas.ts";
import { anyResultOf, otherwise, plainResultOf, successesOf, typeName } from "./result.ts";

/** Where an operation stands, and what holds for all of them. */
export interface OperationSource {
  /** Of the path. */
  readonly pointer: string;
  readonly path: string;
  readonly item: Node;
  /** In lower case. */
  readonly method: string;
  readonly pagination: Pagination;
  readonly envelopes: readonly string[];
  readonly follow: Follow;
}

/** @throws Problem for what cannot be generated, or not as the document says */
export function readOperation(source: OperationSource): OperationModel {
  const { item, method, path } = source;
  const node = (item[method] ?? {}) as Node;
  const pointer = `${source.pointer}/${method}`;
  const { operationId: id } = node;
  if (typeof id !== "string") throw new Problem(pointer, `${method.toUpperCase()} ${path} has no operationId`);
  return within(pointer, id, () => ({ id, pointer, ...contentsOf(source, node) }));
}

function contentsOf(source: OperationSource, node: Node): Omit<OperationModel, "id" | "pointer"> {
  const { follow, item, method, path } = source;
  if (node["servers"] !== undefined) throw new Problem("/servers", "the clients send everything to one address");
  const place = placeOf(node["x-sdk"]);
  const isPlain = place !== undefined && place.handwritten === undefined;
  const parameters = parametersOf(item, node, follow);
  const headers = parameters.filter((parameter) => parameter["in"] === "header");
  const required = headers.find((header) => header["required"] === true);
  if (isPlain && required !== undefined) {
    throw new Problem(
      "/parameters",
      `the header ${required["name"]} is required, and a generated method takes none; ${otherwise}`,
    );
  }
  const successes = successesOf(node["responses"] ?? {}, follow, place === undefined);
  const isPaged = parameters.some(({ in: kind, name }) => kind === "query" && name === source.pagination.parameter);
  const resultOf = isPlain ? plainResultOf : anyResultOf;
  return {
    method: method.toUpperCase(),
    path,
    summary: textOf(node["summary"]),
    description: textOf(node["description"]),
    tag: node["tags"]?.[0],
    isDeprecated: node["deprecated"] === true,
    place,
    pathParameters: pathParametersOf(path, parameters, follow),
    query: useOf(parameters, "query"),
    queryExample: queryExampleOf(parameters, follow),
    headers: useOf(parameters, "header"),
    isKeyed: headers.some((header) => header["name"].toLowerCase() === "idempotency-key"),
    rateLimit: rateLimitOf(node),
    body: node["requestBody"] && bodyOf(follow(node["requestBody"]), isPlain, source),
    successTypes: successes.types,
    mayBeEmpty: successes.mayBeEmpty,
    result: resultOf(successes, { ...source, isPaged }),
    errors: new Map(
      Object.entries<Node>(node["responses"])
        .filter(([status]) => !/^[123]/.test(status))
        .map(([status, response]) => [status, textOf(described(response, follow)["description"])]),
    ),
  };
}

/** @throws Problem for an invalid limit, or one of an operation that documents no 429 */
function rateLimitOf({ responses, "x-rate-limit": limit }: Node): number | undefined {
  if (limit === undefined) return undefined;
  if (!Number.isInteger(limit) || limit < 1) {
    throw new Problem(
      "/x-rate-limit",
      `x-rate-limit is ${JSON.stringify(limit)}; expected requests per minute, 1 or more`,
    );
  }
  if (responses["429"] !== undefined) return limit;
  throw new Problem("/x-rate-limit", "it has an x-rate-limit and documents no 429, which is the response beyond it");
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

function placeOf(sdk: unknown): Place | undefined {
  const read = readPlace(sdk);
  if ("problem" in read) throw new Problem(sdk === undefined ? "" : "/x-sdk", read.problem);
  return read.place;
}

function bodyOf(request: Node, isPlain: boolean, { follow, method }: OperationSource): Body {
  const pointer = "/requestBody";
  if (method === "get") throw new Problem(pointer, "a GET cannot have a body");
  const contents = Object.entries<Node>(request["content"] ?? {});
  const sent = contents.find(([type]) => type === "application/json" || type === "multipart/form-data");
  const other = contents.find((each) => each !== sent);
  if (isPlain && other !== undefined) {
    throw new Problem(
      pointer,
      `its body may be ${other[0]}, and a generated method sends application/json, or a form alone; ${otherwise}`,
    );
  }
  const [type, content] = sent ?? other ?? [];
  const files = content === undefined ? [] : filesIn(content["schema"], follow);
  if (isPlain && (type === "multipart/form-data") !== files.length > 0) {
    throw new Problem(pointer, "a form has a file, and only a form: a field of the body with the format binary");
  }
  return {
    type: typeName(content?.["schema"], "the body", pointer),
    isRequired: request["required"] === true,
    files,
    example: content && exampleOf(content, follow),
  };
}

/** The names of the fields that hold a file. */
const filesIn = (schema: Node, follow: Follow): string[] =>
  Object.entries<Node>(follow(schema)["properties"] ?? {})
    .filter(([, field]) => follow(field)["format"] === "binary")
    .map(([name]) => name);

function exampleOf(content: Node, follow: Follow): Example | undefined {
  const [named] = Object.values<Node>(content["examples"] ?? {});
  const { summary, value } = named === undefined ? { value: content["example"] } : follow(named);
  return value === undefined ? undefined : { summary, value };
}
