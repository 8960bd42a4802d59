import { readFile } from "node:fs/promises";

import { expect, test } from "vitest";

import { transitions } from "../../src/jobs/index.ts";

const guide = await readFile(new URL("../../../../docs/sending-at-scale.md", import.meta.url), "utf8");

test("the guide's table of states is that of the code", () => {
  const rows = guide.matchAll(/^\| `(\w+)` +\| .*?\| `(\w+)` +\| `(\w+)` +\|$/gm);
  const shown = [...rows].map(([, before, event, after]) => `${before} ${event} ${after}`);
  const own = Object.entries(transitions).flatMap(([before, events]) =>
    Object.entries(events).map(([event, after]) => `${before} ${event} ${after}`),
  );
  expect(shown.toSorted()).toEqual(own.toSorted());
});
