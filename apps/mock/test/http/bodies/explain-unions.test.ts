import { describe, expect, test } from "vitest";

import { explainBody } from "../../../src/http/request/explain-body.ts";
import { loadSpec, type Operation } from "../../../src/prism/spec/load.ts";
import { sayingSpec, temporarySpec } from "../../prism/spec/temporary-spec.ts";

const named = (operations: readonly Operation[], id: string): Operation =>
  operations.find(({ iid }) => iid === id) as Operation;

describe("of unions inside unions", () => {
  const shape = `type: object
required: [shape]
properties:
  shape:
    anyOf:
      - type: object
        required: [kind, radius]
        properties: { kind: { type: string, enum: [circle] }, radius: { type: number } }
      - type: object
        required: [kind, inner]
        properties:
          kind: { type: string, enum: [frame] }
          inner:
            oneOf:
              - type: object
                required: [tone]
                additionalProperties: false
                properties: { tone: { type: string, enum: [dark] }, depth: { type: integer } }
              - type: object
                required: [tone, shade]
                additionalProperties: false
                properties: { tone: { type: string, enum: [light] }, shade: { type: string } }
      - type: string
        enum: [nothing]`;

  test.each<[string, unknown, readonly string[]]>([
    ["a branch's missing field", { kind: "circle" }, ["shape.radius is required"]],
    ["a branch's wrong type", { kind: "circle", radius: "5" }, ["shape.radius must be number"]],
    [
      "a missing field of the inner branch",
      { kind: "frame", inner: { tone: "light" } },
      ["shape.inner.shade is required"],
    ],
    [
      "a wrong type in the inner branch",
      { kind: "frame", inner: { tone: "dark", depth: "deep" } },
      ["shape.inner.depth must be integer"],
    ],
    [
      "an unknown field of the inner branch",
      { kind: "frame", inner: { tone: "dark", colour: 1 } },
      ["shape.inner.colour is not a field of this request"],
    ],
    ["an unknown inner branch", { kind: "frame", inner: { tone: "grey" } }, ["shape.inner.tone must be dark or light"]],
    ["the inner value's type", { kind: "frame", inner: 5 }, ["shape.inner must be object"]],
  ])("%s is reported once", async (_, value, reasons) => {
    const { operations } = await loadSpec(await temporarySpec(sayingSpec({ body: shape })));
    expect(explainBody(named(operations, "say"), { shape: value }).reasons).toEqual(reasons);
  });

  test.each<[string, unknown, string]>([
    ["a text that is not one of the words", "all", "shape must be nothing"],
    ["a type that no branch has", 5, "shape must be object or string"],
  ])("%s is reported once, by what it could be", async (_, value, reason) => {
    const { operations } = await loadSpec(await temporarySpec(sayingSpec({ body: shape })));
    expect(explainBody(named(operations, "say"), { shape: value }).reasons).toEqual([reason]);
  });

  test("a valid body has no problems", async () => {
    const { operations } = await loadSpec(await temporarySpec(sayingSpec({ body: shape })));
    for (const value of ["nothing", { kind: "circle", radius: 1 }, { kind: "frame", inner: { tone: "dark" } }]) {
      expect(explainBody(named(operations, "say"), { shape: value })).toEqual({ reasons: [], unknownFields: [] });
    }
  });

  test("names with a slash and a tilde are reported as they were written", async () => {
    const body = 'type: object\nproperties: { "a/b~c": { type: object, additionalProperties: false } }';
    const { operations } = await loadSpec(await temporarySpec(sayingSpec({ body })));
    const problems = explainBody(named(operations, "say"), { "a/b~c": { "d~e": 1 } });
    expect(problems).toEqual({ reasons: ["a/b~c.d~e is not a field of this request"], unknownFields: ["a/b~c.d~e"] });
  });
});
