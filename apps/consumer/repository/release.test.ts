import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { afterEach, beforeEach, expect, it } from "vitest";

import { root } from "../src/published.ts";
import { runCommand } from "../src/run-command.ts";

let copy: string;

beforeEach(async () => {
  copy = await mkdtemp(path.join(tmpdir(), "switchboard-release-"));
  await cp(path.join(root, ".ci"), path.join(copy, ".ci"), { recursive: true });
  // Notes what is called, and has the registry which is expected.
  await writeFile(
    path.join(copy, ".ci/pnpm"),
    '#!/bin/sh\necho "$@" >>calls\n[ "$1" != config ] || echo "$RELEASE_REGISTRY"\n',
  );
  await mkdir(path.join(copy, ".changeset"));
  await writeFile(path.join(copy, ".changeset/config.json"), "{}");
});

afterEach(async () => {
  await rm(copy, { recursive: true, force: true });
});

const release = (...args: readonly string[]): Promise<string> =>
  runCommand([path.join(copy, ".ci/release"), ...args], {
    cwd: copy,
    env: { ...process.env, RELEASE_REGISTRY: "http://127.0.0.1:9/", RELEASE_TOKEN: "a-token" },
  });

const calls = (): Promise<string> => readFile(path.join(copy, "calls"), "utf8").catch(() => "");

it("publishes nothing while a changeset needs another version", async () => {
  await writeFile(path.join(copy, ".changeset/a-change.md"), '---\n"@switchboard/blooio": major\n---\n\nA change.\n');
  await expect(release()).rejects.toThrow(
    'Nothing was published: 1 changeset(s) are pending, such as .changeset/a-change.md. Run "pnpm release:version"',
  );
  expect(await calls()).toBe("");
});

it("publishes once the changesets have been applied", async () => {
  await release("--no-git-tag");
  expect(await calls()).toContain("exec changeset publish --no-git-tag\n");
});

it("publishes the versions as they are where that is said", async () => {
  await writeFile(path.join(copy, ".changeset/a-change.md"), '---\n"@switchboard/blooio": major\n---\n\nA change.\n');
  await release("--with-pending", "--no-git-tag");
  expect(await calls()).toContain("exec changeset publish --no-git-tag\n");
});
