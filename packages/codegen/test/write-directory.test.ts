import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { expect, onTestFinished, test } from "vitest";

import { banner } from "../src/source-text.ts";
import { writeDirectory } from "../src/write-directory.ts";

/** A directory with these files. */
function directoryOf(files: Readonly<Record<string, string>>): string {
  const directory = mkdtempSync(path.join(tmpdir(), "codegen-write-"));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(directory, name), text);
  return directory;
}

const contentsOf = (directory: string): Record<string, string> =>
  Object.fromEntries(readdirSync(directory).map((name) => [name, readFileSync(path.join(directory, name), "utf8")]));

const generated = `${banner("bakery")}export {};\n`;

test("a directory is made, with those above it", async () => {
  const directory = path.join(directoryOf({}), "src/generated");
  expect(
    await writeDirectory(
      directory,
      new Map([
        ["b.ts", "2"],
        ["a.ts", "1"],
      ]),
    ),
  ).toEqual(["a.ts", "b.ts"]);
  expect(contentsOf(directory)).toEqual({ "a.ts": "1", "b.ts": "2" });
});

test("a file that is as it should be is left alone, and one that is not is written", async () => {
  const directory = directoryOf({ "a.ts": generated, "b.ts": "by hand" });
  utimesSync(path.join(directory, "a.ts"), new Date(0), new Date(0));
  expect(
    await writeDirectory(
      directory,
      new Map([
        ["a.ts", generated],
        ["b.ts", generated],
      ]),
    ),
  ).toEqual(["b.ts"]);
  expect(statSync(path.join(directory, "a.ts")).mtimeMs).toBe(0);
  expect(contentsOf(directory)).toEqual({ "a.ts": generated, "b.ts": generated });
});

test("a file that would not be written is removed from a directory that was generated", async () => {
  const directory = directoryOf({ "a.ts": generated, "openapi.json": "{}" });
  expect(await writeDirectory(directory, new Map([["b.ts", generated]]))).toEqual(["a.ts", "b.ts", "openapi.json"]);
  expect(contentsOf(directory)).toEqual({ "b.ts": generated });
});

test("a directory in which somebody works is left as it is, by its name", async () => {
  const directory = directoryOf({ "client.ts": "export {};\n", "a.ts": "mine" });
  await expect(writeDirectory(directory, new Map([["a.ts", generated]]))).rejects.toThrow(
    `${directory} holds client.ts, and would be emptied; name a directory of its own`,
  );
  expect(contentsOf(directory)).toEqual({ "client.ts": "export {};\n", "a.ts": "mine" });
});

test("so is one that holds others, whatever else it holds", async () => {
  const directory = directoryOf({ "a.ts": generated });
  mkdirSync(path.join(directory, "core"));
  await expect(writeDirectory(directory, new Map([["a.ts", "new"]]))).rejects.toThrow(
    "holds core, and would be emptied",
  );
  expect(readFileSync(path.join(directory, "a.ts"), "utf8")).toBe(generated);
});
