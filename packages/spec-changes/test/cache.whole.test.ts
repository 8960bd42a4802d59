import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";

import { afterAll, afterEach, expect, test } from "vitest";

import { repository } from "../src/diff/cli.ts";
import { replaceIn, withoutGit, workspaceCheckout } from "./support/checkout.ts";

const turbo = path.join(repository, "node_modules/turbo/bin/turbo");
const tasks = ["lint:specs", "generate", "build", "check:types", "test", "test:whole"];
const run = promisify(execFile);

const made = await workspaceCheckout(afterAll);
afterEach(() => {
  made.git("reset", "--quiet", "--hard");
});

/** The hash of each task: turbo runs a task again when its hash is another one. */
async function hashes(): Promise<ReadonlyMap<string, string>> {
  const { stdout } = await run(process.execPath, [turbo, "run", ...tasks, "--dry=json"], {
    cwd: made.path,
    env: { ...withoutGit(), TURBO_TELEMETRY_DISABLED: "1", TURBO_NO_UPDATE_NOTIFIER: "1" },
    maxBuffer: 64 * 1024 * 1024,
  });
  const plan = JSON.parse(stdout) as { readonly tasks: readonly { readonly taskId: string; readonly hash: string }[] };
  return new Map(plan.tasks.map(({ taskId, hash }) => [taskId, hash]));
}

const before = await hashes();

test("the same files give the same hashes", async () => {
  expect(await hashes()).toEqual(before);
});

test.each([
  ["specs/blooio/chats.yaml", "blooio", "blotato"],
  ["specs/blotato/openapi.yaml", "blotato", "blooio"],
])("an edit of %s concerns the tasks of %s, and leaves every task of the client of %s in the cache", async (...row) => {
  const [file, api, other] = row;
  replaceIn(made, file, /^paths:\n/m, "x-edited: true\npaths:\n");
  const again = [...(await hashes())].filter(([task, hash]) => before.get(task) !== hash).map(([task]) => task);
  expect(again).toContain(`@switchboard/${api}#generate`);
  expect(again).toContain(`@switchboard/${api}#test`);
  expect(again).toContain("@switchboard/mock#test");
  expect(again.filter((task) => task.startsWith(`@switchboard/${other}#`))).toEqual([]);
  // Of the generator, the tests that read our specs.
  expect(again.filter((task) => task.startsWith("@switchboard/codegen#"))).toEqual(["@switchboard/codegen#test:whole"]);
});
