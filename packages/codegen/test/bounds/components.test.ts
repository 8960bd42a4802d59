import { describe, expect, test } from "vitest";

import type { Node } from "../../src/api/model.ts";
import { Problem } from "../../src/api/problem.ts";
import { ref } from "../bakery.ts";
import { boundsOf, constantsOf, ofBody } from "./bounds-of.ts";

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

  test("within itself by way of a part ends there, too", () => {
    expect(ofBody({ type: "object", properties: { name, more: { allOf: [ref("Body")] } } })).toBe(
      '{ type: "object", fields: { name: { type: "text", minimum: 1 }, more: { type: "object", fields: { name: { type: "text", minimum: 1 } } } } }',
    );
  });

  test("in which a choice leads back are read once", () => {
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

  test("when a pattern cannot be checked", () => {
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
