import type { Node, Specification } from "../specification.ts";

/** The way to a value within another. */
export type ValuePlace = readonly (string | number)[];

/** One branch of a union, for the value that stands there. */
export interface Choice {
  readonly place: ValuePlace;
  readonly branch: Node;
}

type Follow = Specification["follow"];

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const valueAt = (value: unknown, place: ValuePlace): unknown =>
  place.reduce<unknown>(
    (parent, key) => (parent as Readonly<Record<string | number, unknown>> | undefined)?.[key],
    value,
  );

/** A copy with another value at one place, whose parent is there. */
export function placed(value: unknown, [key, ...rest]: ValuePlace, by: unknown): unknown {
  if (key === undefined) return by;
  if (Array.isArray(value)) return value.map((item: unknown, index) => (index === key ? placed(item, rest, by) : item));
  const record = value as Readonly<Record<string, unknown>>;
  return { ...record, [key]: placed(record[key], rest, by) };
}

/**
 * The documented body that fits a bound best: its unions have the branches that lead there, and the object around the value is there.
 * Where no body has a branch, the closest is changed into it.
 */
export function fitted(
  bodies: readonly unknown[],
  { choices, place }: { readonly choices: readonly Choice[]; readonly place: ValuePlace },
  follow: Follow,
): unknown {
  const tries = bodies.flatMap((body) => {
    let changes = 0;
    let fit: unknown = body;
    for (const { branch, place: at } of choices) {
      const branched = asBranch(valueAt(fit, at), branch, place[at.length], follow);
      if (branched === undefined) return [];
      changes += branched.changes;
      fit = placed(fit, at, branched.value);
    }
    if (valueAt(fit, place.slice(0, -1)) === undefined) return [];
    return [{ fit, changes: changes + (valueAt(fit, place) === undefined ? 1 : 0) }];
  });
  return tries.toSorted((a, b) => a.changes - b.changes)[0]?.fit;
}

/**
 * A value as one branch of a union has it: its required fields alone, and its constants.
 *
 * @param given the field that gets its value later
 * @returns undefined where the value is of another type, or lacks a field
 */
function asBranch(
  value: unknown,
  branch: Node,
  given: string | number | undefined,
  follow: Follow,
): { readonly value: unknown; readonly changes: number } | undefined {
  if (branch["properties"] === undefined) {
    const type = Array.isArray(value) ? "array" : typeof value;
    return type === branch["type"] ? { value, changes: 0 } : undefined;
  }
  if (!isRecord(value)) return undefined;
  const constants = constantsOf(branch, follow, 0);
  const required = (branch["required"] ?? []) as readonly string[];
  const kept = Object.entries(value).filter(([name]) => required.includes(name) || name === given);
  const filled = withConstants(Object.fromEntries(kept), constants) as Readonly<Record<string, unknown>>;
  if (required.some((name) => filled[name] === undefined && name !== given)) return undefined;
  return { value: filled, changes: changesFor(value, constants) };
}

/** The fields that can have one value only, also those within fields. */
function constantsOf(schema: Node, follow: Follow, depth: number): Readonly<Record<string, unknown>> {
  const constants = Object.entries<Node>(follow(schema)["properties"] ?? {}).flatMap(([name, field]) => {
    const { const: constant, enum: values, properties } = follow(field);
    if (constant !== undefined) return [[name, constant] as const];
    if (values?.length === 1) return [[name, values[0] as unknown] as const];
    const within = properties === undefined || depth > 2 ? {} : constantsOf(field, follow, depth + 1);
    return Object.keys(within).length === 0 ? [] : [[name, within] as const];
  });
  return Object.fromEntries(constants);
}

function withConstants(value: unknown, constants: unknown): unknown {
  if (!isRecord(constants)) return constants;
  const record = isRecord(value) ? value : {};
  const set = Object.entries(constants).map(([name, constant]) => [name, withConstants(record[name], constant)]);
  return { ...record, ...Object.fromEntries(set) };
}

/** Another value is a greater change than one where there is none. */
function changesFor(value: unknown, constants: unknown): number {
  if (!isRecord(constants)) return value === constants ? 0 : value === undefined ? 1 : 10;
  const record = isRecord(value) ? value : {};
  return Object.entries(constants).reduce((sum, [name, constant]) => sum + changesFor(record[name], constant), 0);
}

/** A value that fits a schema. */
export function sampleOf(reference: Node, follow: Follow): unknown {
  const schema = follow(reference);
  const branch = (schema["oneOf"] ?? schema["anyOf"])?.[0] as Node | undefined;
  if (branch !== undefined) return sampleOf(branch, follow);
  const [first = schema["const"]] = (schema["enum"] ?? []) as readonly unknown[];
  if (first !== undefined) return first;
  switch ([schema["type"]].flat()[0]) {
    case "string":
      return "a".repeat(schema["minLength"] ?? 1);
    case "integer":
    case "number":
      return schema["minimum"] ?? 1;
    case "boolean":
      return true;
    case "array":
      return Array.from({ length: schema["minItems"] ?? 0 }, () => sampleOf(schema["items"], follow));
    default: {
      const required = (schema["required"] ?? []) as readonly string[];
      return Object.fromEntries(required.map((name) => [name, sampleOf(schema["properties"][name], follow)]));
    }
  }
}
