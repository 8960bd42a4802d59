import { fileURLToPath } from "node:url";

import { readDocument } from "@switchboard/codegen/document";

export type Api = "blooio" | "blotato";

export interface Example {
  readonly name: string;
  readonly value: unknown;
}

interface SpecParameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly schema: Node;
  readonly required: boolean;
  /** Undefined where the document has none. */
  readonly example: unknown;
}

/** Where an operation stands in the facade: `x-sdk`. */
interface Place {
  readonly resource: string;
  readonly method: string;
  readonly isHandwritten: boolean;
}

/** What the body of a success holds: a page, all items, one item in an envelope, itself; or there is none. */
type ResultKind = "enveloped" | "items" | "nothing" | "page" | "whole";

export interface SpecOperation {
  readonly operationId: string;
  /** In upper case, as in a request. */
  readonly method: string;
  /** As in the document, with its parameters in braces. */
  readonly template: string;
  /** The template with the path of the server in front. */
  readonly path: string;
  /** Undefined for an operation that stands in the raw client alone. */
  readonly place: Place | undefined;
  /** Announced by the vendor: all that it gives is 501. */
  readonly isPlanned: boolean;
  /** Of path, query and header, with their schemas in place of references. */
  readonly parameters: readonly SpecParameter[];
  /** The schema of the body with its named examples; undefined where there is none. */
  readonly body: SpecBody | undefined;
  /** Names of the header parameters, in lower case. */
  readonly headers: readonly string[];
  /** The documented statuses with their named examples. */
  readonly responses: ReadonlyMap<number, readonly Example[]>;
  readonly result: ResultKind;
  /** What a request holds: the schemas of its parameters and of its body. */
  readonly requestSchemas: readonly Node[];
  /** What a response holds, of whatever status. */
  readonly responseSchemas: readonly Node[];
}

interface SpecBody {
  readonly schema: Node;
  readonly examples: readonly Example[];
  /** The fields that hold a file, which examples give in Base64: a body with one is a form. */
  readonly files: readonly string[];
}

/** How lists page: `x-pagination`. */
interface Pagination {
  readonly parameter: string;
  readonly items: string;
  readonly cursor: string;
  readonly more?: string;
}

export interface Specification {
  readonly api: Api;
  readonly serverUrl: URL;
  readonly pagination: Pagination;
  /** The fields that hold single objects, where the API wraps them. */
  readonly envelopes: readonly string[];
  readonly operations: readonly SpecOperation[];
  /** What a reference leads to; anything else as it is. */
  readonly follow: (node: Node) => Node;
  /** Every schema that can be reached from some, with its place in the document. */
  readonly reachableFrom: (schemas: readonly Node[]) => ReadonlySet<Node>;
  /** All component schemas by name. */
  readonly schemas: ReadonlyMap<string, Node>;
}

/** A node of the document; what it holds depends on where it is. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Node = Record<string, any>;

export const specFile = (api: Api): string =>
  fileURLToPath(import.meta.resolve(`@switchboard/specs/${api}/openapi.yaml`));

const documentOf = async (api: Api): Promise<Node> => (await readDocument(specFile(api))).document;
const documents: Readonly<Record<Api, Node>> = {
  blooio: await documentOf("blooio"),
  blotato: await documentOf("blotato"),
};

const methods = ["get", "post", "put", "patch", "delete"];

/** Reads the document from which everything is derived, without the generator and without the mock. */
export function readSpecification(api: Api): Specification {
  const document = documents[api];
  const follow = (node: Node): Node => {
    const reference: unknown = node["$ref"];
    if (typeof reference !== "string") return node;
    const found = reference
      .slice(2)
      .split("/")
      .reduce<Node | undefined>((parent, key) => parent?.[key], document);
    if (found === undefined) throw new Error(`${api}: ${reference} leads nowhere`);
    return follow(found);
  };
  const source: Source = {
    follow,
    basePath: new URL(document["servers"][0].url).pathname.replace(/\/$/, ""),
    pagination: document["x-pagination"],
    envelopes: [document["x-envelope"] ?? []].flat(),
  };
  return {
    api,
    serverUrl: new URL(document["servers"][0].url),
    pagination: source.pagination,
    envelopes: source.envelopes,
    operations: Object.entries<Node>(document["paths"]).flatMap(([template, item]) =>
      methods.flatMap((method) =>
        item[method] === undefined ? [] : [readOperation(source, template, method, item[method], item["parameters"])],
      ),
    ),
    follow,
    schemas: new Map(Object.entries<Node>(document["components"].schemas)),
    reachableFrom: (roots) => reachableFrom(roots, follow),
  };
}

