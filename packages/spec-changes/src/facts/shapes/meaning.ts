import { canonical } from "../json.ts";
import type { Shape } from "./shape.ts";

/** Which values fit a shape, as a text that is equal for equal meanings: without places, words and order. */
export function meaningOf(shape: Shape): string {
  const known = meanings.get(shape);
  if (known !== undefined) return known;
  const { cases, branches, additional } = shape;
  const union = cases ? [...cases.values()] : branches;
  const meaning =
    union.length > 0
      ? canonical([shape.nullable, union.map(meaningOf).toSorted()])
      : canonical({
          ...shape.limits,
          types: shape.types,
          nullable: shape.nullable,
          values: shape.values?.map(canonical).toSorted(),
          open: shape.open,
          conditions: [...shape.conditions].map(([keyword, entries]) => [keyword, [...entries.keys()].toSorted()]),
          properties: Object.fromEntries(
            [...shape.properties].map(([name, property]) => [name, [property.required, meaningOf(property.shape)]]),
          ),
          additional: typeof additional === "object" ? meaningOf(additional) : additional,
          items: shape.items && meaningOf(shape.items),
          tuple: shape.tuple.map(meaningOf),
        });
  meanings.set(shape, meaning);
  return meaning;
}

/** A shape never changes, and each union that holds it needs its meaning. */
const meanings = new WeakMap<Shape, string>();

/** A shape in a few words: `object { id!, name }`. */
export function inShort(shape: Shape): string {
  const types = shape.types.length === 0 ? "anything" : shape.types.join(" or ");
  if (shape.values) return `${types} (${shape.values.map(String).join(", ")})`;
  if (shape.properties.size === 0) return types;
  const names = [...shape.properties].map(([name, { required }]) => (required ? `${name}!` : name));
  return `${types} { ${names.toSorted().join(", ")} }`;
}
