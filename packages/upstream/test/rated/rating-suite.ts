import { describe, expect, test } from "vitest";

import {
  changeOf,
  compareFacts,
  keysOf,
  rateDifference,
  type Release,
  stripSentences,
} from "@switchboard/spec-changes";
import { bakery, type Bakery, factsOf, nameOf } from "@switchboard/spec-changes/test-support";

import { suggestEdits, type Edit } from "../../src/check/suggest-edit.ts";

/** A change of the bakery, with the difference that it makes and its rating. */
export type RatedChange = readonly [
  change: string,
  edit: (api: Bakery) => void,
  rating: Release,
  id: string,
  values: string,
];

// The parts of the bakery that the changes edit.
export const order = (api: Bakery) => api["components"].schemas.Order;
export const loaf = (api: Bakery) => api["components"].schemas.Loaf;
export const list = (api: Bakery) => api["paths"]["/loaves"].get;
export const limit = (api: Bakery) => list(api).parameters[0];
export const shop = (api: Bakery) => list(api).parameters[2];

/** Changes for which a schema has to be written by hand. */
const byHand = /^(PUT \/loaves|server|.* (style|security))$/;

/** Checks each change on both versions of OpenAPI: its rating, and that the suggested edit makes our spec follow it. */
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

    test.each(changes.filter(([, , , id]) => !byHand.test(id)))("our spec follows where %s", (_, edit, __, id) => {
      const [ours, today] = [bakery(version), bakery(version)];
      edit(today);
      const differences = compareFacts(factsOf(ours), factsOf(today), nameOf);
      const found = differences.find((difference) => difference.id === id);
      if (!found) throw new Error(`a difference was expected: ${id}`);
      const followed = suggestEdits(found, ours, stripSentences(today)).reduce(applied, ours);
      const left = compareFacts(factsOf(followed), factsOf(today), nameOf);
      expect(left.map((difference) => difference.id)).not.toContain(id);
      expect(left.length).toBeLessThan(differences.length);
    });
  });
}

function applied(document: Bakery, { action, pointer, value }: Edit): Bakery {
  const copy = structuredClone(document);
  const keys = keysOf(pointer);
  const last = keys.pop() ?? "";
  const holder = keys.reduce((part, key) => (part[key] ??= {}) as Bakery, copy);
  if (Array.isArray(holder) && action === "set") holder.push(value);
  else if (Array.isArray(holder)) holder.splice(Number(last), 1);
  else if (action === "set") holder[last] = value;
  else delete holder[last];
  return copy;
}
