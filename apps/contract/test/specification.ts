import { fileURLToPath } from "node:url";

import { readDocument } from "@switchboard/codegen/document";

export type Api = "blooio" | "blotato";

export interface Example {
  readonly name: string;
  readonly value: unknown;
}

export interface SpecParameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly schema: Node;
}

export interface SpecOperation {
  readonly operationId: string;
  /** In upper case, as in a request. */
  readonly method: string;
  /** With the path of the server in front, and its parameters in braces. */
  readonly path: string;
  /** Of path, query and header, with their schemas in place of references. */
  readonly parameters: readonly SpecParameter[];
  /** The schema of the body with its named examples; undefined where there is none. */
  readonly body: { readonly schema: Node; readonly examples: readonly Example[] } | undefined;
  /** Names of the header parameters, in lower case. */
  readonly headers: readonly string[];
  /** The documented statuses with their named examples. */
  readonly responses: ReadonlyMap<number, readonly Example[]>;
  readonly takesBody: boolean;
  /** What a request holds: the schemas of its parameters and of its body. */
  readonly requestSchemas: readonly Node[];
  /** What an answer holds, of whatever status. */
  readonly responseSchemas: readonly Node[];
}

export interface Specification {
  readonly serverUrl: URL;
  readonly operations: readonly SpecOperation[];
  /** A component schema, its references left as they are. */
  readonly schema: (name: string) => Node;
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
  const examplesOf = (content: Node | undefined): readonly Example[] =>
    Object.entries<Node>(content?.["examples"] ?? {}).map(([name, example]) => ({
      name,
      value: follow(example)["value"] as unknown,
    }));
  const serverUrl = new URL(document["servers"][0].url);
  const basePath = serverUrl.pathname.replace(/\/$/, "");
  const operations = Object.entries<Node>(document["paths"]).flatMap(([path, item]) =>
    methods.flatMap((method): SpecOperation[] => {
      const operation: Node | undefined = item[method];
      if (operation === undefined) return [];
      const parameters: Node[] = [...(item["parameters"] ?? []), ...(operation["parameters"] ?? [])].map(follow);
      const responses = Object.entries<Node>(operation["responses"]).map(([status, response]) => {
        const content: Node = follow(response)["content"]["application/json"];
        return { status: Number(status), content };
      });
      const bodyContent: Node | undefined = operation["requestBody"]?.content["application/json"];
      const body: Node | undefined = bodyContent?.["schema"];
      return [
        {
          operationId: operation["operationId"],
          method: method.toUpperCase(),
          path: `${basePath}${path}`,
          parameters: parameters.map((parameter) => ({
            name: parameter["name"],
            in: parameter["in"],
            schema: follow(parameter["schema"]),
          })),
          takesBody: body !== undefined,
          body: body && { schema: body, examples: examplesOf(bodyContent) },
          headers: parameters.filter((parameter) => parameter["in"] === "header").map(({ name }) => name.toLowerCase()),
          responses: new Map(responses.map(({ status, content }) => [status, examplesOf(content)])),
          requestSchemas: [...parameters.map(({ schema }) => schema as Node), ...(body === undefined ? [] : [body])],
          responseSchemas: responses.map(({ content }) => content["schema"] as Node),
        },
      ];
    }),
  );
  const schemas = new Map(Object.entries<Node>(document["components"].schemas));
  const schema = (name: string): Node => {
    const found = schemas.get(name);
    if (found === undefined) throw new Error(`${api} has no schema ${name}`);
    return found;
  };
  const reachableFrom = (roots: readonly Node[]): ReadonlySet<Node> => {
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
  };
  return { serverUrl, operations, schema, schemas, reachableFrom };
}
