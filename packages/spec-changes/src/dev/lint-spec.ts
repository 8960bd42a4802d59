import { execFile } from "node:child_process";
import path from "node:path";

import { redoclyCommand, redoclyEnvironment } from "../diff/redocly-diff.ts";

export interface Problem {
  readonly place: string;
  readonly message: string;
}

interface LintReport {
  readonly problems: readonly {
    readonly message: string;
    readonly location: readonly {
      readonly source: { readonly ref: string };
      readonly start?: { readonly line: number; readonly col: number };
      readonly pointer?: string;
    }[];
  }[];
}

/** Lints one spec by the rules of `specs/redocly.yaml`. */
export function lintSpec(root: string, api: string, signal: AbortSignal): Promise<Problem[]> {
  const cwd = path.join(root, "specs");
  const args = [redoclyCommand, "lint", `${api}/openapi.yaml`, "--config=redocly.yaml", "--format=json"];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd, env: redoclyEnvironment(), signal }, (error, stdout, stderr) => {
      if (signal.aborted) return reject(signal.reason as Error);
      try {
        resolve((JSON.parse(stdout) as LintReport).problems.map(problemOf));
      } catch {
        const line = stderr.split("\n").find((text) => /\w/.test(text));
        resolve([{ place: `specs/${api}/openapi.yaml`, message: line ?? error?.message ?? "redocly gave no report" }]);
      }
    });
  });
}

function problemOf({ message, location: [first] }: LintReport["problems"][number]): Problem {
  const at = first?.start ? `:${first.start.line}:${first.start.col}` : ` ${first?.pointer ?? ""}`;
  return { place: `specs/${first?.source.ref ?? ""}${at.trimEnd()}`, message: message.split("\n")[0] ?? message };
}
