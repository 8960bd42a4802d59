import { execFile } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { DocumentError } from "../facts/document-error.ts";

export interface CompilerError {
  readonly file: string;
  readonly line: number;
  readonly code: string;
  /** The compiler's explanation, line by line. */
  readonly message: string;
}

const compiler = path.join(path.dirname(fileURLToPath(import.meta.resolve("typescript/package.json"))), "bin/tsc");

/** Runs the workspace's compiler. Paths in what it says are relative to the directory. */
export function compile(directory: string, args: readonly string[], signal?: AbortSignal): Promise<CompilerError[]> {
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [compiler, ...args, "--pretty", "false"],
      { cwd: directory, maxBuffer: 64 * 1024 * 1024, ...(signal && { signal }) },
      (error, stdout, stderr) => {
        const errors = parseErrors(stdout);
        if (error && errors.length === 0) {
          reject(new DocumentError(`tsc ${args.join(" ")}: ${(stdout || stderr || error.message).split("\n")[0]}`));
        } else resolve(errors);
      },
    );
  });
}

function parseErrors(output: string): CompilerError[] {
  const errors: CompilerError[] = [];
  for (const line of output.split("\n")) {
    const { file, at, code, message } =
      /^(?<file>.+?)\((?<at>\d+),\d+\): error (?<code>TS\d+): (?<message>.*)$/.exec(line)?.groups ?? {};
    const last = errors.at(-1);
    if (file !== undefined && code !== undefined) {
      errors.push({ file, line: Number(at), code, message: message ?? "" });
    } else if (last && line.startsWith(" "))
      errors[errors.length - 1] = { ...last, message: `${last.message}\n${line}` };
  }
  return errors;
}
