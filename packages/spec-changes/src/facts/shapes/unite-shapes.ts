import { canonical } from "../json.ts";
import { meaningOf } from "./meaning.ts";
import {
  anything,
  limitNames,
  lowerBounds,
  upperBounds,
  type Conditions,
  type Limits,
  type Property,
  type Shape,
} from "./shape.ts";

/**
 * Values that fit one of several schemas: `oneOf` and `anyOf` alike. Objects that each carry a required field with one value of
 * their own (`targetType: facebook`) stay apart as cases, named by that value. All others merge into the widest
 * shape, which keeps each field comparable; `branches` then says what was merged.
 */
export function unite(shapes: readonly Shape[], pointer: string): Shape {
  const [first, ...rest] = shapes;
  if (first === undefined) return anything(pointer);
  if (rest.length === 0) return first;
  const merged = mergeWidest(shapes, pointer);
  const branches = shapes.flatMap(branchesOf);
  const groups = groupByTag(branches);
  if (groups) {
    return { ...merged, cases: new Map([...groups].map(([label, group]) => [label, unite(group, pointer)])) };
  }
  // Null belongs to the whole.
  return { ...merged, branches: isList(branches) ? [] : branches.map((branch) => ({ ...branch, nullable: false })) };
}

/** A union within a union is one union. */
export function branchesOf(shape: Shape): readonly Shape[] {
  const branches = shape.cases ? [...shape.cases.values()] : shape.branches;
  return branches.length === 0 ? [shape] : branches.flatMap(branchesOf);
}

/** Schemas of types alone, or of values alone, become one list of types or values. */
function isList(branches: readonly Shape[]): boolean {
  const saysNoMore = ({ nullable, open, pointer, types, values }: Shape): string =>
    meaningOf({
      ...anything(pointer),
      types,
      nullable,
      ...(values && { values }),
      ...(open !== undefined && { open }),
    });
  const listed = branches.filter(({ values }) => values).length;
  return (
    (listed === 0 || listed === branches.length) &&
    branches.every((branch) => branch.types.length > 0 && meaningOf(branch) === saysNoMore(branch))
  );
}

function groupByTag(shapes: readonly Shape[]): Map<string, Shape[]> | undefined {
  for (const name of shapes[0]?.properties.keys() ?? []) {
    const tags = shapes.map((shape) => tagOf(shape, name));
    if (tags.every((tag) => tag !== undefined) && new Set(tags).size > 1) {
      return Map.groupBy(shapes, (shape) => tagOf(shape, name) ?? "");
    }
  }
  return undefined;
}

function tagOf(shape: Shape, name: string): string | undefined {
  const property = shape.properties.get(name);
  const [value, another] = property?.shape.values ?? [];
  return property?.required && typeof value === "string" && another === undefined ? value : undefined;
}

function mergeWidest(shapes: readonly Shape[], pointer: string): Shape {
  const [first] = shapes;
  if (first && shapes.every((shape) => shape === first)) return first;
  const untyped = shapes.some((shape) => shape.types.length === 0);
  const types = untyped ? [] : [...new Set(shapes.flatMap((shape) => shape.types))].toSorted();
  // Merging an integer with a number leaves a number.
  const distinct = types.includes("number") ? types.filter((type) => type !== "integer") : types;
  const values = shapes.every((shape) => shape.values)
    ? unique(shapes.flatMap((shape) => shape.values ?? []))
    : undefined;
  const marks = shapes.flatMap(({ open }) => open ?? []);
  const items = shapes.flatMap((shape) => shape.items ?? []);
  const objects = shapes.filter((shape) => shape.properties.size > 0 || shape.types.includes("object"));
  return {
    pointer,
    types: distinct,
    nullable: shapes.some((shape) => shape.nullable),
    ...(values && { values }),
    ...(values && marks.length > 0 && { open: marks.includes(true) }),
    limits: looser(shapes),
    conditions: commonConditions(shapes),
    properties: uniteProperties(objects),
    additional: uniteAdditional(objects, pointer),
    ...(items[0] && { items: unitePart(items) }),
    tuple: uniteTuples(shapes),
    branches: [],
  };
}

