import { canonical, wordOf } from "../json.ts";
import { inShort, meaningOf } from "./meaning.ts";
import {
  limitNames,
  lowerBounds,
  upperBounds,
  type Conditions,
  type Limits,
  type Property,
  type Shape,
  type Words,
} from "./shape.ts";

/** What fits both: `allOf`, or a union beside other keywords. Bounds are the tighter ones, `required` adds up. */
export function intersect(a: Shape, b: Shape): Shape {
  const values = a.values && b.values ? a.values.filter((value) => includes(b.values, value)) : (a.values ?? b.values);
  const open = a.values && b.values ? a.open && b.open : a.values ? a.open : b.open;
  const items = a.items && b.items ? intersect(a.items, b.items) : (a.items ?? b.items);
  const words = a.words || b.words ? joined(a.words ?? {}, b.words ?? {}) : undefined;
  const [union, beside] = isUnion(a) ? [a, b] : [b, a];
  const each = (branch: Shape): Shape => ({ ...intersect(branch, besideUnion(beside)), pointer: branch.pointer });
  return {
    pointer: a.pointer,
    types: commonTypes(a.types, b.types),
    nullable: a.nullable && b.nullable,
    ...(values && { values }),
    ...(open !== undefined && { open }),
    limits: tighter(a.limits, b.limits),
    conditions: together(a.conditions, b.conditions, asCondition(beside)),
    properties: intersectProperties(a.properties, b.properties),
    additional: intersectAdditional(a.additional, b.additional),
    ...(items && { items }),
    tuple: intersectTuples(a, b),
    ...(union.cases && { cases: new Map([...union.cases].map(([label, shape]) => [label, each(shape)])) }),
    branches: union.branches.map(each),
    ...(words && { words }),
  };
}

const isUnion = ({ branches, cases }: Shape): boolean => cases !== undefined || branches.length > 0;

/** What tells the cases apart belongs to the union, not to each of them; and so do the words beside it. */
function besideUnion(shape: Shape): Shape {
  const { cases: _, words: __, ...plain } = shape;
  const { discriminator: ___, ...limits } = shape.limits;
  return { ...plain, limits, conditions: together(shape.conditions, asCondition(shape)), branches: [] };
}

/** Two unions at once would multiply their cases: the second one counts as its merged fields, and here as a whole. */
const asCondition = (shape: Shape): Conditions =>
  new Map(isUnion(shape) ? [["anyOf", new Map([[meaningOf(shape), inShort(shape)]])]] : []);

function together(...all: readonly Conditions[]): Conditions {
  const keywords = new Set(all.flatMap((conditions) => [...conditions.keys()]));
  const entries = (keyword: string) => all.flatMap((conditions) => [...(conditions.get(keyword) ?? [])]);
  return new Map([...keywords].map((keyword) => [keyword, new Map(entries(keyword))]));
}

/** Where both have words of one kind, both are kept. */
function joined(a: Words, b: Words): Words {
  const both = Object.keys(a).filter((key) => key in b && canonical(a[key]) !== canonical(b[key]));
  return { ...b, ...a, ...Object.fromEntries(both.map((key) => [key, [a[key], b[key]].flat()])) };
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

/** Where only one of two lists says what stands at a place, the further items of the other one count there too. */
function intersectTuples(a: Shape, b: Shape): readonly Shape[] {
  const [longer, shorter] = a.tuple.length < b.tuple.length ? [b, a] : [a, b];
  return longer.tuple.map((shape, index) => {
    const other = shorter.tuple[index] ?? shorter.items;
    return other ? intersect(shape, other) : shape;
  });
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
    else merged[name] = name === "pattern" && one !== two ? `${wordOf(one)} and ${wordOf(two)}` : one;
    if (merged[name] === undefined) delete merged[name];
  }
  return merged;
}
