import type { Node } from "../api/model.ts";
import { escapeKey, Problem } from "../api/problem.ts";

/**
 * Checks the schemas of a document for what openapi-typescript would ignore in silence, or turn into another type.
 *
 * @throws Problem naming the place, and what to write in its stead
 */
export function checkSchemas(document: Node): void {
  for (const { pointer, schema } of schemasIn(document)) {
    const wrong = problemOf(schema);
    if (wrong !== undefined) throw new Problem(pointer, `${pointer}: ${wrong}`);
  }
}

function problemOf(schema: Node): string | undefined {
  const { allOf, const: constant, items, minItems, prefixItems } = schema;
  if (constant === null) return '"const: null" would allow anything; write "type: \'null\'"';
  if (prefixItems !== undefined && (items !== false || minItems !== prefixItems.length)) {
    return `a tuple would have just its ${prefixItems.length} items; say so with "items: false" and "minItems: ${prefixItems.length}"`;
  }
  const beside = "$ref" in schema ? Object.keys(schema).find((key) => !besideReference.test(key)) : undefined;
  if (beside !== undefined) return `"${beside}" beside $ref would be lost; put the $ref into an allOf`;
  const plain = (allOf as unknown[] | undefined)?.find((part) => typeof part === "boolean");
  if (plain === true) return '"true" within allOf says nothing; leave it out';
  if (plain === false) return '"false" within allOf leaves no value; write "false" in its stead';
  const lost = (allOf as Node[] | undefined)
    ?.flatMap(({ properties = {}, required = [] }) =>
      (required as string[]).filter((name) => !Object.hasOwn(properties, name)),
    )
    .at(0);
  if (lost !== undefined) return `"required: [${lost}]" within allOf would be lost; put it beside the allOf`;
  return undefined;
}

/** Keywords that do not change a type. */
const besideReference =
  /^(\$ref|\$comment|title|summary|description|deprecated|default|examples?|readOnly|writeOnly|x-.*)$/;

interface PlacedSchema {
  readonly schema: Node;
  readonly pointer: string;
}

/** Every schema of a document, also those within schemas. */
function* schemasIn(node: unknown, pointer: string = "#"): Generator<PlacedSchema> {
  for (const [key, child] of entriesOf(node)) {
    const place = `${pointer}/${escapeKey(key)}`;
    if (key === "schema") yield* withinSchema(child, place);
    else if (place === "#/components/schemas") yield* eachOf(child, place);
    else if (key !== "example" && key !== "examples" && !key.startsWith("x-")) yield* schemasIn(child, place);
  }
}

function* withinSchema(schema: unknown, pointer: string): Generator<PlacedSchema> {
  // A schema may be a boolean, too.
  if (typeof schema !== "object" || schema === null) return;
  yield { schema, pointer };
  for (const [key, child] of entriesOf(schema)) {
    const place = `${pointer}/${escapeKey(key)}`;
    if (holdsSchemas.has(key)) yield* eachOf(child, place);
    else if (isSchema.has(key)) yield* withinSchema(child, place);
  }
}

function* eachOf(schemas: unknown, pointer: string): Generator<PlacedSchema> {
  for (const [key, schema] of entriesOf(schemas)) yield* withinSchema(schema, `${pointer}/${escapeKey(key)}`);
}

const entriesOf = (node: unknown): [string, unknown][] =>
  typeof node === "object" && node !== null ? Object.entries(node) : [];

const holdsSchemas = new Set(
  "properties patternProperties dependentSchemas $defs allOf anyOf oneOf prefixItems".split(" "),
);
const isSchema = new Set(
  "additionalProperties contains else if items not propertyNames then unevaluatedItems unevaluatedProperties".split(
    " ",
  ),
);
