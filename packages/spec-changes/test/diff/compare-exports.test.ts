import { rmSync } from "node:fs";
import path from "node:path";

import { expect, test } from "vitest";

import { compareExports } from "../../src/diff/compare-exports.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";

/** A workspace with a client, some of whose exports come from what is generated, and a facade that hands them on. */
function client(types: string, index = 'export { createClient } from "./client.ts";\n'): string {
  const folder = temporaryDirectory();
  folder.write("packages/bakery/package.json", "{}");
  folder.write("packages/bakery/src/index.ts", `${index}export type * from "./generated/types.ts";\n`);
  folder.write("packages/bakery/src/generated/types.ts", types);
  const exports = { ".": "./src/index.ts", "./types": "./src/types.ts", "./package.json": "./package.json" };
  folder.write("packages/messaging/package.json", JSON.stringify({ exports }));
  folder.write("packages/messaging/src/index.ts", 'export type * from "@switchboard/bakery";\n');
  folder.write("packages/messaging/src/types.ts", 'export type * from "@switchboard/bakery";\n');
  return folder.path;
}

const changes = async (before: string, after: string, name = "bakery") =>
  (await compareExports(before, after, `packages/${name}`)).map(
    ({ change, place, rating }) => `${rating} ${change} (${place})`,
  );

const loaf = 'export type Loaf = Schemas["Loaf"];\n';

test("what comes from another module by `export *` is an export, and its place is there", async () => {
  expect(await changes(client(loaf), client(`${loaf}export type Crumb = string;\n`))).toEqual([
    "minor export Crumb: added (packages/bakery/src/generated/types.ts:2)",
  ]);
  expect(await changes(client(`${loaf}export interface Crumb {}\n`), client(loaf))).toEqual([
    "major export Crumb: removed (packages/bakery/src/generated/types.ts:2)",
  ]);
});

test("a name that stands for the same as a name that went is its new name", async () => {
  const bread = loaf.replace("Loaf =", "Bread =");
  expect(await changes(client(loaf), client(bread))).toEqual([
    "major export Loaf: renamed to Bread (packages/bakery/src/generated/types.ts:1)",
  ]);
});

test("an export of its own, a default one and that of another package count as well", async () => {
  const index = 'export default 1;\nexport * from "bakery";\n';
  expect(await changes(client(loaf), client(loaf, index))).toEqual([
    "major export createClient: removed (packages/bakery/src/index.ts:1)",
    "minor export default: added (packages/bakery/src/index.ts:1)",
    "minor export * from bakery: added (packages/bakery/src/index.ts:2)",
  ]);
});

test("what another package of the workspace exports by `export *` is an export, and one change for all entry points", async () => {
  expect(await changes(client(`${loaf}export interface Crumb {}\n`), client(loaf), "messaging")).toEqual([
    "major export Crumb: removed (packages/bakery/src/generated/types.ts:2)",
  ]);
});

test("an entry point that comes or goes is a change", async () => {
  const [whole, without] = [client(loaf), client(loaf)];
  rmSync(path.join(without, "packages/messaging/src/types.ts"));
  expect(await changes(whole, without, "messaging")).toEqual([
    "major entry point ./types: removed (packages/messaging/src/types.ts:1)",
  ]);
  expect(await changes(without, whole, "messaging")).toEqual([
    "minor entry point ./types: added (packages/messaging/src/types.ts:1)",
  ]);
});

test("modules that export one another are read once", async () => {
  const circle = `${loaf}export type * from "../index.ts";\n`;
  expect(await changes(client(circle), client(circle))).toEqual([]);
});

test("there is nothing to compare where there is no such package", async () => {
  expect(await changes(client(loaf), client(loaf), "pantry")).toEqual([]);
});

test("what is not TypeScript is named", async () => {
  await expect(compareExports(client(loaf), client("export type = ;"), "packages/bakery")).rejects.toThrow(
    /^packages\/bakery\/src\/generated\/types\.ts: .*; expected TypeScript$/,
  );
});
