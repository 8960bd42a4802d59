// oxlint-disable unicorn/no-thenable -- `then` is a keyword of JSON Schema
import { boundChanges, conditionChanges } from "./limit-changes.ts";
import { card, cash, list, object, one, pair, ref, tagged, text, voucher, type SchemaChange } from "./schemas.ts";

/** Enums, which are open or closed. */
const enumChanges: readonly SchemaChange[] = [
  ["text becomes an open enum", text, ref("Open"), "major", "minor"],
  ["an open enum becomes text", ref("Open"), text, "minor", "minor"],
  ["text becomes a closed enum", text, ref("Closed"), "major", "major"],
  ["a closed enum becomes text", ref("Closed"), text, "minor", "major"],
  ["a reference leads to a wider open enum", ref("Open"), ref("Wider"), "minor", "minor"],
  ["a reference leads to a narrower open enum", ref("Wider"), ref("Open"), "major", "minor"],
  ["an enum opens", { enum: ["a"] }, { enum: ["a"], "x-open-enum": true }, "minor", "major"],
  ["an enum closes", { enum: ["a"], "x-open-enum": true }, { enum: ["a"] }, "major", "major"],
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
    "fields of a pattern are accepted beside named ones",
    { ...object({ a: text }), additionalProperties: false },
    { ...object({ a: text }), additionalProperties: false, patternProperties: { "^x-": text } },
    "minor",
    "patch",
  ],
  [
    "a field needs one more",
    { ...object({ a: text }), dependentRequired: { a: ["b"] } },
    { ...object({ a: text }), dependentRequired: { a: ["b", "c"] } },
    "major",
    "patch",
  ],
  ["a condition changes", { if: { const: 1 }, then: false }, { if: { const: 2 }, then: false }, "major", "patch"],
  ["something else is excluded", { ...text, not: { const: "a" } }, { ...text, not: { const: "b" } }, "major", "patch"],
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
  [
    "the second one of two unions demands other fields",
    { oneOf: [card, cash], anyOf: [{ required: ["a", "b"] }, { required: ["c"] }] },
    { oneOf: [card, cash], anyOf: [{ required: ["a"] }, { required: ["b", "c"] }] },
    "major",
    "patch",
  ],
  ["a union gains a case", one(tagged("a"), tagged("b")), one(tagged("a"), tagged("b"), tagged("c")), "minor", "major"],
  ["a union loses a case", one(tagged("a"), tagged("b")), one(tagged("a")), "major", "minor"],
  [
    "a union of many loses a case",
    one(tagged("a"), tagged("b"), tagged("c")),
    one(tagged("a"), tagged("b")),
    "major",
    "minor",
  ],
  [
    "cases become one object",
    one(tagged("a", { x: text }), tagged("b")),
    object({ kind: { enum: ["a", "b"] }, x: text }, "kind"),
    "major",
    "major",
  ],
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
  ["a pattern changes", { ...text, pattern: "^a" }, { ...text, pattern: "^b" }, "major", "patch"],
  [
    "text is encoded in another way",
    { ...text, contentEncoding: "base64" },
    { ...text, contentEncoding: "base16" },
    "major",
    "major",
  ],
  [
    "text holds something else",
    { ...text, contentMediaType: "image/png" },
    { ...text, contentMediaType: "image/gif" },
    "major",
    "major",
  ],
  ["a default is added", text, { ...text, default: "a" }, "minor", "patch"],
  ["a title is added", text, { ...text, title: "A word" }, "patch", "patch"],
];

export const schemaChanges: readonly SchemaChange[] = [
  ...enumChanges,
  ...objectChanges,
  ...listChanges,
  ...unionChanges,
  ...boundChanges,
  ...conditionChanges,
  ...valueChanges,
];