interface Source extends Pick<Specification, "envelopes" | "follow" | "pagination"> {
  readonly basePath: string;
}

function readOperation(
  source: Source,
  template: string,
  method: string,
  operation: Node,
  ofPath: readonly Node[] = [],
): SpecOperation {
  const { basePath, follow } = source;
  const examplesOf = (content: Node | undefined): readonly Example[] =>
    Object.entries<Node>(content?.["examples"] ?? {}).map(([name, example]) => ({
      name,
      value: follow(example)["value"] as unknown,
    }));
  const parameters = [...ofPath, ...(operation["parameters"] ?? [])].map(follow);
  const responses = Object.entries<Node>(operation["responses"]).map(([status, response]) => {
    const content: Node | undefined = follow(response)["content"]?.["application/json"];
    return { status: Number(status), content };
  });
  const schemas = responses.flatMap(({ content }) => (content === undefined ? [] : [content["schema"] as Node]));
  const content: Node | undefined = operation["requestBody"] && follow(operation["requestBody"])["content"];
  const body: Node | undefined = content?.["application/json"] ?? content?.["multipart/form-data"];
  const fields: Node = (body && follow(body["schema"])["properties"]) ?? {};
  const files = Object.keys(fields).filter((name) => follow(fields[name])["format"] === "binary");
  return {
    operationId: operation["operationId"],
    method: method.toUpperCase(),
    template,
    path: `${basePath}${template}`,
    place: placeOf(operation["x-sdk"]),
    isPlanned: operation["x-planned"] === true,
    parameters: parameters.map((parameter) => ({
      name: parameter["name"],
      in: parameter["in"],
      schema: follow(parameter["schema"]),
      required: parameter["required"] === true,
      example: parameter["example"],
    })),
    body: body && { schema: body["schema"], examples: examplesOf(body), files },
    headers: parameters.filter((parameter) => parameter["in"] === "header").map(({ name }) => name.toLowerCase()),
    responses: new Map(responses.map((response) => [response.status, examplesOf(response.content)])),
    result: resultOf(source, parameters, responses.find(({ status }) => status < 300)?.content?.["schema"]),
    requestSchemas: [
      ...parameters.map(({ schema }) => schema as Node),
      ...(body === undefined ? [] : [body["schema"]]),
    ],
    responseSchemas: schemas,
  };
}

function placeOf(sdk: string | Node | undefined): Place | undefined {
  const place: string | undefined = typeof sdk === "object" ? sdk["method"] : sdk;
  if (place === undefined) return undefined;
  const [resource = "", method = ""] = place.split(".");
  return { resource, method, isHandwritten: typeof sdk === "object" };
}

function resultOf(
  { envelopes, follow, pagination }: Source,
  parameters: readonly Node[],
  schema: Node | undefined,
): ResultKind {
  if (schema === undefined) return "nothing";
  const fields: Node = follow(schema)["properties"] ?? {};
  if (fields[pagination.items] !== undefined && follow(fields[pagination.items])["type"] === "array") {
    return parameters.some(({ name }) => name === pagination.parameter) ? "page" : "items";
  }
  return envelopes.some((name) => name in fields) ? "enveloped" : "whole";
}

function reachableFrom(roots: readonly Node[], follow: Specification["follow"]): ReadonlySet<Node> {
  const reached = new Set<Node>();
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    const node = follow(value);
    if (reached.has(node)) return;
    reached.add(node);
    for (const child of Object.values(node)) visit(child);
  };
  for (const root of roots) visit(root);
  return reached;
}
