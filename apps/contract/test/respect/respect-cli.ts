import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

import { loopbackOnly } from "../outer-process.ts";
import type { Api, Node } from "../specification.ts";
import { picture } from "./arazzo.ts";

/** What became of one step: whether it passed, and each check by its name, with the reason where it failed. */
interface StepResult {
  readonly api: string;
  readonly workflowId: string;
  readonly stepId: string;
  readonly passed: boolean;
  readonly checks: readonly string[];
  readonly failures: readonly string[];
}

export interface RespectResult {
  readonly exitCode: number;
  /** What it wrote, for a failure that has no steps. */
  readonly output: string;
  readonly steps: readonly StepResult[];
}

interface Report {
  readonly files: Readonly<Record<string, { readonly executedWorkflows: readonly ReportedWorkflow[] }>>;
}

interface ReportedWorkflow {
  readonly workflowId: string;
  readonly executedSteps: readonly {
    readonly stepId: string;
    readonly status: string;
    readonly checks: readonly { readonly name: string; readonly passed: boolean; readonly message?: string }[];
  }[];
}

const cli = fileURLToPath(import.meta.resolve("@redocly/cli/bin/cli.js"));

/** An Arazzo description, and where its API is. */
export interface RespectRun {
  readonly api: Api;
  readonly arazzo: Node;
  readonly serverUrl: string;
}

/** Runs `redocly respect` on descriptions, or on some of their workflows: all in one process, which takes longest to compile schemas. */
export async function runRespect(
  runs: readonly RespectRun[],
  key: string,
  ...workflows: readonly string[]
): Promise<RespectResult> {
  const directory = await mkdtemp(join(tmpdir(), "switchboard-respect-"));
  try {
    const reportFile = join(directory, "report.json");
    await writeFile(join(directory, picture), new Uint8Array([0x89, 0x50, 0x4e, 0x47]));
    const files = await Promise.all(
      runs.map(async ({ api, arazzo }) => {
        const file = join(directory, `${api}.arazzo.json`);
        await writeFile(file, JSON.stringify(arazzo));
        return file;
      }),
    );
    const servers = runs.map(({ api, serverUrl }) => `${api}=${serverUrl}`).join(",");
    const options = ["--server", servers, "--input", `key=${key}`, "-J", reportFile];
    const some = workflows.flatMap((workflow) => ["--workflow", workflow]);
    const args = [...loopbackOnly.args, cli, "respect", ...files, ...options, ...some];
    const { exitCode, output } = await run(args, directory);
    const report = await readFile(reportFile, "utf8").catch(() => '{"files":{}}');
    return { exitCode, output, steps: stepsIn(JSON.parse(report) as Report) };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

function run(args: readonly string[], cwd: string): Promise<{ readonly exitCode: number; readonly output: string }> {
  return new Promise((resolve) => {
    const options = { cwd, env: loopbackOnly.env, maxBuffer: 64 * 1024 * 1024, timeout: 240_000 };
    const child = execFile(process.execPath, args, options, (_, stdout, stderr) => {
      resolve({ exitCode: child.exitCode ?? -1, output: `${stdout}${stderr}` });
    });
  });
}

function stepsIn({ files }: Report): readonly StepResult[] {
  return Object.entries(files).flatMap(([file, { executedWorkflows }]) =>
    executedWorkflows.flatMap(({ workflowId, executedSteps }) =>
      executedSteps.map(({ stepId, status, checks }) => ({
        api: basename(file, ".arazzo.json"),
        workflowId,
        stepId,
        passed: status === "success",
        checks: checks.map(({ name }) => name),
        failures: checks.filter(({ passed }) => !passed).map(({ name, message = "" }) => `${name}: ${message}`),
      })),
    ),
  );
}
