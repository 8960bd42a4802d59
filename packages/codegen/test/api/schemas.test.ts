import { describe, expect, test } from "vitest";

import type { Node } from "../../src/api/model.ts";
import { followerOf, isNullable, partsOf, typesOf } from "../../src/api/schemas.ts";
import { ref } from "../bakery.ts";

const schemas: Node = {
  Grain: { type: "string" },
  MaybeGrain: { oneOf: [ref("Grain"), { type: "null" }] },
  Itself: { allOf: [ref("Itself"), ref("Grain")] },
  Choice: { oneOf: [ref("Choice")] },
};
const follow = followerOf({ components: { schemas } });

describe("a reference", () => {
  test("that leads nowhere is an error", () => {
    expect(() => follow(ref("Bread"))).toThrow("can't resolve $ref #/components/schemas/Bread");
  });

  test("to a reference is followed to its end", () => {
    const names = followerOf({ components: { schemas: { ...schemas, Alias: ref("Grain"), Other: ref("Alias") } } });
    expect(names(ref("Other"))).toBe(schemas["Grain"]);
  });
});

describe("the parts of a schema are", () => {
  test("itself, where it has no others", () => {
    expect(partsOf(ref("Grain"), follow)).toEqual([schemas["Grain"]]);
  });

  test("each of those that hold together, once, also where one leads back", () => {
    expect(partsOf(ref("Itself"), follow)).toEqual([schemas["Itself"], schemas["Grain"]]);
  });
});

describe("the types of a value are", () => {
  test.each<[parts: Node[], types: string[] | undefined]>([
    [[{ type: "string" }], ["string"]],
    [[{ type: ["string", "null"] }], ["string"]],
    [[{ type: ["string", "integer"] }, {}, { type: ["integer", "boolean"] }], ["integer"]],
    [[{ type: "string" }, { type: "integer" }], []],
    [[{ type: "null" }], []],
    [[{}], undefined],
  ])("for %j: %j", (parts, types) => {
    expect(typesOf(parts)).toEqual(types);
  });
});

describe("null", () => {
  test.each<[schema: Node, nullable: boolean]>([
    [{ type: "string" }, false],
    [{ type: "string", nullable: true }, true],
    [{ type: ["string", "null"] }, true],
    [{}, true],
    [{ const: null }, true],
    [{ const: "a" }, false],
    [{ enum: ["a", null] }, true],
    [{ enum: ["a"] }, false],
    [ref("MaybeGrain"), true],
    [{ anyOf: [ref("Grain")] }, false],
    [{ allOf: [{}, ref("Grain")] }, false],
    // Nothing ends it; then less is checked.
    [ref("Choice"), true],
  ])("is a value of %j: %j", (schema, nullable) => {
    expect(isNullable(schema, follow)).toBe(nullable);
  });
});
