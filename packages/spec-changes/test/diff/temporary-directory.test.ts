import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";

import { expect, test } from "vitest";

import { inTemporaryDirectory } from "../../src/diff/temporary-directory.ts";

test("the directory is there while it is used, and gone afterwards, whether that went well or not", async () => {
  const used = await inTemporaryDirectory(async (directory) => {
    expect(existsSync(directory)).toBe(true);
    return directory;
  });
  expect(existsSync(used)).toBe(false);
  let failed = "";
  const failing = inTemporaryDirectory(async (directory) => {
    failed = directory;
    throw new Error("no room");
  });
  await expect(failing).rejects.toThrow("no room");
  expect(existsSync(failed)).toBe(false);
});

test.each(["SIGINT", "SIGTERM"] as const)("it goes where %s ends the process, which ends of that", async (signal) => {
  const module = new URL("../../src/diff/temporary-directory.ts", import.meta.url).href;
  const program = `
    const { inTemporaryDirectory } = await import(${JSON.stringify(module)});
    await inTemporaryDirectory((directory) => {
      console.log(directory);
      return new Promise(() => setInterval(() => undefined, 1000));
    });`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  const [directory] = (await once(createInterface(child.stdout), "line")) as [string];
  expect(existsSync(directory)).toBe(true);
  child.kill(signal);
  expect(await exited).toEqual([null, signal]);
  expect(existsSync(directory)).toBe(false);
});
