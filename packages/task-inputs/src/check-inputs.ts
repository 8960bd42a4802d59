/** Setup of tests: fails a file of tests that reads what its task of turbo does not name as an input. */
import { realpathSync, statSync } from "node:fs";
import path from "node:path";

import { afterAll, expect } from "vitest";

import { inputsOf } from "./task-inputs.ts";
import { watchReads } from "./watch-reads.ts";

const root = path.resolve(import.meta.dirname, "../../..");

/** One list for a process: without isolation, this module is run once for each file of tests. */
const key = Symbol.for("switchboard.task-inputs");
const known = globalThis as { [key]?: Set<string> };
known[key] ??= watched();
const files = known[key];

function watched(): Set<string> {
  const found = new Set<string>();
  watchReads((file) => found.add(file));
  return found;
}

afterAll(() => {
  const test = path.relative(root, expect.getState().testPath ?? "");
  const folder = /^(?:apps|packages)\/[^/]+/.exec(test)?.[0] ?? "";
  const task = taskOf(test);
  const read = [...files].flatMap(realPaths).map((file) => path.relative(root, file));
  const isInput = inputsOf(root, folder, task);
  // With what was read to find that out.
  files.clear();
  const unnamed = isInput && read.filter((file) => isOfWorkspace(file) && !isInput(file));
  if (!unnamed || unnamed.length === 0) return;
  throw new Error(
    `These tests read ${[...new Set(unnamed)].join(", ")}, and a cached pass would hide a change of it. ` +
      `Name it in the inputs of the task "${task}" in ${folder}/turbo.json.`,
  );
});

/** As pnpm started it, or as it would. */
function taskOf(test: string): string {
  const script = process.env["npm_lifecycle_event"];
  if (script === "test" || script === "test:whole") return script;
  return /\.(campaign|whole)\.test\.ts$/.test(test) ? "test:whole" : "test";
}

/** Packages of the workspace are found through node_modules. Directories and deleted files do not matter. */
const realPaths = (file: string): string[] =>
  statSync(file, { throwIfNoEntry: false })?.isFile() === true ? [realpathSync(file)] : [];

/** What is installed follows from the lockfile, which turbo reads itself. */
const isOfWorkspace = (file: string): boolean =>
  !file.startsWith("..") && !path.isAbsolute(file) && !/(^|\/)(node_modules|\.git)\//.test(file);
