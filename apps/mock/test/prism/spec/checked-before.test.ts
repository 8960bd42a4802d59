import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { expect, onTestFinished, test } from "vitest";

import { checkedBefore } from "../../../src/prism/spec/checked-before.ts";
import { readSpec } from "../../../src/prism/spec/read-spec.ts";
import { specFileOf } from "../spec-paths.ts";

test("a spec is known only after it was remembered, and as long as none of its files changes", async () => {
  const directory = await mkdtemp(path.join(tmpdir(), "checked-"));
  onTestFinished(() => rm(directory, { recursive: true }));
  const document = await readSpec(specFileOf("blotato"));
  const before = await checkedBefore(document, directory);
  expect(before.isChecked).toBe(false);
  await before.remember();
  expect(await checkedBefore(document, directory)).toMatchObject({ isChecked: true });
  const [root, ...others] = document.files.map((file, index) =>
    index === 1 ? Object.assign({}, file, { text: `${file.text}\n` }) : file,
  );
  if (root === undefined) throw new Error("a spec has a root");
  expect(await checkedBefore({ root, files: [root, ...others] }, directory)).toMatchObject({ isChecked: false });
  expect(await readdir(directory)).toHaveLength(1);
});

test("where nothing can be written, nothing is remembered, and nothing fails", async () => {
  const document = await readSpec(specFileOf("blotato"));
  const { isChecked, remember } = await checkedBefore(document, path.join(specFileOf("blotato"), "below-a-file"));
  expect(isChecked).toBe(false);
  await expect(remember()).resolves.toBeUndefined();
});
