import type { Node, SpecOperation, Specification } from "../specification.ts";
import { fitted, isRecord, placed, sampleOf, valueAt, type Choice, type ValuePlace } from "./values.ts";

/** What of a request is at a bound, or beyond it. */
export type Change = { readonly query: Readonly<Record<string, unknown>> } | { readonly body: unknown };

/** Requests with one value at a bound of its schema, and with one beyond it. */
export interface BoundCase {
  /** `text in the body has at least 1 characters`, for a title. */
  readonly name: string;
  readonly in: "body" | "query";
  /** The parameter, or the fields that lead to the value: `target.pageId`. */
  readonly field: string;
  /** What the facade says of a value beyond it; undefined where it leaves that to the service. */
  readonly reason: RegExp | undefined;
  readonly isClosed: boolean;
  readonly within: readonly Change[];
  readonly beyond: readonly Change[];
}

/** A schema with a bound, and where its value stands. */
interface Site {
  readonly place: ValuePlace;
  readonly schema: Node;
  /** The branches that lead there. */
  readonly choices: readonly Choice[];
}

/** Values at a bound, and beyond it. Characters are code points: an emoji is one, although it has two UTF-16 halves. */
interface Bound {
  readonly words: string;
  /** What is said of a value beyond it. */
  readonly reason?: string;
  /** Whether it is that an object has no other fields. */
  readonly isClosed?: boolean;
  readonly within: (there: unknown) => readonly unknown[];
  readonly beyond: (there: unknown) => readonly unknown[];
}

/**
 * The bounds of whatever a request of an operation holds. Bodies are made from the documented ones.
 *
 * @throws Error for a bound that cannot be tried, since no documented body has the object around it
 */
export function boundsOf(specification: Specification, operation: SpecOperation): BoundCase[] {
  const { follow } = specification;
  const { body, operationId, parameters } = operation;
  const ofQuery = parameters
    .filter((parameter) => parameter.in === "query")
    .flatMap(({ name, schema }) => {
      const ofItems = schema["type"] === "array" ? boundsAt(follow(schema["items"]), follow) : [];
      return [
        ...[...boundsAt(schema, follow), ...(schema["format"] === "date-time" ? [timeBound] : [])].map((bound) =>
          queryCase(name, bound, (value) => value),
        ),
        ...ofItems.map((bound) => queryCase(name, bound, (value) => [value])),
      ];
    });
  const sites = body === undefined ? [] : [...sitesIn(body.schema, follow)];
  const examples = documentedBodies(specification, operation);
  const ofBody = sites.flatMap((site) =>
    boundsAt(site.schema, follow).map((bound) => {
      const fit = fitted(examples, site, follow);
      const field = fieldOf(site.place);
      if (fit === undefined) {
        throw new Error(`${operationId}: no documented body has what is around ${field}; add an example to the spec`);
      }
      return bodyCase(field, bound, valueAt(fit, site.place) ?? sampleOf(site.schema, follow), (value) =>
        placed(fit, site.place, value),
      );
    }),
  );
  return distinct([...ofQuery, ...ofBody]);
}

/** The documented bodies, and the first one with each value that other operations document for a union in it. */
function documentedBodies(specification: Specification, { body }: SpecOperation): readonly unknown[] {
  if (body === undefined) return [];
  const own = body.examples.map(({ value }) => value);
  const borrowed = unionsIn(body.schema, specification).flatMap(({ place, schema }) => {
    const around = own.find((value) => valueAt(value, place.slice(0, -1)) !== undefined);
    return (unionValues(specification).get(schema) ?? []).map((value) => placed(around, place, value));
  });
  return [...own, ...borrowed];
}

const knownValues = new WeakMap<Specification, ReadonlyMap<Node, readonly unknown[]>>();

/** The documented values of the unions in all bodies of a document. */
function unionValues(specification: Specification): ReadonlyMap<Node, readonly unknown[]> {
  const known = knownValues.get(specification);
  if (known !== undefined) return known;
  const values = new Map<Node, unknown[]>();
  for (const { body } of specification.operations) {
    if (body === undefined) continue;
    for (const { place, schema } of unionsIn(body.schema, specification)) {
      const found = body.examples.map(({ value }) => valueAt(value, place)).filter((value) => value !== undefined);
      values.set(schema, [...(values.get(schema) ?? []), ...found]);
    }
  }
  knownValues.set(specification, values);
  return values;
}

/** The unions in a schema, without those within their branches. */
const unionsIn = (schema: Node, { follow }: Specification): readonly Site[] =>
  [...sitesIn(schema, follow)].filter(
    (site) => site.choices.length === 0 && (site.schema["oneOf"] ?? site.schema["anyOf"]) !== undefined,
  );

function queryCase(name: string, bound: Bound, withValue: (value: unknown) => unknown): BoundCase {
  const changes = (values: readonly unknown[]): Change[] =>
    values.map((value) => ({ query: { [name]: withValue(value) } }));
  return {
    name: `${name} in the query ${bound.words}`,
    in: "query",
    field: name,
    reason: undefined,
    isClosed: false,
    within: changes(bound.within(undefined)),
    beyond: changes(bound.beyond(undefined)),
  };
}

