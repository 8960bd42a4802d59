import type { Follow, Node } from "../api/model.ts";
import { componentOf, isNullable, isRequired, partsOf, propertyOf, typesOf } from "../api/schemas.ts";
import { ofTheirType, together, type Bound, type Bounds, type Reference } from "./bound.ts";
import { unionBounds } from "./union-bounds.ts";

type Read = (schema: Node) => Bound | undefined;

/**
 * Makes what reads the bounds of schemas. They are never narrower than the schema: other keywords are left to the service.
 *
 * @param named the bounds of a component
 */
export function boundsReader(follow: Follow, named: (component: string) => Reference | undefined): Read {
  // A schema within itself: its bounds end there.
  const reading = new Set<Node>();
  const read = (schema: Node): Bound | undefined => {
    const component = componentOf(schema);
    if (component !== undefined) return named(component);
    if (reading.has(schema)) return undefined;
    reading.add(schema);
    const parts = partsOf(schema, follow);
    const unions = parts.flatMap(({ anyOf, oneOf }) => [anyOf, oneOf].filter((union) => union !== undefined));
    const bounds = [ownBounds(parts, read, follow), ...unions.map((branches) => unionBounds(branches, read, follow))];
    reading.delete(schema);
    return together(bounds);
  };
  return read;
}

function ownBounds(parts: readonly Node[], read: Read, follow: Follow): Bound | undefined {
  const types = typesOf(parts);
  const allows = (...names: readonly string[]): boolean => types?.some((type) => names.includes(type)) ?? true;
  const bounds = [
    ...(allows("string") ? textBounds(parts) : []),
    ...(allows("integer", "number") ? [numberBounds(parts)] : []),
    ...(allows("array") ? [listBounds(parts, read, follow)] : []),
    ...(allows("object") ? [objectBounds(parts, read, follow)] : []),
  ].filter((each) => each !== undefined);
  // A value of any other type is not theirs to reject.
  const isCertain = types?.length === 1;
  return isCertain || bounds.length === 0 ? together(bounds) : ofTheirType(bounds);
}

function textBounds(parts: readonly Node[]): (Bounds | undefined)[] {
  const [pattern, ...others] = new Set(parts.flatMap((part) => (part["pattern"] as string | undefined) ?? []));
  const limits = limitsOf(parts, "minLength", "maxLength");
  return [
    bounded({ type: "text", ...limits, ...(pattern !== undefined && { pattern: checked(pattern) }) }),
    ...others.map((other): Bounds => ({ type: "text", pattern: checked(other) })),
  ];
}

const numberBounds = (parts: readonly Node[]): Bounds | undefined =>
  bounded({ type: "number", ...limitsOf(parts, "minimum", "maximum") });

function listBounds(parts: readonly Node[], read: Read, follow: Follow): Bounds | undefined {
  // Beside `prefixItems`, `items` is about the rest of them.
  const schemas = parts.filter((part) => part["prefixItems"] === undefined).flatMap((part) => part["items"] ?? []);
  const items = together(schemas.map((schema) => (isNullable(schema, follow) ? undefined : read(schema))));
  return bounded({ type: "list", ...limitsOf(parts, "minItems", "maxItems"), ...(items !== undefined && { items }) });
}

function objectBounds(parts: readonly Node[], read: Read, follow: Follow): Bounds | undefined {
  const names = [...new Set(parts.flatMap((part) => Object.keys(part["properties"] ?? {})))];
  const fields = names.flatMap((name) => {
    const schemas = propertyOf(parts, name);
    const bound = together(schemas.map(read));
    if (bound === undefined) return [];
    // The check takes null for a field that is not there, and only a response has a read-only one.
    const mayBeAbsent = schemas.every((schema) => isNullable(schema, follow) || follow(schema)["readOnly"] === true);
    return [{ name, bound, required: isRequired(parts, name) && !mayBeAbsent }];
  });
  if (fields.length === 0) return undefined;
  const required = fields.filter((field) => field.required).map(({ name }) => name);
  return {
    type: "object",
    fields: Object.fromEntries(fields.map(({ bound, name }) => [name, bound])),
    ...(required.length > 0 && { required }),
  };
}

/** The narrowest of the limits that several schemas set. */
function limitsOf(parts: readonly Node[], least: string, most: string): { minimum?: number; maximum?: number } {
  const [minima, maxima] = [least, most].map((key) => parts.flatMap((part) => (part[key] as number | undefined) ?? []));
  return {
    ...(minima !== undefined && minima.length > 0 && { minimum: Math.max(...minima) }),
    ...(maxima !== undefined && maxima.length > 0 && { maximum: Math.min(...maxima) }),
  };
}

/** Bounds without a limit are left out. */
const bounded = (bounds: Bounds): Bounds | undefined => (Object.keys(bounds).length > 1 ? bounds : undefined);

/** @throws Error for a pattern that the check could not use */
function checked(pattern: string): string {
  try {
    void new RegExp(pattern, "u");
    return pattern;
  } catch (error) {
    throw new Error(`the pattern ${pattern} is not one of JavaScript with the flag "u"`, { cause: error });
  }
}
