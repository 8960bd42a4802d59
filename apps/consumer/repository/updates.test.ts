import { glob, readFile } from "node:fs/promises";
import path from "node:path";

import { describe, expect, it } from "vitest";
import { parse } from "yaml";

import { root } from "../src/published.ts";

interface Rule {
  readonly groupName?: string;
  readonly matchDepNames?: readonly string[];
  readonly matchFileNames?: readonly string[];
  readonly allowedVersions?: string;
}

interface Renovate {
  readonly minimumReleaseAge: string;
  readonly customManagers: readonly {
    readonly managerFilePatterns: readonly string[];
    readonly matchStrings: readonly string[];
  }[];
  readonly packageRules: readonly Rule[];
}

interface Dependency {
  readonly name: string;
  readonly file: string;
  readonly version: string;
}

interface Needs {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const read = (file: string): Promise<string> => readFile(path.join(root, file), "utf8");

const renovate = JSON.parse(await read(".github/renovate.json")) as Renovate;
const settings = parse(await read("pnpm-workspace.yaml")) as {
  readonly minimumReleaseAge: number;
  readonly nodeVersion: string;
  readonly catalog: Readonly<Record<string, string>>;
};

const files = await Array.fromAsync(
  glob(
    ["package.json", "specs/package.json", "{apps,packages}/*/package.json", "apps/consumer/runtimes/package.json"],
    {
      cwd: root,
    },
  ),
);

/** What Renovate finds: an alias has its own name, and the version of the package that it stands for. */
const dependencies: readonly Dependency[] = (
  await Promise.all(
    files.map(async (file) => {
      const { dependencies: needed, devDependencies } = JSON.parse(await read(file)) as Needs;
      return Object.entries({ ...needed, ...devDependencies }).map(([name, range]) => ({
        name,
        file,
        version: (range === "catalog:" ? settings.catalog[name] : range)?.replace(/^npm:.*@/, "") ?? "",
      }));
    }),
  )
)
  .flat()
  .filter(({ version }) => !version.startsWith("workspace:"));

const isOf = (rule: Rule, { file, name }: Pick<Dependency, "file" | "name">): boolean =>
  rule.matchDepNames?.some((pattern) => path.matchesGlob(name, pattern)) === true &&
  (rule.matchFileNames?.includes(file) ?? true);

/** The major version that no update may reach. */
const limitOf = (dependency: Dependency): number =>
  Math.min(
    ...renovate.packageRules
      .filter((rule) => rule.allowedVersions !== undefined && isOf(rule, dependency))
      .map(({ allowedVersions = "" }) => Number(/^<(\d+)$/.exec(allowedVersions)?.[1])),
  );

const majorOf = (version: string): number => Number(/\d+/.exec(version)?.[0]);

describe("Renovate", () => {
  it("waits at least as long for a release as pnpm does", () => {
    const [, days] = /^(\d+) days$/.exec(renovate.minimumReleaseAge) ?? [];
    expect(Number(days) * 24 * 60).toBeGreaterThanOrEqual(settings.minimumReleaseAge);
  });

  it("updates each dependency with one tool at most", () => {
    const groupsOf = (dependency: Dependency): readonly string[] =>
      renovate.packageRules.flatMap((rule) =>
        rule.groupName !== undefined && isOf(rule, dependency) ? [rule.groupName] : [],
      );
    expect(dependencies.length).toBeGreaterThan(50);
    expect(
      dependencies.map((dependency) => [dependency.name, groupsOf(dependency)]).filter(([, g = []]) => g.length > 1),
    ).toEqual([]);
  });

  it("has no rule for what is not installed", () => {
    const known = [...dependencies, { name: "pnpm", file: ".ci/pnpm" }];
    const names = renovate.packageRules.flatMap((rule) =>
      (rule.matchDepNames ?? []).map((name) => ({ ...rule, matchDepNames: [name] })),
    );
    expect(names.filter((rule) => !known.some((dependency) => isOf(rule, dependency)))).toEqual([]);
  });

  it("keeps each runtime and compiler that is there for its version on its major version", () => {
    const held = dependencies.filter(
      ({ file, name, version }) =>
        /^(node|typescript)-[\d.]+$/.test(name) ||
        ["node", "@types/node"].includes(name) ||
        (file === "packages/codegen/package.json" && name === "typescript" && version !== ""),
    );
    expect(held.length).toBeGreaterThan(8);
    expect(held.filter((dependency) => limitOf(dependency) !== majorOf(dependency.version) + 1)).toEqual([]);
  });

  it("finds each version that stands outside of a package.json", async () => {
    for (const { managerFilePatterns, matchStrings } of renovate.customManagers) {
      const [pattern = ""] = managerFilePatterns;
      const file = pattern.slice(2, -2).replaceAll("\\", "");
      expect(await read(file)).toMatch(new RegExp(matchStrings[0] ?? "never"));
    }
  });
});

it("every script runs on the Node that pnpm is configured for, and that Node is among the tested runtimes", () => {
  const versions = dependencies
    .filter(({ name }) => name === "node" || name === "node-24")
    .map(({ version }) => version);
  expect(new Set(versions)).toEqual(new Set([settings.nodeVersion]));
});

it("each path that has an owner is there", async () => {
  const lines = (await read(".github/CODEOWNERS")).split("\n").filter((line) => line.startsWith("/"));
  const paths = lines.map((line) => line.split(" ")[0]?.replace(/^\//, "").replace(/\/$/, "") ?? "");
  const found = await Promise.all(paths.map((owned) => Array.fromAsync(glob(owned, { cwd: root }))));
  expect(paths.filter((_, index) => found[index]?.length === 0)).toEqual([]);
  expect(paths.length).toBeGreaterThan(2);
});
