import { describe, expect, test } from "vitest";

import { compareFacts } from "../../src/facts/compare-facts.ts";
import { changeOf } from "../../src/facts/difference.ts";
import { rateDifference, type Rating } from "../../src/facts/rate-difference.ts";
import { bakery, factsOf, nameOf, type Bakery } from "../bakery.ts";

/** A change of the bakery, with the difference that it makes and its rating. */
export type RatedChange = readonly [
  change: string,
  edit: (api: Bakery) => void,
  rating: Rating,
  id: string,
  values: string,
];

// The parts of the bakery that the changes edit.
export const order = (api: Bakery) => api["components"].schemas.Order;
export const loaf = (api: Bakery) => api["components"].schemas.Loaf;
export const list = (api: Bakery) => api["paths"]["/loaves"].get;
export const limit = (api: Bakery) => list(api).parameters[0];
export const shop = (api: Bakery) => list(api).parameters[2];

/** Checks each change on both versions of OpenAPI. */
export function checkRatings(changes: readonly RatedChange[]): void {
  describe.each(["3.0.3", "3.1.0"] as const)("on OpenAPI %s", (version) => {
    test.each(changes)("%s", (_, edit, rating, id, values) => {
      const changed = bakery(version);
      edit(changed);
      const differences = compareFacts(factsOf(bakery(version)), factsOf(changed), nameOf);
      expect(differences.map((difference) => difference.id)).toContain(id);
      const found = differences.find((difference) => difference.id === id);
      if (!found) return;
      expect(changeOf(found)).toBe(values);
      expect(rateDifference(found)).toEqual({ rating, reason: expect.stringMatching(/^\S.*[\w"]$/) as string });
    });
  });
}
