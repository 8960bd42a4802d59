import { cp, glob, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { afterEach, beforeEach, expect, it } from "vitest";

import { manifestOf, published, root, type Manifest, type PublishedName } from "../src/published.ts";
import { runCommand } from "../src/run-command.ts";

let copy: string;

beforeEach(async () => {
  copy = await mkdtemp(path.join(tmpdir(), "switchboard-versions-"));
  const manifests = await Array.fromAsync(glob(["packages/*/package.json", "apps/*/package.json"], { cwd: root }));
  for (const file of [
    ...manifests,
    "specs/package.json",
    "package.json",
    "pnpm-workspace.yaml",
    ".changeset/config.json",
    ".oxfmtrc.json",
  ]) {
    await cp(path.join(root, file), path.join(copy, file));
  }
  await runCommand(["git", "init", "--quiet", "--initial-branch=main"], { cwd: copy });
});

afterEach(async () => {
  await rm(copy, { recursive: true, force: true });
});

/** Applies one changeset, as `pnpm release:version` does. */
async function applyChange(name: PublishedName, bump: "minor" | "patch", summary: string): Promise<void> {
  await writeFile(path.join(copy, ".changeset/a-change.md"), `---\n"${name}": ${bump}\n---\n\n${summary}\n`);
  await runCommand([path.join(root, "node_modules/.bin/changeset"), "version"], { cwd: copy });
}

const versionOf = async (name: PublishedName): Promise<string> =>
  (JSON.parse(await readFile(path.join(copy, published[name], "package.json"), "utf8")) as Manifest).version;

const changelogOf = (name: PublishedName): Promise<string> =>
  readFile(path.join(copy, published[name], "CHANGELOG.md"), "utf8").catch(() => "");

it("gives a raw client a version and a changelog of its own, and the facade no more than a patch", async () => {
  const before = await manifestOf("@switchboard/messaging");
  await applyChange("@switchboard/blooio", "minor", "Chats tell who reads them");
  expect(await versionOf("@switchboard/blooio")).not.toBe((await manifestOf("@switchboard/blooio")).version);
  expect(await changelogOf("@switchboard/blooio")).toContain("Chats tell who reads them");
  const [major, minor] = (await versionOf("@switchboard/messaging")).split(".");
  expect([major, minor]).toEqual(before.version.split(".").slice(0, 2));
  expect(await changelogOf("@switchboard/messaging")).not.toContain("Chats tell who reads them");
});

it("leaves everything else at its version when the facade alone changes", async () => {
  await applyChange("@switchboard/messaging", "patch", "A wait ends earlier");
  expect(await versionOf("@switchboard/messaging")).not.toBe((await manifestOf("@switchboard/messaging")).version);
  for (const name of ["@switchboard/blooio", "@switchboard/blotato", "@switchboard/mock"] as const) {
    expect(await versionOf(name)).toBe((await manifestOf(name)).version);
    expect(await changelogOf(name)).toBe("");
  }
});
