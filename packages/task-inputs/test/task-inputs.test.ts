import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { expect, onTestFinished, test } from "vitest";

import { inputsOf } from "../src/task-inputs.ts";

const settings = { extends: ["//"], tasks: { whole: { inputs: ["src/*.ts", "$TURBO_ROOT$/docs/*.md"] } } };

/** A workspace in which `packages/shop` depends on `packages/bakery`, and that one on `packages/mill`. */
function workspace(): string {
  const root = mkdtempSync(path.join(tmpdir(), "task-inputs-"));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const write = (file: string, content: object): void => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), JSON.stringify(content));
  };
  write("turbo.json", { globalDependencies: ["tsconfig.base.json"] });
  write("packages/shop/package.json", {
    name: "shop",
    scripts: { test: "…", whole: "…" },
    devDependencies: { bakery: "workspace:*" },
  });
  write("packages/shop/turbo.json", settings);
  write("packages/bakery/package.json", { name: "bakery", dependencies: { mill: "workspace:*" } });
  write("packages/mill/package.json", { name: "mill" });
  write("apps/till/package.json", { name: "till" });
  return root;
}

test.each([
  ["test", "packages/shop/README.md", true],
  ["test", "packages/bakery/src/index.ts", true],
  ["test", "packages/mill/src/index.ts", true],
  ["test", "apps/till/src/index.ts", false],
  ["test", "tsconfig.base.json", true],
  ["test", "docs/guide.md", false],
  ["whole", "docs/guide.md", true],
  ["whole", "docs/deeper/guide.md", false],
  ["whole", "packages/shop/src/index.ts", true],
  ["whole", "packages/shop/README.md", false],
])("the result of the task %s is kept by %s: %s", (task, file, expected) => {
  expect(inputsOf(workspace(), "packages/shop", task)?.(file)).toBe(expected);
});

test("a package without the task keeps no result", () => {
  expect(inputsOf(workspace(), "packages/mill", "test")).toBeUndefined();
});
