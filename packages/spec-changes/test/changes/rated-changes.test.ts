import { describe, expect, test } from "vitest";

import { compareFacts } from "../../src/changes/compare-facts.ts";
import { changesBetween } from "../../src/changes/rate-changes.ts";
import { rateDifference } from "../../src/changes/rate-difference.ts";
import { largest, type Release } from "../../src/changes/release.ts";
import { readOpenApi, readOurs } from "../../src/facts/read-openapi.ts";
import { allChanges } from "./all-changes.ts";
import { richBakery } from "./rated-changes.ts";

/**
 * How the same change counts in a vendor's document, where that is not the same: a vendor marks no enum as open, and has
 * no names and no sentences that our callers meet.
 */
const fromVendor: Readonly<Record<string, Release | undefined>> = {
  "a response: a closed enum gains a value": "minor",
  "a response: a closed enum loses a value": "minor",
  "a response: an enum opens": undefined,
  "a response: an enum closes": undefined,
  "a response: a sentence is reworded": undefined,
  "the API: a parameter of a path has another name": undefined,
  "the API: an operation has another name": undefined,
  "the API: an operation has another tag": undefined,
  "the API: a schema has another name": undefined,
  "the API: a schema gets a name of its own": undefined,
  "the API: a schema loses its name": undefined,
  "the API: the document has another version": undefined,
};

describe.each(["3.0.3", "3.1.0"] as const)("a change on OpenAPI %s", (version) => {
  test.each(allChanges)("%s", (title, edit, rating, operations, change) => {
    const now = richBakery(version);
    edit(now);
    const found = changesBetween("bakery", readOurs(richBakery(version)), readOurs(now));
    expect(found.map((one) => `${one.rating} ${one.operations.join(" ")} ${one.change}`)).toContainEqual(
      expect.stringContaining(`${rating} ${operations.join(" ")} ${change}`),
    );
    expect(largest(found)).toBe(rating);
    for (const { reason } of found) expect(reason).toMatch(/^\S.*[^.]$/);

    const differences = compareFacts(readOpenApi(richBakery(version)), readOpenApi(now), () => "it");
    expect(largest(differences.map(rateDifference))).toBe(title in fromVendor ? fromVendor[title] : rating);
  });
});
