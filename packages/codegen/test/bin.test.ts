import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { afterAll, expect, test } from "vitest";

const bin = path.resolve(import.meta.dirname, "../bin/switchboard-codegen.js");
const directory = mkdtempSync(path.join(tmpdir(), "codegen-bin-"));

afterAll(() => rmSync(directory, { recursive: true }));

const run = (...args: string[]): { readonly status: number | null; readonly stdout: string; readonly stderr: string } =>
  spawnSync(process.execPath, [bin, ...args], { cwd: directory, encoding: "utf8" });

test("the bin writes the types and ends with 0", () => {
  writeFileSync(
    path.join(directory, "good.yaml"),
    `openapi: 3.0.3
info: { title: Test, version: "1" }
servers: [{ url: https://bakery.test }]
x-pagination: { parameter: cursor, items: items, cursor: cursor }
paths: {}
`,
  );
  expect(run("client", "good.yaml", "good")).toMatchObject({
    status: 0,
    stdout: "good: bounds.ts, openapi.json, operations.ts, schema.ts, states.ts from good.yaml\n",
    stderr: "",
  });
  expect(readFileSync(path.join(directory, "good/schema.ts"), "utf8")).toContain("export type paths");
});

test("the bin ends with 1 and one line for a file that is not there", () => {
  const { status, stdout, stderr } = run("client", "absent.yaml", "never");
  expect([status, stdout]).toEqual([1, ""]);
  expect(stderr).toMatch(/^switchboard-codegen: .*absent\.yaml.*\n$/);
  expect(existsSync(path.join(directory, "never"))).toBe(false);
});
