import { cp, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { root } from "../src/published.ts";
import { runCommand } from "../src/run-command.ts";
import { tarballs } from "../src/tarballs.ts";

const installed = path.join(import.meta.dirname, "node_modules");

/** Theirs are five and ten seconds, which a start takes on a busy machine. */
const patience = 300_000;

const runners = {
  vitest: [
    "node_modules/vitest/vitest.mjs",
    "run",
    "--globals",
    `--testTimeout=${patience}`,
    `--hookTimeout=${patience}`,
  ],
  Jest: [
    "--experimental-vm-modules",
    "--no-warnings",
    "node_modules/jest/bin/jest.js",
    "--json",
    `--testTimeout=${patience}`,
  ],
};

/** The first is the oldest that the mock runs on. */
const versions = { "20": /^v20\.19\.0/, "22": /^v22\./, "24": /^v24\./, "26": /^v26\./ };

let directory: string;

/** A project with the mock from its tarball and both runners. Links lead to where dependencies have dependencies of their own. */
beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "switchboard-suites-"));
  const modules = path.join(directory, "node_modules");
  const mock = path.join(modules, "@switchboard/mock");
  await mkdir(mock, { recursive: true });
  const unpack = ["tar", "-xzf", tarballs["@switchboard/mock"], "--strip-components=1", "-C", mock];
  await runCommand(unpack, { cwd: directory });
  const link = async (from: string, name: string, as = name): Promise<void> => {
    await mkdir(path.dirname(path.join(modules, as)), { recursive: true });
    await symlink(await realpath(path.join(from, name)), path.join(modules, as));
  };
  const manifest = JSON.parse(await readFile(path.join(mock, "package.json"), "utf8")) as { dependencies: object };
  for (const name of Object.keys(manifest.dependencies)) await link(path.join(root, "apps/mock/node_modules"), name);
  await link(installed, "jest");
  // Under another name there, so that it is not the one that runs these tests.
  await link(installed, "vitest-4", "vitest");
  await cp(path.join(root, "apps/consumer/programs/mock-suite.js"), path.join(directory, "mock-suite.test.js"));
  await writeFile(path.join(directory, "package.json"), '{ "private": true, "type": "module" }\n');
});

afterAll(() => rm(directory, { recursive: true, force: true }));

describe.each(Object.entries(versions))("on Node %s the built mock is started by a suite", (name, version) => {
  const node = path.join(installed, `node-${name}/bin/node`);

  it.each(Object.entries(runners))("of %s", async (_, args) => {
    expect(await runCommand([node, "--version"], { cwd: directory })).toMatch(version);
    // Without what vitest sets for its own.
    const { NODE_ENV: _env, VITEST: _vitest, ...rest } = process.env;
    const env = { ...rest, NO_COLOR: "1" };
    const output = await runCommand([node, ...args, "mock-suite.test.js"], { cwd: directory, env });
    expect(output).toMatch(/Tests +3 passed|"numPassedTests":3/);
  });
});