function bodyCase(field: string, bound: Bound, there: unknown, withValue: (value: unknown) => unknown): BoundCase {
  const changes = (values: readonly unknown[]): Change[] => values.map((value) => ({ body: withValue(value) }));
  return {
    name: `${field === "" ? "the body" : `${field} in the body`} ${bound.words}`,
    in: "body",
    field,
    reason: bound.reason === undefined ? undefined : new RegExp(`^${RegExp.escape(field)} ${bound.reason}$`),
    isClosed: bound.isClosed ?? false,
    within: changes(bound.within(there)),
    beyond: changes(bound.beyond(there)),
  };
}

/** As the facade writes it: `poll.options[0]`. */
const fieldOf = (place: ValuePlace): string =>
  place.map((key, index) => (typeof key === "number" ? `[${key}]` : `${index > 0 ? "." : ""}${key}`)).join("");

/** Branches of a union may share a bound. */
function distinct(cases: readonly BoundCase[]): BoundCase[] {
  const different = new Map(cases.map((each) => [JSON.stringify([each.name, each.within, each.beyond]), each]));
  const counts = new Map<string, number>();
  return [...different.values()].map((each) => {
    const count = (counts.get(each.name) ?? 0) + 1;
    counts.set(each.name, count);
    return count === 1 ? each : { ...each, name: `${each.name} (${count})` };
  });
}

function* sitesIn(
  reference: Node,
  follow: Specification["follow"],
  place: ValuePlace = [],
  choices: readonly Choice[] = [],
): Generator<Site> {
  const schema = follow(reference);
  // A schema within itself: what is in it was seen.
  if (place.length > 8) return;
  for (const branch of (schema["oneOf"] ?? schema["anyOf"] ?? []) as readonly Node[]) {
    yield* sitesIn(branch, follow, place, [...choices, { place, branch: follow(branch) }]);
  }
  for (const part of (schema["allOf"] ?? []) as readonly Node[]) yield* sitesIn(part, follow, place, choices);
  yield { place, schema, choices };
  for (const [name, field] of Object.entries<Node>(schema["properties"] ?? {})) {
    yield* sitesIn(field, follow, [...place, name], choices);
  }
  if (isRecord(schema["items"])) yield* sitesIn(schema["items"], follow, [...place, 0], choices);
}

/** The schema's own bounds. */
function boundsAt(schema: Node, follow: Specification["follow"]): readonly Bound[] {
  const { minLength, maxLength, minItems, maxItems, minimum, maximum, pattern } = schema;
  const lists: Values = (length, there) => [listOf(length, there, schema, follow)];
  return [
    ...size("has at least", minLength, "characters", texts, -1),
    ...size("has at most", maxLength, "characters", texts, 1),
    ...size("has at least", minItems, "items", lists, -1),
    ...size("has at most", maxItems, "items", lists, 1),
    ...size("is at least", minimum, "", (value) => [value], -1),
    ...size("is at most", maximum, "", (value) => [value], 1),
    ...(typeof pattern === "string" ? [patternBound(pattern)] : []),
    ...(schema["enum"]?.length > 1 ? [enumBound] : []),
    ...(schema["additionalProperties"] === false ? [closedBound(schema, follow)] : []),
  ];
}

type Values = (size: number, there: unknown) => readonly unknown[];

function size(words: string, limit: unknown, unit: string, values: Values, step: 1 | -1): readonly Bound[] {
  if (typeof limit !== "number" || (limit === 0 && step < 0 && unit !== "")) return [];
  return [
    {
      words: `${words} ${limit} ${unit}`.trimEnd(),
      reason: `(has|is) ${limit + step}\\b.* ${limit}`,
      within: (there) => values(limit, there),
      beyond: (there) => values(limit + step, there),
    },
  ];
}

const texts = (length: number): readonly string[] => ["a", "🥖"].map((character) => character.repeat(length));

function listOf(length: number, there: unknown, list: Node, follow: Specification["follow"]): readonly unknown[] {
  const some: readonly unknown[] = Array.isArray(there) && there.length > 0 ? there : [sampleOf(list["items"], follow)];
  return Array.from({ length }, (_, index) => some[index % some.length]);
}

function patternBound(pattern: string): Bound {
  const odd = ["", "page", "12 3", "-1", "🥖"].filter((text) => !new RegExp(pattern, "u").test(text));
  if (odd.length === 0) throw new Error(`bounds.ts has no text that breaks the pattern ${pattern}; add one`);
  // The documented value is that within.
  return {
    words: `matches ${pattern}`,
    reason: `is ".*"; it must match .*`,
    within: (there) => [there],
    beyond: () => odd,
  };
}

const timeBound: Bound = {
  words: "is a time",
  within: () => [],
  beyond: () => ["tomorrow"],
};

/** The facade leaves it to the service: with types, no such field compiles. */
const closedBound = (schema: Node, follow: Specification["follow"]): Bound => ({
  words: "has no other field",
  isClosed: true,
  within: () => [],
  beyond: (there) => [{ ...((isRecord(there) ? there : sampleOf(schema, follow)) as object), no_such_field: true }],
});

const enumBound: Bound = {
  words: "is one of its values",
  within: () => [],
  beyond: () => ["no-such-value"],
};
