import { execFile } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { DocumentError } from "../facts/document-error.ts";

/** One end of a change, as `redocly diff` reports it. */
export interface RedoclySide {
  readonly pointer: string;
  readonly line: number;
  readonly value?: unknown;
}

/** One change, as `redocly diff` reports it. A component that several operations share is reported once. */
export interface RedoclyChange {
  /** The first place from which it is reached, references followed. */
  readonly path: string;
  readonly typeName: string;
  readonly kind: "added" | "removed" | "modified";
  readonly impact: "major" | "minor" | "patch";
  readonly verdicts: readonly { readonly ruleId: string; readonly message: string }[];
  /** Of a modified node: which of its values. `key` is its own name. */
  readonly property?: string;
  readonly base?: RedoclySide;
  readonly revision?: RedoclySide;
}

// Redocly exports no API for this: its package has a command line, and bundled chunks without stable names.
export const redoclyCommand: string = path.join(
  path.dirname(fileURLToPath(import.meta.resolve("@redocly/cli/package.json"))),
  "bin/cli.js",
);
const configuration = fileURLToPath(new URL("../../redocly.yaml", import.meta.url));
const largestReport = 256 * 1024 * 1024;

/** It speaks to nobody, and in plain text. */
export const redoclyEnvironment = (): NodeJS.ProcessEnv => ({
  ...process.env,
  REDOCLY_TELEMETRY: "off",
  REDOCLY_SUPPRESS_UPDATE_NOTICE: "true",
  NO_COLOR: "1",
});

/**
 * Compares two OpenAPI files.
 *
 * @throws DocumentError in one line, when one of them cannot be read or compared
 */
export function redoclyDiff(base: string, revision: string): Promise<readonly RedoclyChange[]> {
  const args = [redoclyCommand, "diff", base, revision, "--format=json", "--fail-on=none", `--config=${configuration}`];
  const env = redoclyEnvironment();
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { env, maxBuffer: largestReport }, (error, stdout, stderr) => {
      if (error) reject(new DocumentError(`redocly diff: ${firstProblem(stderr) ?? error.message}`));
      else resolve((JSON.parse(stdout) as { readonly changes: readonly RedoclyChange[] }).changes);
    });
  });
}

/** The first place with what is wrong there: redocly draws the place on one line, and says why on the next. */
function firstProblem(stderr: string): string | undefined {
  const lines = stderr.split("\n").filter((line) => /\w/.test(line) && !line.includes("diff processed in"));
  return lines.length === 0
    ? undefined
    : lines
        .slice(0, 2)
        .join(": ")
        .replace(/^\[1\] /, "");
}
