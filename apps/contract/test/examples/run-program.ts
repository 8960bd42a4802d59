import { spawn } from "node:child_process";
import path from "node:path";

import { compileCache, loopbackOnly } from "../outer-process.ts";

/** How a program ended. */
export interface Ended {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

interface Options {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Ends the program in an orderly way once its output matches. */
  readonly until?: RegExp;
  /** Runs once the output matches, with what it matched; then the program is ended. */
  readonly whenReady?: readonly [pattern: RegExp, run: (match: RegExpExecArray) => Promise<void>];
}

/** Runs a program that reaches nothing but this machine, with this Node, and none of the machine's own settings for proxies. */
export function runProgram(
  program: string,
  args: readonly string[],
  { cwd, env, until, whenReady }: Options,
): Promise<Ended> {
  const own = Object.entries(process.env).filter(([name]) => !/proxy$|^NODE_/i.test(name));
  const child = spawn(program, args, {
    cwd,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...Object.fromEntries(own),
      PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env["PATH"] ?? ""}`,
      ...compileCache,
      NODE_OPTIONS: loopbackOnly.args.join(" "),
      ...env,
    },
  });
  const said = { output: "", errors: "" };
  let ready = whenReady;
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said.output += text;
    if (until?.test(said.output) === true) child.kill("SIGTERM");
    const [pattern, run] = ready ?? [];
    const match = pattern?.exec(said.output);
    if (match === undefined || match === null) return;
    ready = undefined;
    run?.(match).then(
      () => child.kill("SIGTERM"),
      (error: unknown) => {
        said.errors += String(error);
        child.kill("SIGTERM");
      },
    );
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said.errors += text;
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject).on("close", (code) => resolve({ code, ...said }));
  });
}
