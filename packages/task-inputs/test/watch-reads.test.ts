import * as fs from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";

import { afterAll, beforeEach, expect, test } from "vitest";

import { watchReads } from "../src/watch-reads.ts";

const directory = fs.mkdtempSync(path.join(tmpdir(), "watch-reads-"));
const file = path.join(directory, "folder/file");
const other = path.join(directory, "folder/other");
fs.mkdirSync(path.dirname(file));
fs.writeFileSync(file, "");
fs.writeFileSync(other, "");
afterAll(() => fs.rmSync(directory, { recursive: true }));

const seen = new Set<string>();
watchReads((name) => seen.add(name));
beforeEach(() => seen.clear());

test.each<[how: string, read: () => unknown]>([
  ["at once", () => fs.readFileSync(file)],
  ["later", () => fs.promises.readFile(file, "utf8")],
  ["with a callback", () => new Promise((done) => fs.readFile(file, done))],
  ["by a relative path", () => fs.readFileSync(path.relative(process.cwd(), file))],
  ["by an address", () => fs.readFileSync(pathToFileURL(file))],
  ["as an open file", () => fs.closeSync(fs.openSync(file, "r"))],
  ["as a stream", () => new Promise<void>((done) => fs.createReadStream(file).on("close", done).resume())],
  ["to copy it", () => fs.copyFileSync(file, `${directory}/copy`)],
])("a file that is read is seen: %s", async (_, read) => {
  await read();
  expect([...seen]).toContain(file);
});

test("each file of a folder that is copied is seen, unless a filter leaves it out", async () => {
  await fs.promises.cp(path.dirname(file), `${directory}/copies`, { recursive: true });
  expect(seen).toEqual(new Set([file, other]));
  seen.clear();
  fs.cpSync(path.dirname(file), `${directory}/some`, { recursive: true, filter: (name) => name !== other });
  expect(seen).toEqual(new Set([file]));
});

test("a file that is written is not seen", async () => {
  fs.writeFileSync(file, "");
  await fs.promises.writeFile(file, "");
  fs.closeSync(fs.openSync(file, "w"));
  expect(seen).toEqual(new Set());
});
