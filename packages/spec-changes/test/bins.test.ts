import { spawnSync } from "node:child_process";
import path from "node:path";

import { expect, test } from "vitest";

const run = (bin: string, ...args: string[]): { readonly status: number | null; readonly stderr: string } =>
  spawnSync(process.execPath, [path.resolve(import.meta.dirname, "../bin", bin), ...args], { encoding: "utf8" });

test("switchboard-fidelity checks our own specs", { timeout: 30_000 }, () => {
  expect(run("switchboard-fidelity.js")).toMatchObject({ status: 0, stderr: "" });
});

test("switchboard-upstream ends with 2 and one line for a file that is not there", { timeout: 30_000 }, () => {
  const { status, stderr } = run("switchboard-upstream.js", "missing.md");
  expect(status).toBe(2);
  expect(stderr).toMatch(/^specs:upstream: missing\.md: ENOENT[^\n]*\n$/);
});
