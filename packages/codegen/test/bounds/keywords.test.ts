import { describe, expect, test } from "vitest";

import type { Node } from "../../src/api/model.ts";
import { ref } from "../bakery.ts";
import { boundsOf, constantsOf, ofBody, ofField } from "./bounds-of.ts";

describe("a keyword becomes a bound:", () => {
  test.each<[schema: Node, bounds: string]>([
    [{ type: "string", minLength: 1 }, '{ type: "text", minimum: 1 }'],
    [{ type: "string", maxLength: 9 }, '{ type: "text", maximum: 9 }'],
    [{ type: "string", pattern: "^\\d+$" }, '{ type: "text", pattern: "^\\\\d+$" }'],
    [{ type: "integer", minimum: 0, maximum: 5 }, '{ type: "number", minimum: 0, maximum: 5 }'],
    [{ type: "number", maximum: 0.5 }, '{ type: "number", maximum: 0.5 }'],
    [{ type: "array", minItems: 1, maxItems: 3 }, '{ type: "list", minimum: 1, maximum: 3 }'],
    [
      { type: "array", items: { type: "string", minLength: 1 } },
      '{ type: "list", items: { type: "text", minimum: 1 } }',
    ],
    [
      {
        type: "object",
        required: ["a", "b"],
        properties: { a: { type: "string", minLength: 1 }, b: { type: "string" } },
      },
      '{ type: "object", fields: { a: { type: "text", minimum: 1 } }, required: ["a"] }',
    ],
  ])("%j", (schema, bounds) => {
    expect(ofField(schema)).toBe(bounds);
  });

  test.each<[what: string, schema: Node]>([
    ["a text of any length", { type: "string" }],
    ["a boolean", { type: "boolean" }],
    [
      "what has keywords of other types",
      { type: "boolean", minLength: 1, minimum: 1, minItems: 1, properties: { a: { minLength: 1 } } },
    ],
    ["an object without bounds within", { type: "object", properties: { a: { type: "string" } } }],
    ["a list without bounds", { type: "array", items: { type: "string" } }],
    ["a list of anything", { type: "array", items: true }],
    ["null", { type: "null" }],
    ["anything", {}],
    ["anything, in one word", true as unknown as Node],
  ])("%s has none", (_, schema) => {
    expect(constantsOf({ Body: { type: "object", properties: { field: schema } } })).toEqual({});
  });

  test("a document without bounds has no constants, and is a module still", () => {
    const { constantOf, file } = boundsOf({ Body: { type: "object" } });
    expect(file).toMatch(/\n\nexport \{\};\n$/);
    expect(constantOf("Body")).toBeUndefined();
  });
});

describe("only what every value must keep is a bound:", () => {
  test("what may be of several types is bound by its own", () => {
    expect(ofField({ type: ["string", "integer"], maxLength: 5, maximum: 9 })).toBe(
      '{ type: "union", branches: [{ where: {}, bounds: { type: "text", maximum: 5 } }, { where: {}, bounds: { type: "number", maximum: 9 } }] }',
    );
    expect(ofField({ minLength: 2 })).toBe(
      '{ type: "union", branches: [{ where: {}, bounds: { type: "text", minimum: 2 } }] }',
    );
  });

  test.each<[what: string, schema: Node]>([
    ["by its types", { type: ["string", "null"], minLength: 1 }],
    ["in the manner of 3.0", { type: "string", nullable: true, minLength: 1 }],
    ["in one of several schemas", { oneOf: [{ type: "string", minLength: 1 }, { type: "null" }] }],
    ["by reference", ref("Nullable")],
  ])("a required field that may be null %s is not required by the check", (_, field) => {
    const bounds = ofBody(
      { type: "object", required: ["a"], properties: { a: field } },
      { Nullable: { type: ["string", "null"], minLength: 1 } },
    );
    expect(bounds).toContain("fields: { a: ");
    expect(bounds).not.toContain("required");
  });

  test("nor is one that only responses have", () => {
    expect(
      ofBody({ required: ["id"], properties: { id: { type: "string", readOnly: true, minLength: 1 } } }),
    ).not.toContain("required");
  });

  test("an item that may be null has none", () => {
    expect(ofField({ type: "array", maxItems: 2, items: { type: ["string", "null"], minLength: 1 } })).toBe(
      '{ type: "list", maximum: 2 }',
    );
  });

  test("beside a tuple's first items, those of the rest are not for all", () => {
    const tuple = {
      type: "array",
      prefixItems: [{ type: "string" }],
      items: { type: "string", maxLength: 1 },
      maxItems: 3,
    };
    expect(ofField(tuple)).toBe('{ type: "list", maximum: 3 }');
  });
});

describe("several schemas that hold together", () => {
  test("give the narrowest of their limits, and each pattern", () => {
    expect(ofField({ type: "string", minLength: 1, maxLength: 9, allOf: [{ minLength: 2 }, { maxLength: 5 }] })).toBe(
      '{ type: "text", minimum: 2, maximum: 5 }',
    );
    expect(ofField({ type: "string", pattern: "a", allOf: [{ pattern: "b" }, { pattern: "a" }] })).toBe(
      '{ type: "union", branches: [{ where: {}, bounds: { type: "text", pattern: "a" } }, { where: {}, bounds: { type: "text", pattern: "b" } }] }',
    );
  });

  test("have the fields of all of them, and what any of them requires", () => {
    const base = { type: "object", properties: { a: { type: "string", minLength: 1 } } };
    const own = {
      allOf: [ref("Base")],
      required: ["a"],
      properties: { b: { type: "string", maxLength: 2 } },
      type: "object",
    };
    expect(ofBody(own, { Base: base })).toBe(
      '{ type: "object", fields: { b: { type: "text", maximum: 2 }, a: { type: "text", minimum: 1 } }, required: ["a"] }',
    );
  });

  test("bind a field that several describe by each", () => {
    const part = (field: Node): Node => ({ properties: { a: field } });
    expect(
      ofBody({
        type: "object",
        allOf: [part({ type: "string", minLength: 1 }), part({ type: "string", maxLength: 5 })],
      }),
    ).toBe(
      '{ type: "object", fields: { a: { type: "union", branches: [{ where: {}, bounds: { type: "text", minimum: 1 } }, { where: {}, bounds: { type: "text", maximum: 5 } }] } } }',
    );
  });

  test("keep their bounds beside a choice of others", () => {
    const choice = {
      type: "object",
      properties: { a: { type: "string", minLength: 1 } },
      oneOf: [{ required: ["a"] }, { required: ["b"] }],
    };
    expect(ofBody(choice)).toBe('{ type: "object", fields: { a: { type: "text", minimum: 1 } } }');
  });
});
