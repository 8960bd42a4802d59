import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { afterEach, beforeEach, expect, it } from "vitest";

import { root } from "../src/published.ts";
import { runCommand } from "../src/run-command.ts";

let directory: string;
let clone: string;

const git = (...args: readonly string[]): Promise<string> => runCommand(["git", ...args], { cwd: clone });

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "switchboard-pull-request-"));
  clone = path.join(directory, "clone");
  await cp(path.join(root, ".ci"), path.join(clone, ".ci"), { recursive: true });
  await runCommand(["git", "init", "--quiet", "--bare", "origin.git"], { cwd: directory });
  await git("init", "--quiet", "--initial-branch=main");
  await git("remote", "add", "origin", path.join(directory, "origin.git"));
  await git("add", ".");
  await git("-c", "user.name=A", "-c", "user.email=a@example.com", "commit", "--quiet", "--message", "All");
  await mkdir(path.join(directory, "bin"));
});

afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

/** Runs the script with a `gh` that only notes how it was called. */
async function openPullRequest(body: string, open: "" | "7"): Promise<string> {
  const gh = path.join(directory, "bin/gh");
  await writeFile(gh, `#!/bin/sh\necho "$@" >>"$CALLS"\n[ "$2" != list ] || printf %s "${open}"\n`);
  await chmod(gh, 0o755);
  await writeFile(path.join(directory, "body.md"), body);
  const calls = path.join(directory, "calls");
  const env = { ...process.env, CALLS: calls, PATH: `${path.dirname(gh)}:${process.env["PATH"]}` };
  const args = ["a-branch", "A title", path.join(directory, "body.md"), "specs"];
  await runCommand([path.join(clone, ".ci/pull-request"), ...args], { cwd: clone, env });
  return readFile(calls, "utf8");
}

it("commits the paths that were named to a branch, opens a pull request, and has it checked", async () => {
  await mkdir(path.join(clone, "specs"));
  await writeFile(path.join(clone, "specs/new"), "new");
  await writeFile(path.join(clone, "elsewhere"), "not named");
  const calls = await openPullRequest("What changed: `$(touch created)`", "");
  expect(calls).toMatch(/^pr create --head a-branch --title A title --body-file /m);
  expect(calls).toMatch(/^workflow run ci.yml --ref a-branch$/m);
  expect((await git("ls-tree", "-r", "--name-only", "origin/a-branch")).split("\n")).toContain("specs/new");
  expect(await git("status", "--porcelain")).toBe("?? elsewhere\n");
});

it("renews the pull request that is open", async () => {
  await mkdir(path.join(clone, "specs"));
  await writeFile(path.join(clone, "specs/new"), "new");
  const calls = await openPullRequest("What changed", "7");
  expect(calls).toMatch(/^pr edit a-branch /m);
  expect(calls).not.toContain("pr create");
});
