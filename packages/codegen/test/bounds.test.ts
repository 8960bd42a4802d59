import { describe, expect, test } from "vitest";

import type { Node } from "../src/api/model.ts";
import { Problem } from "../src/api/problem.ts";
import { generateBounds } from "../src/bounds.ts";
import { json, operation, readBakery, ref } from "./bakery.ts";

const boundsOf = (schemas: Node): ReturnType<typeof generateBounds> => {
  const bake = operation("bake", { requestBody: json(ref("Body")), responses: { "204": {} } });
  return generateBounds(readBakery({ paths: { "/ovens": { post: bake } }, schemas }));
};

/** The constants of a document whose request bodies have these schemas, by name. */
const constantsOf = (schemas: Node): Record<string, string> =>
  Object.fromEntries(
    [...boundsOf(schemas).file.matchAll(/^export const (\w+): Bounds = (.*);$/gm)].map(([, name = "", code = ""]) => [
      name,
      code,
    ]),
  );

/** The bounds of a body with this schema. */
const ofBody = (schema: Node, others: Node = {}): string | undefined =>
  constantsOf({ Body: schema, ...others })["bodyBounds"];

/** The bounds of a field with this schema. */
const ofField = (schema: Node, others: Node = {}): string | undefined =>
  /fields: \{ field: (.*) \} \}$/.exec(ofBody({ type: "object", properties: { field: schema } }, others) ?? "")?.[1];

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

  test("is no bound where no branch has one", () => {
    expect(ofField({ oneOf: [{ type: "string" }, { type: "integer" }] })).toBeUndefined();
  });
});

describe("a component", () => {
  const name = { type: "string", minLength: 1 };

  test("has a constant, to which others refer, and which stands before them", () => {
    const constants = constantsOf({
      Body: { type: "object", properties: { a: ref("Name"), b: ref("Name") } },
      Name: name,
    });
    expect(Object.entries(constants)).toEqual([
      ["nameBounds", '{ type: "text", minimum: 1 }'],
      ["bodyBounds", '{ type: "object", fields: { a: nameBounds, b: nameBounds } }'],
    ]);
  });

  test("that no request holds has none", () => {
    expect(constantsOf({ Body: { type: "object" }, Name: name })).toEqual({});
  });

  test("within itself ends there, through however many others", () => {
    const tree = {
      type: "object",
      properties: { name, more: ref("Branch"), list: { type: "array", items: ref("Body") } },
    };
    const branch = { allOf: [ref("Body"), { properties: { side: name } }] };
    const constants = constantsOf({ Body: tree, Branch: branch });
    expect(Object.keys(constants)).toEqual(["branchBounds", "bodyBounds"]);
    expect(constants["bodyBounds"]).toContain("more: branchBounds");
  });

  test("in which a choice leads back is no end of the work", () => {
    expect(
      ofBody({
        oneOf: [
          { type: "object", properties: { name, kind: { const: "leaf" }, next: ref("Body") } },
          { type: "string" },
        ],
      }),
    ).toBe(
      '{ type: "union", branches: [{ where: { kind: "leaf" }, bounds: { type: "object", fields: { name: { type: "text", minimum: 1 } } } }] }',
    );
    expect(
      ofBody(
        { type: "object", required: ["a"], properties: { a: ref("Loop"), name } },
        { Loop: { oneOf: [ref("Loop")] } },
      ),
    ).toBeDefined();
  });

  test("may have fields whose names need quotes, or mean something else in a literal", () => {
    const properties = JSON.parse(
      '{ "a-b": { "type": "string", "minLength": 1 }, "__proto__": { "type": "string", "minLength": 1 } }',
    ) as Node;
    expect(ofBody({ type: "object", properties })).toBe(
      '{ type: "object", fields: { "a-b": { type: "text", minimum: 1 }, ["__proto__"]: { type: "text", minimum: 1 } } }',
    );
  });
});

describe("it is an error, at the schema,", () => {
  const problemOf = (schemas: Node): [string, string] => {
    try {
      boundsOf(schemas);
    } catch (error) {
      if (error instanceof Problem) return [error.pointer, error.message];
    }
    return ["nowhere", ""];
  };

  test("when a pattern is none that can be checked", () => {
    expect(
      problemOf({ Body: { type: "object", properties: { a: ref("Bad") } }, Bad: { type: "string", pattern: "(?i)a" } }),
    ).toEqual(["#/components/schemas/Bad", 'Bad: the pattern (?i)a is not one of JavaScript with the flag "u"']);
  });

  test("when two would have constants of one name", () => {
    const name = { type: "string", minLength: 1 };
    expect(
      problemOf({ Body: { type: "object", properties: { a: ref("Name"), b: ref("name") } }, Name: name, name }),
    ).toEqual([
      "#/components/schemas/name",
      "name: another schema has bounds of the same name, nameBounds; rename one of them",
    ]);
  });
});
