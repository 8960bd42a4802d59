import type { ApiModel, Node } from "../src/api/model.ts";
import { readApi } from "../src/api/read-api.ts";

/** What a document of the bakery has beyond its list of loaves. */
export interface Parts {
  readonly paths?: Node;
  readonly schemas?: Node;
  /** Of `components`. */
  readonly components?: Node;
  /** At the root. */
  readonly root?: Node;
}

export const ref = (name: string): Node => ({ $ref: `#/components/schemas/${name}` });

/** A response, or a request body, with a schema. */
export const json = (schema: Node): Node => ({ description: "Good.", content: { "application/json": { schema } } });

/** An operation of the bakery, which gives a loaf. */
export const operation = (id: string, fields: Node = {}): Node => ({
  operationId: id,
  summary: "Do it",
  tags: ["loaves"],
  "x-sdk": `loaves.${id}`,
  responses: { "200": json(ref("Loaf")) },
  ...fields,
});

/** A document with pages of loaves. */
export const bakery = ({ components, paths, root, schemas }: Parts = {}): Node => ({
  openapi: "3.1.0",
  info: { title: "Bakery", version: "1" },
  servers: [{ url: "https://bakery.test/v1" }],
  tags: [{ name: "loaves", description: "What is baked." }],
  "x-pagination": { parameter: "cursor", items: "items", cursor: "next" },
  "x-envelope": ["data", "loaf"],
  ...root,
  paths: {
    "/loaves": {
      get: operation("listLoaves", {
        "x-sdk": "loaves.list",
        parameters: [{ name: "cursor", in: "query", schema: { type: "string" } }],
        responses: { "200": json(ref("LoafPage")) },
      }),
    },
    ...paths,
  },
  components: {
    ...components,
    schemas: {
      LoafPage: {
        type: "object",
        required: ["items"],
        properties: { items: { type: "array", items: ref("Loaf") }, next: { type: "string" } },
      },
      Loaf: { type: "object", required: ["id"], properties: { id: { type: "string" } } },
      Order: {
        type: "object",
        required: ["flour"],
        properties: { flour: { type: "string" }, count: { type: "integer" } },
      },
      ...schemas,
    },
  },
});

export const readBakery = (parts?: Parts): ApiModel => readApi("bakery", bakery(parts));

/** The model of one operation, at a path of its own. */
export function operationAt(
  path: string,
  fields: Node,
  parts: Parts = {},
  method: string = "post",
): ApiModel["operations"][number] {
  const { operations } = readBakery({
    ...parts,
    paths: { [path]: { [method]: operation("try1", fields) }, ...parts.paths },
  });
  const found = operations.find(({ id }) => id === "try1");
  if (found === undefined) throw new Error("the operation was not read");
  return found;
}
