import { spawnSync } from "node:child_process";
import path from "node:path";
import { bakerySpecs } from "./bakery-specs.ts";

import { expect, test } from "vitest";

const run = (bin: string, ...args: string[]): { readonly status: number | null; readonly stderr: string } =>
  spawnSync(process.execPath, [path.resolve(import.meta.dirname, "../bin", bin), ...args], { encoding: "utf8" });

test("switchboard-fidelity checks the specs of a directory", () => {
  expect(run("switchboard-fidelity.js", "--specs", bakerySpecs().path)).toMatchObject({ status: 0, stderr: "" });
});

test("switchboard-upstream ends with 2 and one line for a file that is not there", () => {
  const { status, stderr } = run("switchboard-upstream.js", "missing.md", "--specs", bakerySpecs().path);
  expect(status).toBe(2);
  expect(stderr).toMatch(/^specs:upstream: missing\.md: ENOENT[^\n]*\n$/);
});
