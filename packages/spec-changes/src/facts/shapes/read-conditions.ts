import { asArray, asObject, own, pointerOf, type JsonObject } from "../json.ts";
import { inShort, meaningOf } from "./meaning.ts";
import type { Conditions, Shape } from "./shape.ts";

type ReadSchema = (schema: unknown, pointer: string) => Shape;

/** Keywords that hold one schema. */
const single = ["not", "contains", "propertyNames", "unevaluatedItems", "unevaluatedProperties"];
/** Keywords that hold a schema for each name. */
const named = ["dependentSchemas", "patternProperties"];

export const conditionKeywords: readonly string[] = [
  ...single,
  ...named,
  "if",
  "then",
  "else",
  "dependentRequired",
  "dependencies",
];

/** Reads the conditions of a schema. Each restricts values further, and is compared by its meaning. */
export function readConditions(schema: JsonObject, pointer: string, read: ReadSchema): Conditions {
  const found = new Map<string, Map<string, string>>();
  const add = (keyword: string, meaning: string, text: string): void => {
    found.set(keyword, (found.get(keyword) ?? new Map<string, string>()).set(meaning, text));
  };
  for (const keyword of single) {
    const value = own(schema, keyword);
    if (value === undefined) continue;
    const shape = read(value, pointerOf(pointer, keyword));
    add(keyword, meaningOf(shape), inShort(shape));
  }
  for (const keyword of named) {
    for (const [name, value] of Object.entries(asObject(own(schema, keyword)))) {
      const shape = read(value, pointerOf(pointer, keyword, name));
      add(keyword, `${name}: ${meaningOf(shape)}`, `${name}: ${inShort(shape)}`);
    }
  }
  if (own(schema, "if") !== undefined) {
    const parts = ["if", "then", "else"].map((keyword) =>
      read(own(schema, keyword) ?? {}, pointerOf(pointer, keyword)),
    );
    add("if", parts.map(meaningOf).join(), parts.map(inShort).join(", "));
  }
  // Draft 7 has one keyword for what are two today.
  for (const keyword of ["dependentRequired", "dependencies"]) {
    for (const [name, needs] of Object.entries(asObject(own(schema, keyword)))) {
      for (const need of asArray(needs))
        add("dependentRequired", `${name} ${String(need)}`, `${name} needs ${String(need)}`);
      if (keyword === "dependentRequired" || Array.isArray(needs)) continue;
      const shape = read(needs, pointerOf(pointer, keyword, name));
      add("dependentSchemas", `${name}: ${meaningOf(shape)}`, `${name}: ${inShort(shape)}`);
    }
  }
  return found;
}
