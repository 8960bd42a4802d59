import { beforeAll, describe, expect, test } from "vitest";

import { largest, type ReportLine } from "../../src/diff/report-line.ts";
import { answerChanges } from "./answer-changes.ts";
import { compareBatch } from "./compare-batch.ts";
import { operationChanges } from "./operation-changes.ts";
import { richBakery } from "./rated-changes.ts";
import { requestChanges } from "./request-changes.ts";

const changes = Object.entries({
  "an answer": answerChanges,
  "a request": requestChanges,
  "the API": operationChanges,
}).flatMap(([part, rows]) => rows.map((row) => [`${part}: ${row[0]}`, ...row.slice(1)] as unknown as typeof row));

test("the table is large enough to be worth its name", () => {
  expect(changes.length).toBeGreaterThanOrEqual(40);
});

describe.each(["3.0.3", "3.1.0"] as const)("a change on OpenAPI %s", (version) => {
  let reports: ReportLine[][] = [];

  beforeAll(async () => {
    const pairs = changes.map(([, edit]) => {
      const now = richBakery(version);
      edit(now);
      return { base: richBakery(version), now };
    });
    reports = await compareBatch(pairs);
  }, 60_000);

  test.each(changes.map((row, index) => [row[0], index] as const))("%s", (_, index) => {
    const [, , rating, operations, change] = changes[index] as (typeof changes)[number];
    const lines = reports[index] ?? [];
    expect(lines.map((line) => `${line.rating} ${line.operations.join(" ")} ${line.change}`)).toContainEqual(
      expect.stringContaining(`${rating} ${operations.join(" ")} ${change}`),
    );
    expect(largest(lines)).toBe(rating);
    for (const { reason, place } of lines) {
      expect(reason).toMatch(/^\S.*[^.]$/);
      expect(place).toMatch(/:\d+$/);
    }
  });
});
