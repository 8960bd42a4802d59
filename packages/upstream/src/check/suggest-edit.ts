import {
  asArray,
  asObject,
  at,
  type Difference,
  isObject,
  type JsonObject,
  own,
  pointerOf,
} from "@switchboard/spec-changes";

/** An edit of our spec that would follow the vendor. A person decides whether to make it. */
export interface Edit {
  readonly action: "set" | "remove";
  /** The place in our document. */
  readonly pointer: string;
  readonly value?: unknown;
}

const set = (pointer: string, value: unknown): Edit => ({ action: "set", pointer, value });
const remove = (pointer: string): Edit => ({ action: "remove", pointer });
const change = (pointer: string, value: unknown): Edit => (value === undefined ? remove(pointer) : set(pointer, value));

/** Differences for which a schema has to be rewritten by hand. */
const byHand = new Set([
  "alternatives",
  "case",
  "cases",
  "conditions",
  "discriminator",
  "items",
  "security",
  "server",
  "style",
]);

/**
 * Suggests how to follow a difference from our spec (left) to the vendor's document (right).
 *
 * @param theirs without its sentences, which are not ours to suggest
 * @returns nothing where a schema has to be rewritten by hand
 */
export function suggestEdits(difference: Difference, ours: JsonObject, theirs: JsonObject): readonly Edit[] {
  const edit = suggestEdit(difference, ours, theirs);
  if (edit === undefined) return [];
  const { aspect, left, right } = difference;
  const alwaysThere = aspect === "field" && left.value === undefined && right.value === "required";
  return alwaysThere ? [edit, suggestRequired({ ...difference, right: { ...right, value: true } }, ours)] : [edit];
}

function suggestEdit(difference: Difference, ours: JsonObject, theirs: JsonObject): Edit | undefined {
  const { aspect, left, name = "", right } = difference;
  if (byHand.has(aspect)) return undefined;
  if (aspect === "existence") return left.value === undefined ? undefined : remove(left.pointer);
  if (left.holder !== undefined) return suggestPresence(difference, left.holder, ours, theirs);
  const schema = schemaPointer(left.pointer, ours);
  switch (aspect) {
    case "required":
      return suggestRequired(difference, ours);
    case "enum value": {
      const known = asArray(own(asObject(at(ours, schema)), "enum"));
      if (known.length === 0) return undefined;
      const values = right.value === undefined ? known.filter((value) => String(value) !== name) : [...known, name];
      return set(pointerOf(schema, "enum"), values);
    }
    case "nullable":
    case "type":
      return suggestType(difference, schema, ours, theirs);
    case "additional fields":
      return right.value === "open"
        ? remove(pointerOf(schema, "additionalProperties"))
        : set(pointerOf(schema, "additionalProperties"), false);
    default:
      return change(pointerOf(schema, aspect), right.value);
  }
}

/** Adds or removes the entry of something in what holds it, and never a component that others share. */
function suggestPresence(
  { aspect, left, name = "", right }: Difference,
  holder: string,
  ours: JsonObject,
  theirs: JsonObject,
): Edit | undefined {
  const fragment = (): unknown => inlined(at(theirs, right.pointer), theirs);
  const added = left.value === undefined;
  if (aspect === "parameter") {
    const index = added ? "-" : indexOfParameter(holder, name, ours);
    const place = index === undefined ? undefined : pointerOf(holder, "parameters", index);
    return place === undefined ? undefined : change(place, added ? fragment() : undefined);
  }
  const places: { readonly [aspect: string]: readonly string[] } = {
    body: ["requestBody"],
    content: ["content", name],
    field: ["properties", name],
    header: ["headers", name.replace(/^header /, "")],
    status: ["responses", name],
  };
  const place = pointerOf(holder, ...(places[aspect] ?? []));
  if (added) return set(place, aspect === "content" ? { schema: fragment() } : fragment());
  // A field of a merged schema is in one of its parts.
  return at(ours, place) === undefined ? undefined : remove(place);
}

function indexOfParameter(operation: string, name: string, ours: JsonObject): number | undefined {
  const index = asArray(at(ours, pointerOf(operation, "parameters"))).findIndex((entry) => {
    const reference = own(asObject(entry), "$ref");
    const parameter = asObject(typeof reference === "string" ? at(ours, reference) : entry);
    return `${String(own(parameter, "in"))} ${String(own(parameter, "name"))}` === name;
  });
  return index === -1 ? undefined : index;
}

function suggestRequired({ left, name, right }: Difference, ours: JsonObject): Edit {
  const place = pointerOf(left.pointer, "required");
  // A parameter and a body have a mark; an object lists its fields.
  if (name === undefined) return set(place, right.value);
  const listed = asArray(own(asObject(at(ours, left.pointer)), "required"));
  const names = right.value === true ? [...listed, name] : listed.filter((field) => field !== name);
  return change(place, names.length === 0 ? undefined : names);
}

function suggestType(
  { aspect, right }: Difference,
  schema: string,
  ours: JsonObject,
  theirs: JsonObject,
): Edit | undefined {
  const current = asObject(at(ours, schema));
  if (["oneOf", "anyOf", "allOf"].some((keyword) => own(current, keyword) !== undefined)) return undefined;
  const types = aspect === "type" ? asArray(right.value) : typesOf(current).filter((type) => type !== "null");
  if (String(own(ours, "openapi")).startsWith("3.0")) {
    if (aspect === "nullable") return change(pointerOf(schema, "nullable"), right.value === true ? true : undefined);
    return types.length === 1 ? set(pointerOf(schema, "type"), types[0]) : undefined;
  }
  const their = asObject(at(theirs, right.pointer));
  const theyAllowNull = typesOf(their).includes("null") || own(their, "nullable") === true;
  const all = [...types, ...((aspect === "nullable" ? right.value === true : theyAllowNull) ? ["null"] : [])];
  return all.length === 0 ? undefined : set(pointerOf(schema, "type"), all.length === 1 ? all[0] : all);
}

const typesOf = (schema: JsonObject): readonly unknown[] => [own(schema, "type") ?? []].flat();

/** A parameter holds its schema one level down. */
function schemaPointer(pointer: string, document: JsonObject): string {
  const part = asObject(at(document, pointer));
  const schema = own(part, "schema");
  if (typeof own(part, "in") !== "string" || schema === undefined) return pointer;
  const reference = own(asObject(schema), "$ref");
  return typeof reference === "string" ? reference : pointerOf(pointer, "schema");
}

const deepest = 8;

/** A part of the vendor's document without the references that lead elsewhere in it. */
function inlined(part: unknown, document: JsonObject, depth = 0): unknown {
  if (Array.isArray(part)) return part.map((child) => inlined(child, document, depth));
  if (!isObject(part)) return part;
  const reference = own(part, "$ref");
  if (typeof reference === "string" && depth < deepest) return inlined(at(document, reference), document, depth + 1);
  return Object.fromEntries(Object.entries(part).map(([key, child]) => [key, inlined(child, document, depth)]));
}
