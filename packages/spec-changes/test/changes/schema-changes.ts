// oxlint-disable unicorn/no-thenable -- `then` is a keyword of JSON Schema
import type { Release } from "../../src/changes/release.ts";
import type { JsonObject } from "../../src/facts/json.ts";

/** A schema before and after, and how the change is rated where callers send it, and where they read it. */
export type SchemaChange = readonly [
  title: string,
  before: unknown,
  after: unknown,
  request: Release | undefined,
  response: Release | undefined,
];

const text = { type: "string" };
const object = (properties: JsonObject, ...required: string[]): JsonObject => ({
  type: "object",
  properties,
  ...(required.length > 0 && { required }),
});
const list = (rest: JsonObject): JsonObject => ({ type: "array", ...rest });
const pair = (...prefixItems: readonly JsonObject[]): JsonObject => list({ prefixItems });
const one = (...oneOf: readonly unknown[]): JsonObject => ({ oneOf });
const card = object({ number: text, expiry: text }, "number");
const cash = object({ coins: { type: "integer" } }, "coins");
const voucher = object({ code: text }, "code");
const tagged = (tag: string, properties: JsonObject = {}): JsonObject =>
  object({ kind: { const: tag }, ...properties }, "kind");
const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });

/** Schemas with a name, to which the changes refer. */
export const namedSchemas: JsonObject = {
  Card: card,
  Text: text,
  Open: { type: "string", enum: ["a", "b"], "x-open-enum": true },
  Wider: { type: "string", enum: ["a", "b", "c"], "x-open-enum": true },
  Closed: { type: "string", enum: ["a", "b"] },
};

const nothing = undefined;

/** What fits is what fitted before, so that nobody has to know. */
export const sameMeaning: readonly SchemaChange[] = [
  ["oneOf becomes anyOf", one(card, cash), { anyOf: [card, cash] }, nothing, nothing],
  ["the branches of a union stand in another order", one(card, cash), one(cash, card), nothing, nothing],
  ["a union stands within a union", one(card, cash, voucher), one(card, one(cash, voucher)), nothing, nothing],
  ["a union has one branch", card, one(card), nothing, nothing],
  ["a reference is wrapped in allOf", ref("Card"), { allOf: [ref("Card")] }, nothing, nothing],
  ["a reference is written out", ref("Card"), card, nothing, nothing],
  [
    "what belongs together is split with allOf",
    object({ a: text, b: text }, "a"),
    { allOf: [object({ a: text }, "a"), object({ b: text })] },
    nothing,
    nothing,
  ],
  ["null stands in a union", { type: ["string", "null"] }, one(text, { type: "null" }), nothing, nothing],
  ["null is a constant", one(text, { type: "null" }), one(text, { const: null }), nothing, nothing],
  [
    "a reference allows null in another way",
    one(ref("Card"), { type: "null" }),
    { anyOf: [{ type: "null" }, ref("Card")] },
    nothing,
    nothing,
  ],
  ["a constant is a list of one value", { const: "a" }, { enum: ["a"] }, nothing, nothing],
  ["values are a union of constants", { enum: ["a", "b"] }, one({ const: "b" }, { const: "a" }), nothing, nothing],
  ["types are a union of types", { type: ["string", "integer"] }, one(text, { type: "integer" }), nothing, nothing],
  ["values stand in another order", { enum: ["a", "b"] }, { enum: ["b", "a"] }, nothing, nothing],
  ["the type of the values is named", { enum: ["a", "b"] }, { type: "string", enum: ["a", "b"] }, nothing, nothing],
  [
    "a default of JSON Schema is written out",
    list({ items: text }),
    list({ items: text, minItems: 0, uniqueItems: false }),
    nothing,
    nothing,
  ],
  [
    "other fields are allowed in words",
    object({ a: text }),
    { ...object({ a: text }), additionalProperties: true },
    nothing,
    nothing,
  ],
  [
    "the usual number of matching items is written out",
    list({ contains: text }),
    list({ contains: text, minContains: 1 }),
    nothing,
    nothing,
  ],
  ["a condition refers to its schema", list({ contains: card }), list({ contains: ref("Card") }), nothing, nothing],
  [
    "fields stand in another order",
    object({ a: text, b: text }, "a", "b"),
    object({ b: text, a: text }, "b", "a"),
    nothing,
    nothing,
  ],
];

/** Enums, which are open or closed. */
const enumChanges: readonly SchemaChange[] = [
  ["text becomes an open enum", text, ref("Open"), "major", "minor"],
  ["an open enum becomes text", ref("Open"), text, "minor", "minor"],
  ["text becomes a closed enum", text, ref("Closed"), "major", "major"],
  ["a closed enum becomes text", ref("Closed"), text, "minor", "major"],
  ["a reference leads to a wider open enum", ref("Open"), ref("Wider"), "minor", "minor"],
  ["a reference leads to a narrower open enum", ref("Wider"), ref("Open"), "major", "minor"],
  ["a constant changes", { const: "a" }, { const: "b" }, "major", "major"],
  ["an enum allows null", { enum: ["a"] }, { enum: ["a", null] }, "minor", "major"],
];