const unique = (values: readonly unknown[]): unknown[] =>
  values.filter((value, index) => values.findIndex((other) => canonical(other) === canonical(value)) === index);

/** A part of merged shapes: its cases are of interest, while its branches would repeat those of the whole. */
function unitePart(shapes: readonly Shape[]): Shape {
  const pointer = shapes[0]?.pointer ?? "";
  const merged = mergeWidest(shapes, pointer);
  const groups = shapes.length > 1 ? groupByTag(shapes) : undefined;
  return groups ? { ...merged, cases: new Map([...groups].map(([tag, group]) => [tag, unitePart(group)])) } : merged;
}

/** The places that each list has. */
function uniteTuples(shapes: readonly Shape[]): readonly Shape[] {
  const [first, ...rest] = shapes.filter(({ types }) => types.includes("array")).map(({ tuple }) => tuple);
  const shared = first?.slice(0, Math.min(...rest.map(({ length }) => length))) ?? [];
  return shared.map((shape, index) => unitePart([shape, ...rest.flatMap((tuple) => tuple[index] ?? [])]));
}

function commonConditions([first, ...rest]: readonly Shape[]): Conditions {
  const shared = [...(first?.conditions ?? [])].map(([keyword, entries]) => {
    const everywhere = [...entries].filter(([key]) => rest.every((shape) => shape.conditions.get(keyword)?.has(key)));
    return [keyword, new Map(everywhere)] as const;
  });
  return new Map(shared.filter(([, entries]) => entries.size > 0));
}

function uniteProperties(shapes: readonly Shape[]): ReadonlyMap<string, Property> {
  const names = new Set(shapes.flatMap((shape) => [...shape.properties.keys()]));
  return new Map(
    [...names].map((name): [string, Property] => {
      const known = shapes.flatMap((shape) => shape.properties.get(name) ?? []);
      const required = known.length === shapes.length && known.every((property) => property.required);
      return [name, { required, shape: unitePart(known.map((property) => property.shape)) }];
    }),
  );
}

function uniteAdditional(shapes: readonly Shape[], pointer: string): Shape["additional"] {
  const kinds = shapes.map((shape) => shape.additional);
  if (kinds.length === 0 || kinds.includes("open")) return "open";
  const known = kinds.filter((kind) => typeof kind === "object");
  return known.length === 0 ? "closed" : { ...unitePart(known), pointer };
}

function looser(shapes: readonly Shape[]): Limits {
  const merged: Record<string, unknown> = {};
  for (const name of limitNames) {
    const concerned = shapes.filter((shape) => concerns(name, shape));
    const limits = concerned.map((shape) => shape.limits[name]);
    const [first] = limits;
    if (first === undefined || limits.includes(undefined)) continue;
    if (lowerBounds.has(name)) merged[name] = Math.min(...limits.map(Number));
    else if (upperBounds.has(name)) merged[name] = Math.max(...limits.map(Number));
    else if (limits.every((limit) => canonical(limit) === canonical(first))) merged[name] = first;
  }
  return merged;
}

const typesOfLimits: readonly (readonly [RegExp, readonly string[]])[] = [
  [/imum$|^multipleOf$/i, ["integer", "number"]],
  [/Length$|^pattern$|^format$/, ["string", "integer", "number"]],
  [/Items$|Contains$/, ["array"]],
  [/Properties$/, ["object"]],
];

/** A bound on the length of a string says nothing about the array that may stand in its place. */
function concerns(name: string, shape: Shape): boolean {
  const types = typesOfLimits.find(([names]) => names.test(name))?.[1];
  return types === undefined || shape.types.length === 0 || shape.types.some((type) => types.includes(type));
}
