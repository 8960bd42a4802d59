import { constants } from "node:fs";
import { access, glob, readFile } from "node:fs/promises";
import path from "node:path";

import { describe, expect, it } from "vitest";
import { parse } from "yaml";

import { root } from "../src/published.ts";

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly uses?: string;
  readonly "runs-on"?: string;
  readonly "timeout-minutes"?: number;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps?: readonly Step[];
}

interface Workflow {
  readonly name: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const directory = path.join(root, ".github/workflows");
const files = await Array.fromAsync(glob("*.{yml,yaml}", { cwd: directory }));
const workflows = await Promise.all(
  files.toSorted().map(async (file) => {
    const text = await readFile(path.join(directory, file), "utf8");
    const workflow = parse(text) as Workflow;
    const jobs = Object.entries(workflow.jobs);
    const steps = jobs.flatMap(([, { steps: own = [] }]) => own);
    return { file, text, workflow, jobs, steps };
  }),
);

const { scripts } = JSON.parse(await readFile(path.join(root, "package.json"), "utf8")) as {
  scripts: Record<string, string>;
};

const isProgram = (file: string): Promise<boolean> =>
  access(path.join(root, file), constants.X_OK).then(
    () => true,
    () => false,
  );

it("there is a workflow for each change, for releases and for drift of the vendors", () => {
  expect(workflows.map(({ file }) => file)).toEqual(["ci.yml", "release.yml", "upstream.yml"]);
});

it("a change has to pass `.ci/run`, on GitHub as anywhere, and so has a release", () => {
  const [ci, release] = workflows;
  expect(ci?.steps.map(({ run }) => run)).toContain(".ci/run");
  expect(release?.workflow.jobs["check"]).toEqual({ uses: "./.github/workflows/ci.yml" });
  expect(release?.workflow.jobs["version"]).toMatchObject({ needs: "check" });
  expect(release?.workflow.jobs["publish"]).toMatchObject({ needs: "version" });
});

describe.each(workflows)("$file", ({ text, workflow, jobs, steps }) => {
  it("may read alone; a job that writes says what", () => {
    expect(workflow.permissions).toEqual({ contents: "read" });
    const writing = jobs.flatMap(([, { permissions = {} }]) => Object.keys(permissions));
    expect(writing.filter((name) => !["actions", "contents", "pull-requests"].includes(name))).toEqual([]);
  });

  it("ends in time, on a system that is named", () => {
    for (const [, job] of jobs.filter(([, { uses }]) => uses === undefined)) {
      expect(job["timeout-minutes"]).toBeLessThanOrEqual(30);
      expect(job["runs-on"]).toMatch(/^ubuntu-\d/);
    }
  });

  it("uses no action but by the commit that was looked at, and says which version that is", () => {
    const used = [...text.matchAll(/\buses: (?<action>\S+)(?<rest>.*)/g)].map(({ groups }) => groups ?? {});
    expect(used.length).toBe(jobs.filter(([, job]) => job.uses).length + steps.filter((step) => step.uses).length);
    const others = used.filter(({ action = "" }) => !action.startsWith("./"));
    for (const { action, rest } of others) {
      expect(action).toMatch(/^actions\/[a-z-]+@[0-9a-f]{40}$/);
      expect(rest).toMatch(/^ # v\d+\.\d+\.\d+$/);
    }
  });

  it("calls scripts that there are", async () => {
    const commands = steps.flatMap(({ run = "" }) => run.split("\n"));
    const programs = commands.flatMap((line) => line.match(/\.ci\/[\w-]+/g) ?? []);
    const areThere = await Promise.all(programs.map(isProgram));
    expect(programs.filter((_, index) => !areThere[index])).toEqual([]);
    const called = commands.flatMap((line) => /\.ci\/pnpm (?:--silent )?(\S+)/.exec(line)?.[1] ?? []);
    expect(called.filter((name) => name !== "install" && !(name in scripts))).toEqual([]);
    expect(programs.length).toBeGreaterThan(0);
    // Everything else of the project goes through these scripts.
    expect(commands.filter((line) => /(^|[|&;(]) *(npx|node|pnpm|turbo|changeset) /.test(line))).toEqual([]);
  });

  it("puts nothing that somebody else wrote into a command", () => {
    expect(steps.filter(({ run = "" }) => run.includes("${{"))).toEqual([]);
  });

  it("leaves no token in the checkout of a job that only reads", () => {
    const reading = jobs.filter(([, { permissions }]) => permissions === undefined);
    const checkouts = reading.flatMap(([, { steps: own = [] }]) =>
      own.filter(({ uses }) => uses?.startsWith("actions/checkout@")),
    );
    expect(checkouts.filter((step) => step.with?.["persist-credentials"] !== false)).toEqual([]);
  });
});