const objectChanges: readonly SchemaChange[] = [
  [
    "a map is closed",
    { type: "object", additionalProperties: text },
    { type: "object", additionalProperties: false },
    "major",
    "major",
  ],
  ["a free map is closed", { type: "object" }, { type: "object", additionalProperties: false }, "major", "major"],
  [
    "a free map has entries of one type",
    { type: "object" },
    { type: "object", additionalProperties: text },
    "major",
    "minor",
  ],
  [
    "a map has entries of any type",
    { type: "object", additionalProperties: text },
    { type: "object" },
    "minor",
    "major",
  ],
  [
    "a map has entries of another type",
    { type: "object", additionalProperties: text },
    { type: "object", additionalProperties: { type: "integer" } },
    "major",
    "major",
  ],
  [
    "an object with fields is closed",
    object({ a: text }),
    { ...object({ a: text }), additionalProperties: false },
    "major",
    "patch",
  ],
  [
    "an object with fields opens",
    { ...object({ a: text }), additionalProperties: false },
    object({ a: text }),
    "minor",
    "patch",
  ],
  [
    "fields of a pattern get a schema",
    object({ a: text }),
    { ...object({ a: text }), patternProperties: { "^x-": text } },
    "major",
    "patch",
  ],
  [
    "fields of a pattern are accepted beside named ones",
    { ...object({ a: text }), additionalProperties: false },
    { ...object({ a: text }), additionalProperties: false, patternProperties: { "^x-": text } },
    "minor",
    "patch",
  ],
  [
    "names of fields get a schema",
    { type: "object" },
    { type: "object", propertyNames: { maxLength: 5 } },
    "major",
    "patch",
  ],
  [
    "a field needs another one",
    object({ a: text, b: text }),
    { ...object({ a: text, b: text }), dependentRequired: { a: ["b"] } },
    "major",
    "patch",
  ],
  [
    "a field needs one more",
    { ...object({ a: text }), dependentRequired: { a: ["b"] } },
    { ...object({ a: text }), dependentRequired: { a: ["b", "c"] } },
    "major",
    "patch",
  ],
  [
    "a field needs no other one",
    { ...object({ a: text }), dependentRequired: { a: ["b"] } },
    object({ a: text }),
    "minor",
    "patch",
  ],
  [
    "a field demands a schema",
    object({ a: text }),
    { ...object({ a: text }), dependentSchemas: { a: { required: ["b"] } } },
    "major",
    "patch",
  ],
  [
    "fewer fields are enough",
    { type: "object", minProperties: 2 },
    { type: "object", minProperties: 1 },
    "minor",
    "patch",
  ],
  [
    "fewer fields are accepted",
    { type: "object", maxProperties: 9 },
    { type: "object", maxProperties: 8 },
    "major",
    "patch",
  ],
  [
    "a condition is added",
    object({ a: text }),
    { ...object({ a: text }), if: { required: ["a"] }, then: { required: ["b"] } },
    "major",
    "patch",
  ],
  [
    "a condition is removed",
    { ...object({ a: text }), if: { required: ["a"] }, then: { required: ["b"] } },
    object({ a: text }),
    "minor",
    "patch",
  ],
  ["a condition changes", { if: { const: 1 }, then: false }, { if: { const: 2 }, then: false }, "major", "patch"],
  ["something is excluded", text, { ...text, not: { const: "a" } }, "major", "patch"],
  ["something is excluded no longer", { ...text, not: { const: "a" } }, text, "minor", "patch"],
  ["something else is excluded", { ...text, not: { const: "a" } }, { ...text, not: { const: "b" } }, "major", "patch"],
  [
    "what is not evaluated is rejected",
    { allOf: [object({ a: text })] },
    { allOf: [object({ a: text })], unevaluatedProperties: false },
    "major",
    "patch",
  ],
  ["a field is deprecated", object({ a: text }), object({ a: { ...text, deprecated: true } }), "minor", "minor"],
  ["a field is for responses only", object({ a: text }), object({ a: { ...text, readOnly: true } }), "minor", "minor"],
  ["a field is for requests only", object({ a: text }), object({ a: { ...text, writeOnly: true } }), "minor", "minor"],
];

