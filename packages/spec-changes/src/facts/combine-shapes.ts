import { canonical, wordOf } from "./json.ts";
import { anything, limitNames, lowerBounds, upperBounds, type Limits, type Property, type Shape } from "./shape.ts";

/** What fits both: `allOf`, or a union beside other keywords. Bounds are the tighter ones, `required` adds up. */
export function intersect(a: Shape, b: Shape): Shape {
  const values = a.values && b.values ? a.values.filter((value) => includes(b.values, value)) : (a.values ?? b.values);
  const items = a.items && b.items ? intersect(a.items, b.items) : (a.items ?? b.items);
  // Two unions at once would multiply their cases; the second one then counts as its merged fields.
  const [withCases, beside] = a.cases ? [a, b] : [b, a];
  // What tells the cases apart belongs to the union, not to each of them.
  const { discriminator: _, ...limits } = beside.limits;
  const other = { ...beside, limits };
  const cases =
    withCases.cases && new Map([...withCases.cases].map(([label, shape]) => [label, intersect(other, shape)]));
  return {
    pointer: a.pointer,
    types: commonTypes(a.types, b.types),
    nullable: a.nullable && b.nullable,
    ...(values && { values }),
    limits: tighter(a.limits, b.limits),
    properties: intersectProperties(a.properties, b.properties),
    additional: intersectAdditional(a.additional, b.additional),
    ...(items && { items }),
    ...(cases && { cases }),
    alternatives: [...a.alternatives, ...b.alternatives],
  };
}

const includes = (values: readonly unknown[] | undefined, value: unknown): boolean =>
  values?.some((known) => canonical(known) === canonical(value)) ?? false;

function commonTypes(a: readonly string[], b: readonly string[]): readonly string[] {
  if (a.length === 0 || b.length === 0) return a.length === 0 ? b : a;
  const narrower = (one: readonly string[], two: readonly string[]): string[] =>
    one.filter((type) => two.includes(type) || (type === "integer" && two.includes("number")));
  const common = [...new Set([...narrower(a, b), ...narrower(b, a)])].toSorted();
  return common.length === 0 ? ["nothing"] : common;
}

function intersectProperties(
  a: ReadonlyMap<string, Property>,
  b: ReadonlyMap<string, Property>,
): ReadonlyMap<string, Property> {
  const merged = new Map(a);
  for (const [name, property] of b) {
    const known = a.get(name);
    merged.set(
      name,
      known
        ? { required: known.required || property.required, shape: intersect(known.shape, property.shape) }
        : property,
    );
  }
  return merged;
}

function intersectAdditional(a: Shape["additional"], b: Shape["additional"]): Shape["additional"] {
  if (a === "closed" || b === "closed") return "closed";
  if (a === "open") return b;
  return b === "open" ? a : intersect(a, b);
}

function tighter(a: Limits, b: Limits): Limits {
  const merged: Record<string, unknown> = {};
  for (const name of limitNames) {
    const [one, two] = [a[name], b[name]];
    if (one === undefined || two === undefined) merged[name] = one ?? two;
    else if (lowerBounds.has(name)) merged[name] = Math.max(Number(one), Number(two));
    else if (upperBounds.has(name)) merged[name] = Math.min(Number(one), Number(two));
    else
      merged[name] =
        (name === "pattern" || name === "conditions") && one !== two ? `${wordOf(one)} and ${wordOf(two)}` : one;
    if (merged[name] === undefined) delete merged[name];
  }
  return merged;
}

/**
 * What fits one of several: `oneOf` and `anyOf` alike. Objects that each carry a required field with one value of
 * their own (`targetType: facebook`) stay apart as cases, named by that value. All others merge into the widest
 * shape, which keeps each field comparable; `alternatives` then says what was merged.
 */
export function unite(shapes: readonly Shape[], pointer: string): Shape {
  const [first, ...rest] = shapes;
  if (first === undefined) return anything(pointer);
  if (rest.length === 0) return first;
  const merged = mergeWidest(shapes, pointer);
  const groups = groupByTag(shapes);
  if (groups) {
    const cases = new Map([...groups].map(([label, group]) => [label, unite(group, group[0]?.pointer ?? pointer)]));
    return { ...merged, cases, alternatives: [] };
  }
  return { ...merged, alternatives: shapes.map(signature).toSorted() };
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

function signature(shape: Shape): string {
  const types = shape.types.length === 0 ? "anything" : shape.types.join(" or ");
  if (shape.values) return `${types} (${shape.values.map(String).join(", ")})`;
  if (shape.properties.size === 0) return types;
  const names = [...shape.properties].map(([name, { required }]) => (required ? `${name}!` : name));
  return `${types} { ${names.toSorted().join(", ")} }`;
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
  const items = shapes.flatMap((shape) => shape.items ?? []);
  const objects = shapes.filter((shape) => shape.properties.size > 0 || shape.types.includes("object"));
  return {
    pointer,
    types: distinct,
    nullable: shapes.some((shape) => shape.nullable),
    ...(values && { values }),
    limits: looser(shapes),
    properties: uniteProperties(objects),
    additional: uniteAdditional(objects, pointer),
    ...(items[0] && { items: unitePart(items) }),
    alternatives: unique(shapes.flatMap((shape) => shape.alternatives)) as string[],
  };
}

const unique = (values: readonly unknown[]): unknown[] =>
  values.filter((value, index) => values.findIndex((other) => canonical(other) === canonical(value)) === index);

/** A part of merged shapes: its cases are of interest, while its alternatives would repeat those of the whole. */
function unitePart(shapes: readonly Shape[]): Shape {
  const pointer = shapes[0]?.pointer ?? "";
  const merged = mergeWidest(shapes, pointer);
  const groups = shapes.length > 1 ? groupByTag(shapes) : undefined;
  return groups ? { ...merged, cases: new Map([...groups].map(([tag, group]) => [tag, unitePart(group)])) } : merged;
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
  [/Items$/, ["array"]],
  [/Properties$/, ["object"]],
];

/** A bound on the length of a string says nothing about the array that may stand in its place. */
function concerns(name: string, shape: Shape): boolean {
  const types = typesOfLimits.find(([names]) => names.test(name))?.[1];
  return types === undefined || shape.types.length === 0 || shape.types.some((type) => types.includes(type));
}
