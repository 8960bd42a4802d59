import { glob, readFile } from "node:fs/promises";
import path from "node:path";

import { describe, expect, it } from "vitest";
import { parse } from "yaml";

import { root } from "../src/published.ts";

const read = (file: string): Promise<string> => readFile(path.join(root, file), "utf8");

const workspaces = [
  { file: "pnpm-workspace.yaml", builds: ["node"] },
  { file: "apps/consumer/runtimes/pnpm-workspace.yaml", builds: ["bun", "deno", "node", "workerd"] },
] as const;

describe.each(workspaces)("$file", ({ file, builds }) => {
  it("takes no release that is younger than a day", async () => {
    const { minimumReleaseAge } = parse(await read(file)) as { minimumReleaseAge?: number };
    expect(minimumReleaseAge).toBeGreaterThanOrEqual(24 * 60);
  });

  it("lets no script run at an installation but those that bring a runtime", async () => {
    const { allowBuilds = {} } = parse(await read(file)) as { allowBuilds?: Record<string, boolean> };
    const allowed = Object.keys(allowBuilds).filter((name) => allowBuilds[name] !== false);
    expect(allowed.toSorted()).toEqual(builds);
  });

  it("has a lockfile, in which each package of a registry is known by its content", async () => {
    const lockfile = await read(path.join(path.dirname(file), "pnpm-lock.yaml"));
    const { packages } = parse(lockfile.split("\n---\n").at(-1) ?? "") as {
      packages: Record<string, { resolution: object }>;
    };
    const unknown = Object.keys(packages).filter((name) => !("integrity" in (packages[name]?.resolution ?? {})));
    expect(Object.keys(packages).length).toBeGreaterThan(5);
    expect(unknown).toEqual([]);
  });
});

it("every installation in CI keeps to the lockfile", async () => {
  const files = await Array.fromAsync(glob([".ci/*", ".github/workflows/*.yml"], { cwd: root }));
  const texts = await Promise.all([...files, "apps/consumer/package.json"].map(read));
  const installs = texts.flatMap((text) => text.match(/pnpm\S*( --dir \S+)? (install|add|update)\b.*/g) ?? []);
  expect(installs.length).toBeGreaterThan(1);
  expect(installs.filter((install) => !install.includes("--frozen-lockfile"))).toEqual([]);
});
