import { expect, test } from "vitest";

import { compareExports } from "../../src/diff/compare-exports.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";

/** A folder with a client's exports, some of which come from what is generated. */
function client(types: string, index = 'export { createClient } from "./client.ts";\n'): string {
  const folder = temporaryDirectory();
  folder.write("src/index.ts", `${index}export type * from "./generated/types.ts";\n`);
  folder.write("src/generated/types.ts", types);
  return folder.path;
}

const changes = async (before: string, after: string) =>
  (await compareExports(before, after, "src/index.ts")).map(
    ({ change, place, rating }) => `${rating} ${change} (${place})`,
  );

const loaf = 'export type Loaf = Schemas["Loaf"];\n';

test("what comes from another module by `export *` is an export, and its place is there", async () => {
  expect(await changes(client(loaf), client(`${loaf}export type Crumb = string;\n`))).toEqual([
    "minor export Crumb: added (src/generated/types.ts:2)",
  ]);
  expect(await changes(client(`${loaf}export interface Crumb {}\n`), client(loaf))).toEqual([
    "major export Crumb: removed (src/generated/types.ts:2)",
  ]);
});

test("a name that stands for the same as a name that went is its new name", async () => {
  const bread = loaf.replace("Loaf =", "Bread =");
  expect(await changes(client(loaf), client(bread))).toEqual([
    "major export Loaf: renamed to Bread (src/generated/types.ts:1)",
  ]);
});

test("an export of its own, a default one and that of another package count as well", async () => {
  const index = 'export default 1;\nexport * from "bakery";\n';
  expect(await changes(client(loaf), client(loaf, index))).toEqual([
    "major export createClient: removed (src/index.ts:1)",
    "minor export default: added (src/index.ts:1)",
    "minor export * from bakery: added (src/index.ts:2)",
  ]);
});

test("modules that export one another are read once", async () => {
  const circle = `${loaf}export type * from "../index.ts";\n`;
  expect(await changes(client(circle), client(circle))).toEqual([]);
});

test("there is nothing to compare where one side has no such module", async () => {
  expect(await changes(client(loaf), temporaryDirectory().path)).toEqual([]);
});

test("what is not TypeScript is named", async () => {
  await expect(compareExports(client(loaf), client("export type = ;"), "src/index.ts")).rejects.toThrow(
    /^src\/generated\/types\.ts: .*; expected TypeScript$/,
  );
});
