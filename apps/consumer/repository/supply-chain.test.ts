import { glob, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";

import { root } from "../src/published.ts";
import { pnpm, runCommand } from "../src/run-command.ts";

const read = (file: string): Promise<string> => readFile(path.join(root, file), "utf8");

const workspaces = [
  { file: "pnpm-workspace.yaml", builds: ["node"] },
  { file: "apps/consumer/runtimes/pnpm-workspace.yaml", builds: ["bun", "deno", "node", "workerd"] },
] as const;

describe.each(workspaces)("$file", ({ file, builds }) => {
  it("takes no release that is younger than a day, whoever it is from", async () => {
    const { minimumReleaseAge, ...others } = parse(await read(file)) as { minimumReleaseAge?: number };
    expect(minimumReleaseAge).toBeGreaterThanOrEqual(24 * 60);
    const exceptions = /^(minimumReleaseAge(Exclude|Ignore.+)|dangerously.+|strictDepBuilds|trustLockfile)$/;
    expect(Object.keys(others).filter((name) => exceptions.test(name))).toEqual([]);
  });

  it("lets no script run at an installation but those that bring a runtime", async () => {
    const { allowBuilds = {} } = parse(await read(file)) as { allowBuilds?: Record<string, boolean> };
    const allowed = Object.keys(allowBuilds).filter((name) => allowBuilds[name] !== false);
    expect(allowed.toSorted()).toEqual(builds);
  });

  it("has a lockfile, in which each package is of the registry and known by its content", async () => {
    const lockfile = await read(path.join(path.dirname(file), "pnpm-lock.yaml"));
    const { packages } = parse(lockfile.split("\n---\n").at(-1) ?? "") as {
      packages: Record<string, { resolution: object }>;
    };
    const unknown = Object.keys(packages).filter(
      (name) => Object.keys(packages[name]?.resolution ?? {}).join() !== "integrity",
    );
    expect(Object.keys(packages).length).toBeGreaterThan(5);
    expect(unknown).toEqual([]);
  });
});

describe("an installation with the settings of this repository", () => {
  let project: string;

  beforeEach(async () => {
    project = await mkdtemp(path.join(tmpdir(), "switchboard-supply-chain-"));
    const settings = parse(await read("pnpm-workspace.yaml")) as Record<string, unknown>;
    await writeFile(path.join(project, "pnpm-workspace.yaml"), stringify({ ...settings, packages: [], catalog: {} }));
    // A package that leaves a mark when its script runs; packed, as those of a registry are.
    await mkdir(path.join(project, "package"));
    const scripts = { postinstall: `touch ${path.join(project, "has-run")}` };
    await writeFile(
      path.join(project, "package/package.json"),
      JSON.stringify({ name: "curious", version: "1.0.0", scripts }),
    );
    await runCommand(["tar", "-czf", "curious.tgz", "package"], { cwd: project });
  });

  afterEach(() => rm(project, { recursive: true, force: true }));

  const depend = (dependencies: Readonly<Record<string, string>>): Promise<void> =>
    writeFile(path.join(project, "package.json"), JSON.stringify({ name: "project", private: true, dependencies }));

  const install = (...options: readonly string[]): Promise<string> =>
    runCommand([...pnpm, "install", "--offline", ...options], { cwd: project });

  it("fails at a script that nobody has allowed, and does not run it", async () => {
    await depend({ curious: "file:curious.tgz" });
    await expect(install()).rejects.toThrow("Ignored build scripts: curious");
    expect(await Array.fromAsync(glob("has-run", { cwd: project }))).toEqual([]);
  });

  it("fails in CI when package.json needs more than the lockfile has", async () => {
    await depend({});
    await install();
    await depend({ curious: "file:curious.tgz" });
    await expect(install("--frozen-lockfile")).rejects.toThrow("OUTDATED_LOCKFILE");
  });
});

const ciFiles = await Array.fromAsync(glob([".ci/*", ".github/workflows/*.yml"], { cwd: root }));
const ciTexts = await Promise.all(ciFiles.map(async (file) => [file, await read(file)] as const));

describe("CI and releases", () => {
  it("keep to the lockfile at every installation", async () => {
    const texts = [...ciTexts.map(([, text]) => text), await read("apps/consumer/package.json")];
    const installs = texts.flatMap((text) => text.match(/pnpm\S*( --dir \S+)? (install|add|update)\b.*/g) ?? []);
    expect(installs.length).toBeGreaterThan(1);
    expect(installs.filter((install) => !install.includes("--frozen-lockfile"))).toEqual([]);
  });

  it("start the package manager in one version, which package.json allows", async () => {
    const starting = ciTexts.filter(([, text]) => /\bnpx -/.test(text));
    expect(starting.map(([file]) => file)).toEqual([".ci/pnpm"]);
    const pinned = /pnpm@(\d+)\.(\d+)\.\d+ /.exec(await read(".ci/pnpm")) ?? [];
    const { devEngines } = JSON.parse(await read("package.json")) as {
      devEngines: { packageManager: { version: string } };
    };
    const [, major, minor] = /^>=(\d+)\.(\d+)\.\d+ <\d+$/.exec(devEngines.packageManager.version) ?? [];
    expect(pinned[1]).toBe(major);
    expect(Number(pinned[2])).toBeGreaterThanOrEqual(Number(minor));
  });

  it("check the licences of what is shipped", async () => {
    const { scripts } = JSON.parse(await read("package.json")) as { scripts: Record<string, string> };
    expect(scripts["check"]).toMatch(/ report:licences /);
    expect(await read(".ci/run")).toMatch(/^pnpm run check /m);
  });
});
