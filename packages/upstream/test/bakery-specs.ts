import type { Coverage, JsonObject } from "@switchboard/spec-changes";
import { bakery, temporaryDirectory, type Directory } from "@switchboard/spec-changes/test-support";
import { stringify } from "yaml";

import { mentionsOf } from "../src/snapshots/mentions.ts";
import { formatSnapshot, hashOf } from "../src/snapshots/sources.ts";

export const snapshotOf = (document: JsonObject, coverage: Coverage = "complete"): string =>
  formatSnapshot({
    source: "https://bakery.example/openapi.json",
    retrieved: "2026-11-01",
    sha256: hashOf(JSON.stringify(document)),
    coverage,
    document,
    mentions: mentionsOf(document),
  });

/** A `specs` directory with the bakery, whose vendor published what we describe. */
export function bakerySpecs(published: JsonObject = bakery("3.1.0")): Directory {
  const directory = temporaryDirectory();
  directory.write("bakery/openapi.yaml", stringify(bakery("3.1.0"), { aliasDuplicateObjects: false }));
  directory.write("bakery/vendor/sources.yaml", "sources:\n  - name: export\n");
  directory.write("bakery/vendor/export.yaml", snapshotOf(published));
  return directory;
}
