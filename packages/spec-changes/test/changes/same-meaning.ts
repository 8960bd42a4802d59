import { card, cash, list, object, one, ref, tagged, text, voucher } from "./schemas.ts";

/** What fits is what fitted before, so that nobody has to know. */
export const sameMeaning: readonly (readonly [title: string, one: unknown, other: unknown])[] = [
  ["oneOf becomes anyOf", one(card, cash), { anyOf: [card, cash] }],
  ["the branches of a union stand in another order", one(card, cash), one(cash, card)],
  ["a union stands within a union", one(card, cash, voucher), one(card, one(cash, voucher))],
  [
    "cases stand within a union",
    one(tagged("a"), tagged("b"), tagged("c", { x: text })),
    one(tagged("a"), one(tagged("b"), tagged("c", { x: text }))),
  ],
  ["a union has one branch", card, one(card)],
  ["a reference is wrapped in allOf", ref("Card"), { allOf: [ref("Card")] }],
  ["a reference is written out", ref("Card"), card],
  [
    "what belongs together is split with allOf",
    object({ a: text, b: text }, "a"),
    { allOf: [object({ a: text }, "a"), object({ b: text })] },
  ],
  ["null stands in a union", { type: ["string", "null"] }, one(text, { type: "null" })],
  ["null is a constant", one(text, { type: "null" }), one(text, { const: null })],
  [
    "a reference allows null in another way",
    one(ref("Card"), { type: "null" }),
    { anyOf: [{ type: "null" }, ref("Card")] },
  ],
  ["a constant is a list of one value", { const: "a" }, { enum: ["a"] }],
  ["values are a union of constants", { enum: ["a", "b"] }, one({ const: "b" }, { const: "a" })],
  ["types are a union of types", { type: ["string", "integer"] }, one(text, { type: "integer" })],
  ["values stand in another order", { enum: ["a", "b"] }, { enum: ["b", "a"] }],
  ["the type of the values is named", { enum: ["a", "b"] }, { type: "string", enum: ["a", "b"] }],
  [
    "a default of JSON Schema is written out",
    list({ items: text }),
    list({ items: text, minItems: 0, uniqueItems: false }),
  ],
  ["other fields are allowed in words", object({ a: text }), { ...object({ a: text }), additionalProperties: true }],
  [
    "the usual number of matching items is written out",
    list({ contains: text }),
    list({ contains: text, minContains: 1 }),
  ],
  ["a condition refers to its schema", list({ contains: card }), list({ contains: ref("Card") })],
  ["fields stand in another order", object({ a: text, b: text }, "a", "b"), object({ b: text, a: text }, "b", "a")],
];
