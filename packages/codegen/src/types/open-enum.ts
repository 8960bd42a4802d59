import ts from "typescript";

import { escapeKey, Problem } from "../api/problem.ts";

/** Marks an enum in a spec as open: a vendor may add values without notice. */
const mark = "x-open-enum";

/** Names the values of an enum after which nothing more comes. */
const final = "x-final";

/**
 * Rejects a mark that the generator would ignore in silence: openapi-typescript offers a schema for
 * replacement only where it is a component, so an enum marked elsewhere would come out closed.
 *
 * @throws Problem naming the place, when the mark is not on a component schema with string values, or other values are final
 */
export function checkOpenEnums(document: unknown, place = "#"): void {
  if (typeof document !== "object" || document === null) return;
  if (mark in document) {
    if (!/^#\/components\/schemas\/[^/]+$/.test(place)) {
      throw new Problem(
        place,
        `${place}: ${mark} belongs on a schema in components/schemas, so that its type has a name`,
      );
    }
    const { [mark]: value, enum: values, nullable, type } = document as Record<string, unknown>;
    const strings = Array.isArray(values) && values.length > 0 && values.every((known) => typeof known === "string");
    if (value !== true || type !== "string" || !strings || nullable === true) {
      throw new Problem(
        place,
        `${place}: ${mark} must be true, beside "type: string" and an enum of strings, and not nullable; ` +
          "let the schema that refers to it allow null",
      );
    }
  }
  if (final in document) {
    const { [mark]: isOpen, enum: values, [final]: ends } = document as Record<string, unknown>;
    const areValues = Array.isArray(ends) && Array.isArray(values) && ends.every((value) => values.includes(value));
    if (isOpen !== true || !areValues) {
      throw new Problem(place, `${place}: ${final} must name values of its enum, beside ${mark}: true`);
    }
  }
  for (const [key, child] of Object.entries(document)) checkOpenEnums(child, `${place}/${escapeKey(key)}`);
}

/**
 * The type of an enum marked `x-open-enum: true`: its known values, and any other string.
 * `string & {}` keeps the known values in an editor's completion, which plain `string` would absorb.
 *
 * @returns the type node, or undefined for a schema without the mark, which openapi-typescript then handles
 */
export function openEnum(schema: object | boolean): ts.TypeNode | undefined {
  if (typeof schema === "boolean" || !(mark in schema) || !("enum" in schema)) return undefined;
  const { factory } = ts;
  const known = (schema.enum as string[]).map((value) =>
    factory.createLiteralTypeNode(factory.createStringLiteral(value)),
  );
  const anyOther = factory.createIntersectionTypeNode([
    factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword),
    factory.createTypeLiteralNode([]),
  ]);
  return factory.createUnionTypeNode([...known, anyOther]);
}
