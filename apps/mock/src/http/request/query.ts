import type { Operation } from "../../prism/spec/load.ts";

export type Query = Readonly<Record<string, string | string[]>>;

type QueryParameter = NonNullable<NonNullable<Operation["request"]>["query"]>[number];

const typeOf = (parameter: QueryParameter): string => String(parameter.schema?.type ?? "string");

/**
 * The query parameters with a name of the spec; a repeated key gives a list. Other names are left out, as the vendors
 * do: Prism compares names without regard to case, and would take `LIMIT` for `limit`.
 */
export function parseQuery(search: URLSearchParams, names: ReadonlySet<string>): Query {
  if (search.size === 0) return {};
  const given = [...new Set(search.keys())].filter((name) => names.has(name));
  return Object.fromEntries(
    given.map((name) => {
      const [first = "", ...more] = search.getAll(name);
      return [name, more.length === 0 ? first : [first, ...more]];
    }),
  );
}

/** The names of all query parameters of a spec. */
export function queryNames(operations: readonly Operation[]): ReadonlySet<string> {
  return new Set(operations.flatMap(({ request }) => (request?.query ?? []).map(({ name }) => name)));
}

/** How a value that is not a string is written. JavaScript, and so Prism, also reads ` 1`, `0x10` and `1e1` as numbers. */
const spellings: Readonly<Record<string, RegExp>> = {
  integer: /^-?\d+$/,
  number: /^-?\d+(\.\d+)?$/,
  boolean: /^(true|false)$/,
};

/** Finds what Prism would let through: an empty value where a number or a known word is needed, and a misspelt number. */
export function misspeltValues(operation: Operation, query: Query): readonly string[] {
  return (operation.request?.query ?? []).flatMap((parameter) => {
    const given = query[parameter.name];
    if (given === undefined) return [];
    const type = typeOf(parameter);
    const values = [given].flat();
    const isFreeText = type === "string" && parameter.schema?.enum === undefined && !parameter.schema?.minLength;
    if (values.includes("") && !isFreeText) return [`query parameter ${parameter.name} is empty`];
    const spelling = spellings[type];
    const isMisspelt = spelling !== undefined && !values.every((value) => spelling.test(value));
    return isMisspelt ? [`query parameter ${parameter.name} must be ${type}`] : [];
  });
}

/** The query of a valid request in its types, with the defaults of the spec. Unknown names are left out. */
export function typedQuery(operation: Operation, query: Query): Record<string, unknown> {
  const typed: Record<string, unknown> = {};
  for (const parameter of operation.request?.query ?? []) {
    const value = query[parameter.name];
    // An empty value, such as `cursor=`, counts as a missing one.
    if (value === undefined || value === "") {
      const fallback: unknown = parameter.schema?.default;
      if (fallback !== undefined) typed[parameter.name] = fallback;
      continue;
    }
    const type = typeOf(parameter);
    if (type === "array") typed[parameter.name] = [value].flat();
    else if (type === "integer" || type === "number") typed[parameter.name] = Number(value);
    else if (type === "boolean") typed[parameter.name] = value === "true";
    else typed[parameter.name] = value;
  }
  return typed;
}
