import { isTypeName } from "./names.ts";
import type { Follow, Node, Pagination, Result } from "./model.ts";
import { Problem } from "./problem.ts";
import { componentOf, isRequired, partsOf, propertyOf, typesOf } from "./schemas.ts";

/** The successes of an operation. */
export interface Successes {
  readonly types: readonly string[];
  readonly mayBeEmpty: boolean;
  /** The first that has a body. */
  readonly first: { readonly type: string; readonly schema: Node } | undefined;
}

const json = "application/json";

/** @param mayFail whether there may be no success: where a vendor has only planned an operation, only an error is documented */
export function successesOf(responses: Node, follow: Follow, mayFail = false): Successes {
  const successes = Object.entries<Node>(responses).filter(([status]) => status.startsWith("2"));
  if (successes.length === 0 && !mayFail)
    throw new Problem("/responses", "no success is documented; expected a status such as 200");
  const schemas = successes.flatMap(([status, response]) => {
    const content = (follow(response)["content"] ?? {}) as Node;
    const other = Object.keys(content).find((type) => type !== json);
    const pointer = `/responses/${status}`;
    if (other !== undefined)
      throw new Problem(pointer, `the response ${status} has ${other}; the clients read ${json} only`);
    if (!(json in content)) return [];
    const { schema } = content[json] as Node;
    return [{ type: typeName(schema, `the response ${status}`, pointer), schema: schema as Node }];
  });
  return {
    types: [...new Set(schemas.map(({ type }) => type))],
    mayBeEmpty: schemas.length < successes.length,
    first: schemas[0],
  };
}

/** What decides about a result. */
interface Context {
  readonly method: string;
  readonly pagination: Pagination;
  /** It takes a cursor. */
  readonly isPaged: boolean;
  /** The fields in which single objects arrive. */
  readonly envelopes: readonly string[];
  readonly follow: Follow;
}

/** The result of a generated method, which must be known for certain. */
export function plainResultOf({ first, mayBeEmpty, types: given }: Successes, context: Context): Result {
  const kinds = [...given, ...(mayBeEmpty ? ["no body"] : [])];
  if (kinds.length > 1) {
    throw new Problem(
      "/responses",
      `its successes differ (${kinds.join(", ")}), and a generated method gives one type; ${otherwise}`,
    );
  }
  if (first === undefined) return { kind: "nothing" };
  const { schema, type } = first;
  const { envelopes, follow, isPaged, method, pagination } = context;
  const parts = partsOf(schema, follow);
  const types = typesOf(parts);
  if (types !== undefined && !types.includes("object")) {
    throw new Problem(
      "/responses",
      `${type} is of type ${types.join(" or ")}, and the facade reads objects; ${otherwise}`,
    );
  }
  const list = listOf(parts, pagination, follow);
  if (list !== undefined) {
    const item = typeName(list.items, `an item of ${pagination.items} in ${type}`, "/responses");
    if (isPaged) {
      checkPage(parts, type, pagination);
      return { kind: "listing", item };
    }
    checkRequired(parts, type, pagination.items);
    return { kind: "items", item, field: pagination.items };
  }
  if (isPaged) {
    throw new Problem(
      "/responses",
      `it takes "${pagination.parameter}", and ${type} has no list "${pagination.items}"; ${otherwise}`,
    );
  }
  for (const field of envelopes) {
    const [enveloped] = propertyOf(parts, field);
    if (enveloped === undefined) continue;
    checkRequired(parts, type, field);
    return { kind: "enveloped", type: typeName(enveloped, `the field ${field} of ${type}`, "/responses"), field };
  }
  return { kind: "whole", type, hasId: method === "post" && hasId(parts, follow) };
}

/** The result of any other operation, as far as something depends on it: whether it gives pages. */
export function anyResultOf({ first }: Successes, { follow, isPaged, pagination }: Context): Result {
  if (first === undefined) return { kind: "nothing" };
  const { schema, type } = first;
  const list = isPaged ? listOf(partsOf(schema, follow), pagination, follow) : undefined;
  if (list === undefined) return { kind: "whole", type, hasId: false };
  return { kind: "listing", item: typeName(list.items, `an item of ${pagination.items} in ${type}`, "/responses") };
}

export const otherwise =
  'otherwise write the method by hand, "x-sdk: { method, handwritten }", or leave it out, "x-sdk: { rawOnly }", each with the reason';

/** The list of a page, and the schema of its items where there is one. */
function listOf(
  parts: readonly Node[],
  { items }: Pagination,
  follow: Follow,
): { readonly items: Node | undefined } | undefined {
  const list = propertyOf(parts, items).flatMap((schema) => partsOf(schema, follow));
  if (typesOf(list)?.includes("array") !== true) return undefined;
  return { items: list.find((part) => part["items"] !== undefined)?.["items"] as Node | undefined };
}

function checkPage(parts: readonly Node[], type: string, { cursor, more }: Pagination): void {
  const missing = [cursor, more].find((name) => name !== undefined && propertyOf(parts, name).length === 0);
  if (missing === undefined) return;
  throw new Problem("/responses", `${type} has no "${missing}", which x-pagination names`);
}

function checkRequired(parts: readonly Node[], type: string, field: string): void {
  if (isRequired(parts, field)) return;
  throw new Problem("/responses", `"${field}" of ${type} is the result, and must be required`);
}

/** What was made is useless without its id. */
function hasId(parts: readonly Node[], follow: Follow): boolean {
  const types = typesOf(propertyOf(parts, "id").flatMap((schema) => partsOf(schema, follow)));
  return isRequired(parts, "id") && types?.join() === "string";
}

/** The name of a component, which is the name of its type. */
export function typeName(schema: Node | undefined, what: string, pointer: string): string {
  // A schema may be a boolean, too.
  const name = schema ? componentOf(schema) : undefined;
  if (name !== undefined && isTypeName(name)) return name;
  const expected = "needs a schema with a name: a $ref to one of components/schemas";
  throw new Problem(
    pointer,
    name === undefined ? `${what} ${expected}` : `no type can be called ${name}; rename the schema`,
  );
}
