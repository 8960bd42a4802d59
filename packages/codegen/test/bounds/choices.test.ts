import { describe, expect, test } from "vitest";

import type { Node } from "../../src/api/model.ts";
import { ref } from "../bakery.ts";
import { ofField } from "./bounds-of.ts";

describe("a choice of schemas", () => {
  const branch = (constants: Node, fields: Node = {}, more: Node = {}): Node => ({
    type: "object",
    properties: { ...constants, ...fields },
    ...more,
  });
  const short = { text: { type: "string", maxLength: 5 } };
  const long = { text: { type: "string", maxLength: 50 } };
  const shortText = '{ type: "object", fields: { text: { type: "text", maximum: 5 } } }';
  const longText = '{ type: "object", fields: { text: { type: "text", maximum: 50 } } }';

  test.each(["oneOf", "anyOf"])("(%s) has the bounds of each, by its constant fields", (keyword) => {
    const branches = [branch({ kind: { const: "a" } }, short), branch({ kind: { type: "string", enum: ["b"] } }, long)];
    expect(ofField({ [keyword]: branches })).toBe(
      `{ type: "union", branches: [{ where: { kind: "a" }, bounds: ${shortText} }, { where: { kind: "b" }, bounds: ${longText} }] }`,
    );
  });

  test("by constants within fields, and by null", () => {
    const nested = (value: unknown): Node => ({ target: { type: "object", properties: { kind: { const: value } } } });
    expect(ofField({ oneOf: [branch(nested("a"), short), branch(nested(null), long), branch(nested(7))] })).toBe(
      `{ type: "union", branches: [{ where: { target: { kind: "a" } }, bounds: ${shortText} }, { where: { target: { kind: null } }, bounds: ${longText} }] }`,
    );
  });

  test("by constants that stand in parts and in components", () => {
    const others = { Kind: { enum: ["a"] }, Base: { type: "object", properties: { kind: ref("Kind") } } };
    const bounds = ofField(
      { oneOf: [{ allOf: [ref("Base"), branch({}, short)] }, branch({ kind: { enum: ["b", "c"] } }, {})] },
      others,
    );
    expect(bounds).toBe(`{ type: "union", branches: [{ where: { kind: "a" }, bounds: ${shortText} }] }`);
  });

  test("by types", () => {
    expect(
      ofField({
        oneOf: [
          { type: "string", maxLength: 5 },
          { type: "array", minItems: 1, items: { type: "string" } },
          { type: "boolean" },
        ],
      }),
    ).toBe(
      '{ type: "union", branches: [{ where: {}, bounds: { type: "text", maximum: 5 } }, { where: {}, bounds: { type: "list", minimum: 1 } }] }',
    );
  });

  test("where one is closed to the constant field of another", () => {
    const bounds = ofField({
      oneOf: [branch({ kind: { const: "a" } }, short), branch({}, long, { additionalProperties: false })],
    });
    expect(bounds).toContain(`{ where: { kind: "a" }, bounds: ${shortText} }`);
  });

  test("has those bounds of a branch that also hold for the others that a value may be of", () => {
    const plain = branch({ kind: { const: "a" }, tag: { enum: ["x", "y"] } }, short);
    const tagged = branch(
      { kind: { const: "a" }, tag: { const: "z" } },
      { ...short, reason: { type: "string", minLength: 1 } },
    );
    expect(ofField({ oneOf: [plain, tagged] })).toBe(
      `{ type: "union", branches: [{ where: { kind: "a" }, bounds: ${shortText} }, ` +
        '{ where: { kind: "a", tag: "z" }, bounds: { type: "object", fields: { text: { type: "text", maximum: 5 }, reason: { type: "text", minimum: 1 } } } }] }',
    );
  });

  test.each<[what: string, first: Node, second: Node]>([
    ["has longer texts", branch({}, short), branch({}, long)],
    ["has none", branch({}, short), branch({})],
    ["is not described", branch({}, short), {}],
    ["does not require a field", branch({}, short, { required: ["text"] }), branch({}, short)],
    ["is longer, in lists", { type: "array", maxItems: 1 }, { type: "array", maxItems: 2 }],
    ["is larger, in numbers", { type: "integer", minimum: 5 }, { type: "number" }],
    ["has another pattern", { type: "string", pattern: "a" }, { type: "string", pattern: "b" }],
  ])("has no bounds of a branch where another that a value may be of %s", (_, first, second) => {
    expect(ofField(first)).toBeDefined();
    expect(ofField({ anyOf: [first, second] }) ?? "none").not.toContain(`bounds: ${ofField(first)}`);
  });

  test("may hold itself in a branch", () => {
    const others = { Chain: branch({ kind: { const: "a" } }, { ...short, next: ref("Chain") }) };
    expect(ofField({ oneOf: [ref("Chain"), branch({ kind: { const: "b" } })] }, others)).toMatch(
      /^\{ type: "union", branches: \[\{ where: \{ kind: "a", next: \{ kind: "a", .*bounds: chainBounds \}\] \}$/,
    );
  });

  test("is open to a constant field where one of its branches has a pattern for the names of others", () => {
    const open = branch({}, {}, { additionalProperties: false, patternProperties: { "^k": {} } });
    expect(ofField({ oneOf: [branch({ kind: { const: "a" } }, short), open] })).toBeUndefined();
  });

  test("is without bounds where no branch has one", () => {
    expect(ofField({ oneOf: [{ type: "string" }, { type: "integer" }] })).toBeUndefined();
  });
});
