/** An OpenAPI document as the generators see it: its operations, with the names of their types and their places in the facade. */

/** Any node of a document; what it holds depends on where it is. */
// oxlint-disable-next-line typescript/no-explicit-any -- a document is checked where it is read
export type Node = Record<string, any>;

/** How lists page: a document's `x-pagination`. */
export interface Pagination {
  readonly parameter: string;
  readonly items: string;
  readonly cursor: string;
  readonly more?: string;
}

/** What a method of the facade gives. */
export type Result =
  /** Pages of items, of the type named. */
  | { readonly kind: "listing"; readonly item: string }
  /** All items of a list that comes whole, and the field that holds them. */
  | { readonly kind: "items"; readonly item: string; readonly field: string }
  /** What stands in the envelope, of the type named. */
  | { readonly kind: "enveloped"; readonly type: string }
  | { readonly kind: "whole"; readonly type: string }
  /** The response has no body. */
  | { readonly kind: "nothing" };

/** An operation's place in the facade. */
export interface Place {
  readonly resource: string;
  readonly method: string;
  /** Why the method is written by hand; undefined where it is generated. */
  readonly handwritten: string | undefined;
}

export interface Parameter {
  readonly name: string;
  readonly description: string;
  readonly example: unknown;
}

export interface Body {
  /** The name of its schema. */
  readonly type: string;
  readonly schema: Node;
  readonly isRequired: boolean;
  readonly examples: readonly NamedExample[];
}

export interface NamedExample {
  readonly name: string;
  readonly summary: string | undefined;
  readonly value: unknown;
}

export interface OperationModel {
  readonly id: string;
  /** In upper case. */
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly description: string;
  /** Undefined where the operation stands in `raw` alone. */
  readonly place: Place | undefined;
  /** In the order of the path. */
  readonly pathParameters: readonly Parameter[];
  readonly hasQuery: boolean;
  /** The documented values of its query; undefined where there are none. */
  readonly queryExample: Readonly<Record<string, unknown>> | undefined;
  readonly hasHeaders: boolean;
  readonly isKeyed: boolean;
  readonly body: Body | undefined;
  /** The names of the types of its successes; empty where they have no body. */
  readonly successTypes: readonly string[];
  readonly result: Result;
  /** Its documented errors: what each means, by status. */
  readonly errors: ReadonlyMap<number, string>;
}

export interface ApiModel {
  /** The name of the directory, such as `blooio`. */
  readonly name: string;
  readonly serverUrl: string;
  readonly pagination: Pagination;
  readonly operations: readonly OperationModel[];
  /** What a resource of the facade is, by its name. */
  readonly resources: ReadonlyMap<string, string>;
  readonly follow: (node: Node) => Node;
}

const methods = ["get", "put", "post", "patch", "delete"] as const;

/**
 * Reads a document.
 *
 * @param name the name of the API
 * @throws Error naming the operation, and what is expected of it
 */
export function readApi(name: string, document: Node): ApiModel {
  const follow = (node: Node): Node =>
    typeof node["$ref"] === "string" ? follow(at(document, node["$ref"].slice(2).split("/"))) : node;
  const pagination = document["x-pagination"] as Pagination | undefined;
  if (pagination === undefined) throw new Error("the document has no x-pagination, which says how its lists page");
  const envelope = document["x-envelope"] as string | undefined;
  const operations = Object.entries<Node>(document["paths"] ?? {}).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const node = item[method] as Node | undefined;
      if (node === undefined) return [];
      const parameters = [...(item["parameters"] ?? []), ...(node["parameters"] ?? [])].map(follow);
      return [inOperation(node, () => readOperation({ method, path, node, parameters, pagination, envelope, follow }))];
    }),
  );
  return {
    name,
    serverUrl: document["servers"]?.[0]?.url as string,
    pagination,
    operations,
    resources: resourcesOf(document, operations),
    follow,
  };
}

interface Source {
  readonly method: string;
  readonly path: string;
  readonly node: Node;
  readonly parameters: readonly Node[];
  readonly pagination: Pagination;
  readonly envelope: string | undefined;
  readonly follow: (node: Node) => Node;
}

