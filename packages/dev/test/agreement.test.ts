import { compareDocuments, type SpecFile } from "@switchboard/spec-changes";
import { allChanges, richBakery, type Bakery } from "@switchboard/spec-changes/test-support";
import { describe, expect, test } from "vitest";

import { formatCycle } from "../src/format-cycle.ts";
import { SpecCycle } from "../src/spec-cycle.ts";

const specOf = (document: Bakery): SpecFile => ({
  file: "openapi.yaml",
  name: "specs/bakery/openapi.yaml",
  document,
  placeOf: () => "specs/bakery/openapi.yaml:1",
});

/** What `pnpm dev` prints of a change. */
function printedByDev(before: SpecFile, after: SpecFile): string[] {
  const cycle = new SpecCycle("/nowhere", "bakery");
  cycle.compare(before);
  const changes = cycle.compare(after);
  const spec = after.name;
  const report = formatCycle({ spec, duration: 0, changes, problems: [], generated: false, mock: undefined });
  return report.split("\n").slice(1);
}

describe.each(["3.0.3", "3.1.0"] as const)("a save and `specs:diff` rate alike, on OpenAPI %s,", (version) => {
  test.each(allChanges)("%s", (_, edit) => {
    const now = richBakery(version);
    edit(now);
    const [before, after] = [specOf(richBakery(version)), specOf(now)];
    const { client, facade } = compareDocuments("bakery", before, after);
    const printed = printedByDev(before, after);
    expect(printed).toHaveLength(client.length + facade.length);
    for (const { rating, change, reason } of [...client, ...facade]) {
      expect(printed).toContainEqual(
        expect.stringMatching(new RegExp(`^ {2}${rating} +${escaped(change)} {2}.*${escaped(reason)}$`)),
      );
    }
  });
});

const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
