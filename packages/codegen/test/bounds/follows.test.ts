import { describe, expect, test } from "vitest";

import { follows, Reference, type Bound, type Bounds } from "../../src/bounds/bound.ts";

const text = (limits: object = {}): Bounds => ({ type: "text", ...limits });
const list = (limits: object = {}): Bounds => ({ type: "list", ...limits });
const object = (fields: Readonly<Record<string, Bound>>, required: readonly string[] = []): Bounds => ({
  type: "object",
  fields,
  required,
});
const union: Bounds = { type: "union", branches: [{ where: {}, bounds: text({ minimum: 1 }) }] };

describe("what is within some bounds is within others", () => {
  test.each<[what: string, wide: Bound, narrow: Bound]>([
    ["that are the same", text({ minimum: 1 }), text({ minimum: 1 })],
    ["that have no least", text({ maximum: 5 }), text({ minimum: 1, maximum: 5 })],
    ["that have no most", text({ minimum: 1 }), text({ minimum: 1, maximum: 5 })],
    ["that are wider", text({ minimum: 1, maximum: 6 }), text({ minimum: 2, maximum: 5 })],
    ["that have no pattern", text({ minimum: 1 }), text({ minimum: 1, pattern: "a" })],
    ["that have the same pattern", text({ pattern: "a" }), text({ pattern: "a" })],
    ["of numbers", { type: "number", maximum: 6 }, { type: "number", maximum: 5 }],
    ["of longer lists", list({ maximum: 6 }), list({ maximum: 5 })],
    ["of lists of any items", list({ maximum: 5 }), list({ maximum: 5, items: text({ minimum: 1 }) })],
    ["of lists of wider items", list({ items: text({ minimum: 1 }) }), list({ items: text({ minimum: 2 }) })],
    [
      "of fewer fields",
      object({ a: text({ minimum: 1 }) }),
      object({ a: text({ minimum: 1 }), b: text({ minimum: 1 }) }),
    ],
    [
      "that require fewer fields",
      object({ a: text({ minimum: 1 }) }, ["a"]),
      object({ a: text({ minimum: 2 }), b: text({ minimum: 1 }) }, ["b", "a"]),
    ],
    ["that are the same choice", union, union],
    ["by another name", new Reference("a", text({ minimum: 1 })), new Reference("b", text({ minimum: 2 }))],
  ])("%s", (_, wide, narrow) => {
    expect(follows(wide, narrow)).toBe(true);
  });

  test.each<[what: string, wide: Bound, narrow: Bound | undefined]>([
    ["there are", text({ minimum: 1 }), undefined],
    ["that have a greater least", text({ minimum: 2 }), text({ minimum: 1 })],
    ["that have a least", text({ minimum: 1 }), text({ maximum: 5 })],
    ["that have a smaller most", text({ maximum: 5 }), text({ maximum: 6 })],
    ["that have a most", text({ maximum: 5 }), text({ minimum: 1 })],
    ["that have another pattern", text({ pattern: "a" }), text({ pattern: "b" })],
    ["that have a pattern", text({ pattern: "a" }), text({ minimum: 1 })],
    ["of another type", text({ minimum: 1 }), { type: "number", minimum: 1 }],
    ["of shorter lists", list({ maximum: 5 }), list({ maximum: 6 })],
    ["of lists of narrower items", list({ items: text({ minimum: 2 }) }), list({ items: text({ minimum: 1 }) })],
    ["of lists of some items", list({ items: text({ minimum: 2 }) }), list({ maximum: 1 })],
    ["of texts, not lists", text({ maximum: 5 }), list({ maximum: 5 })],
    ["of lists, not texts", list({ maximum: 5 }), text({ maximum: 5 })],
    ["that have another field", object({ a: text({ minimum: 1 }) }), object({ b: text({ minimum: 1 }) })],
    ["that require a field", object({ a: text({ minimum: 1 }) }, ["a"]), object({ a: text({ minimum: 1 }) })],
    ["that are a choice", union, text({ minimum: 1 })],
    ["that do not exist, of a choice", text({ minimum: 1 }), union],
    ["of objects, not texts", object({}), text({ minimum: 1 })],
  ])("but not all that %s", (_, wide, narrow) => {
    expect(follows(wide, narrow)).toBe(false);
  });
});