function readOperation(source: Source): OperationModel {
  const { follow, method, node, parameters, path } = source;
  const inPath = [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => name as string);
  const named = (where: string): Node[] => parameters.filter((parameter) => parameter["in"] === where);
  const successes = Object.entries<Node>(node["responses"]).filter(([status]) => status.startsWith("2"));
  const contents = successes.flatMap(([, response]) => follow(response)["content"]?.["application/json"] ?? []);
  const successTypes = [...new Set(contents.map(({ schema }) => schemaName(schema, "a response")))];
  const errors = Object.entries<Node>(node["responses"]).filter(([status]) => /^[45]/.test(status));
  return {
    id: node["operationId"],
    method: method.toUpperCase(),
    path,
    summary: node["summary"] ?? "",
    description: node["description"] ?? "",
    place: placeOf(node["x-sdk"]),
    pathParameters: inPath.map((name) => {
      const parameter = named("path").find((each) => each["name"] === name);
      if (parameter === undefined) throw new Error(`the path has {${name}}, and no parameter of this name`);
      return { name, description: parameter["description"] ?? "", example: parameter["example"] };
    }),
    hasQuery: named("query").length > 0,
    queryExample: examplesIn(named("query")),
    hasHeaders: named("header").length > 0,
    isKeyed: named("header").some((parameter) => parameter["name"].toLowerCase() === "idempotency-key"),
    body: bodyOf(node["requestBody"] && follow(node["requestBody"]), follow),
    successTypes,
    result: resultOf(source, contents[0]?.schema),
    errors: new Map(errors.map(([status, response]) => [Number(status), follow(response)["description"] ?? ""])),
  };
}

function examplesIn(parameters: readonly Node[]): Readonly<Record<string, unknown>> | undefined {
  const examples = parameters.flatMap(({ example, name }) => (example === undefined ? [] : [[name, example] as const]));
  return examples.length === 0 ? undefined : Object.fromEntries(examples);
}

function placeOf(sdk: unknown): Place | undefined {
  const { method = sdk, handwritten } = (typeof sdk === "object" && sdk !== null ? sdk : {}) as Node;
  if (typeof method !== "string") return undefined;
  const [resource, name, ...rest] = method.split(".");
  if (resource === undefined || name === undefined || rest.length > 0) {
    throw new Error(`x-sdk is ${JSON.stringify(method)}; expected a resource and a method, such as chats.list`);
  }
  return { resource, method: name, handwritten };
}

function bodyOf(request: Node | undefined, follow: (node: Node) => Node): Body | undefined {
  const content = request?.["content"]?.["application/json"] as Node | undefined;
  if (content === undefined) return undefined;
  return {
    type: schemaName(content["schema"], "the body"),
    schema: content["schema"],
    isRequired: request?.["required"] === true,
    examples: Object.entries<Node>(content["examples"] ?? {}).map(([name, example]) => {
      const { summary, value } = follow(example);
      return { name, summary, value };
    }),
  };
}

function resultOf({ envelope, follow, pagination, parameters }: Source, schema: Node | undefined): Result {
  if (schema === undefined) return { kind: "nothing" };
  const fields = (follow(schema)["properties"] ?? {}) as Node;
  const items = fields[pagination.items] && follow(fields[pagination.items]);
  if (items?.["type"] === "array") {
    const item = schemaName(items["items"], `an item of ${pagination.items}`);
    const isPaged = parameters.some(({ in: place, name }) => place === "query" && name === pagination.parameter);
    return isPaged ? { kind: "listing", item } : { kind: "items", item, field: pagination.items };
  }
  if (envelope !== undefined && envelope in fields) {
    return { kind: "enveloped", type: schemaName(fields[envelope], `the field ${envelope}`) };
  }
  return { kind: "whole", type: schemaName(schema, "the response") };
}

/** The name of a component, which is the name of its type. */
export function schemaName(schema: Node | undefined, what: string): string {
  const [, name] = /^#\/components\/schemas\/(\w+)$/.exec(String(schema?.["$ref"])) ?? [];
  if (name === undefined) throw new Error(`${what} needs a schema with a name: a $ref to one of components/schemas`);
  return name;
}

/** A resource is described by the tag that most of its operations have. */
function resourcesOf(document: Node, operations: readonly OperationModel[]): ReadonlyMap<string, string> {
  const descriptions = new Map<string, string>(
    (document["tags"] ?? []).map((tag: Node) => [tag["name"], tag["description"] ?? ""]),
  );
  const tagOf = new Map<string, string>();
  for (const item of Object.values<Node>(document["paths"] ?? {})) {
    for (const method of methods) if (item[method]) tagOf.set(item[method].operationId, item[method].tags?.[0]);
  }
  return new Map(
    operations
      .flatMap(({ id, place }) =>
        place === undefined ? [] : [[place.resource, descriptions.get(tagOf.get(id) ?? "") ?? ""] as const],
      )
      .toReversed(),
  );
}

function at(document: Node, keys: readonly string[]): Node {
  const found = keys.reduce<Node | undefined>(
    (node, key) => node?.[key.replaceAll("~1", "/").replaceAll("~0", "~")],
    document,
  );
  if (found === undefined) throw new Error(`Can't resolve $ref #/${keys.join("/")}`);
  return found;
}

function inOperation<Value>(node: Node, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${node["operationId"] ?? "an operation without an operationId"}: ${reason}`, { cause: error });
  }
}
