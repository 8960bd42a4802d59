import { isObject, type JsonObject, own } from "@switchboard/spec-changes";

import type { FieldLine } from "./field-lines.ts";

/**
 * Nests fields that a page lists one below the other, by a sample of the body. The page lists them in the order of the
 * sample, which alone tells that `has_more` does not belong to the items above it.
 *
 * @returns the schema, and the names of the fields that the sample does not have
 */
export function placeFields(fields: readonly FieldLine[], sample: unknown): { schema: JsonObject; unplaced: string[] } {
  const places = [...placesIn(sample, [])];
  const root: Node = { children: new Map() };
  const unplaced: string[] = [];
  let next = 0;
  for (const field of fields) {
    const index = places.findIndex((place, position) => position >= next && place.at(-1) === field.name);
    const place = places[index];
    if (place === undefined) unplaced.push(field.name);
    else {
      next = index + 1;
      let node = root;
      for (const name of place) node = childOf(node, name);
      node.field = field;
    }
  }
  return { schema: schemaOf(root), unplaced };
}

interface Node {
  field?: FieldLine;
  readonly children: Map<string, Node>;
}

function childOf(node: Node, name: string): Node {
  const known = node.children.get(name);
  if (known) return known;
  const child: Node = { children: new Map() };
  node.children.set(name, child);
  return child;
}

/** The path of each field in the order of the text; the items of a list are of one form, so its first one stands for all. */
function* placesIn(sample: unknown, path: readonly string[]): Generator<readonly string[]> {
  if (Array.isArray(sample)) yield* placesIn(sample[0], path);
  if (!isObject(sample)) return;
  for (const [name, value] of Object.entries(sample)) {
    yield [...path, name];
    yield* placesIn(value, [...path, name]);
  }
}

function schemaOf({ children, field }: Node): JsonObject {
  if (children.size === 0) return field?.schema ?? {};
  const entries = [...children];
  const object = {
    properties: Object.fromEntries(entries.map(([name, child]) => [name, schemaOf(child)])),
    required: entries.filter(([, child]) => child.field?.required).map(([name]) => name),
  };
  const type = field && own(field.schema, "type");
  if ([type].flat().includes("array")) return { ...field?.schema, items: { type: "object", ...object } };
  return { type: "object", ...field?.schema, ...object };
}