const listChanges: readonly SchemaChange[] = [
  [
    "the items of a tuple change places",
    pair(text, { type: "integer" }),
    pair({ type: "integer" }, text),
    "major",
    "major",
  ],
  ["a tuple has one more item", pair(text), pair(text, { type: "integer" }), "major", "minor"],
  ["a tuple has one item less", pair(text, { type: "integer" }), pair(text), "minor", "major"],
  ["an item of a tuple allows null", pair(text), pair({ type: ["string", "null"] }), "minor", "major"],
  ["items have a type", list({}), list({ items: text }), "major", "minor"],
  ["items have any type", list({ items: text }), list({}), "minor", "major"],
  ["one item must match", list({ items: text }), list({ items: text, contains: { const: "a" } }), "major", "patch"],
  [
    "more items must match",
    list({ contains: text, minContains: 1 }),
    list({ contains: text, minContains: 2 }),
    "major",
    "patch",
  ],
  ["fewer items must match", list({ contains: text, minContains: 2 }), list({ contains: text }), "minor", "patch"],
  [
    "fewer items may match",
    list({ contains: text, maxContains: 2 }),
    list({ contains: text, maxContains: 1 }),
    "major",
    "patch",
  ],
  ["items must differ", list({ items: text }), list({ items: text, uniqueItems: true }), "major", "patch"],
  ["items may be equal", list({ items: text, uniqueItems: true }), list({ items: text }), "minor", "patch"],
  ["more items are demanded", list({ minItems: 1 }), list({ minItems: 2 }), "major", "patch"],
];

const unionChanges: readonly SchemaChange[] = [
  ["a union gains a branch", one(card, cash), one(card, cash, voucher), "minor", "major"],
  ["a union loses a branch", one(card, cash, voucher), one(card, cash), "major", "minor"],
  ["a union loses all but one branch", one(card, cash), card, "major", "minor"],
  ["a schema becomes a union", card, one(card, cash), "minor", "major"],
  ["a branch takes the place of another one", one(ref("Card"), cash), one(ref("Text"), cash), "major", "major"],
  [
    "a branch gains a field",
    one(card, cash),
    one(object({ number: text, expiry: text, name: text }, "number"), cash),
    "minor",
    "minor",
  ],
  [
    "a branch demands a field",
    one(card, cash),
    one(object({ number: text, expiry: text }, "number", "expiry"), cash),
    "major",
    "minor",
  ],
  ["a branch loses a field", one(card, cash), one(object({ number: text }, "number"), cash), "major", "major"],
  ["a union gains a case", one(tagged("a"), tagged("b")), one(tagged("a"), tagged("b"), tagged("c")), "minor", "major"],
  ["a union loses a case", one(tagged("a"), tagged("b")), one(tagged("a")), "major", "minor"],
  ["a case gains a field", one(tagged("a"), tagged("b")), one(tagged("a"), tagged("b", { x: text })), "minor", "minor"],
  [
    "a discriminator is named",
    one(tagged("a"), tagged("b")),
    { ...one(tagged("a"), tagged("b")), discriminator: { propertyName: "kind" } },
    "patch",
    "patch",
  ],
  [
    "the common field of two branches is dropped",
    { ...object({ id: text }, "id"), ...one(card, cash) },
    one(card, cash),
    "major",
    "major",
  ],
];

const valueChanges: readonly SchemaChange[] = [
  ["text becomes text or a number", text, { type: ["string", "number"] }, "minor", "major"],
  ["text or a number becomes text", { type: ["string", "number"] }, text, "major", "minor"],
  ["anything becomes text", {}, text, "major", "minor"],
  ["text becomes anything", text, {}, "minor", "major"],
  ["a whole number becomes any number", { type: "integer" }, { type: "number" }, "minor", "major"],
  ["null is accepted", text, { type: ["string", "null"] }, "minor", "major"],
  ["null is accepted no longer", { type: ["string", "null"] }, text, "major", "minor"],
  ["a reference allows null", ref("Card"), one(ref("Card"), { type: "null" }), "minor", "major"],
  ["a default changes", { ...text, default: "a" }, { ...text, default: "b" }, "minor", "patch"],
  [
    "a bound becomes exclusive",
    { type: "integer", minimum: 1 },
    { type: "integer", exclusiveMinimum: 1 },
    "major",
    "patch",
  ],
  ["a number must be a multiple", { type: "integer" }, { type: "integer", multipleOf: 5 }, "major", "patch"],
  [
    "more multiples are accepted",
    { type: "integer", multipleOf: 10 },
    { type: "integer", multipleOf: 5 },
    "minor",
    "patch",
  ],
  [
    "other multiples are accepted",
    { type: "integer", multipleOf: 5 },
    { type: "integer", multipleOf: 10 },
    "major",
    "patch",
  ],
  ["a format changes", { ...text, format: "date" }, { ...text, format: "date-time" }, "major", "patch"],
  ["a title is added", text, { ...text, title: "A word" }, "patch", "patch"],
];

export const schemaChanges: readonly SchemaChange[] = [
  ...enumChanges,
  ...objectChanges,
  ...listChanges,
  ...unionChanges,
  ...valueChanges,
];
