import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface, type Interface } from "node:readline";
import { fileURLToPath } from "node:url";

import { onTestFinished } from "vitest";

export const program: string = fileURLToPath(new URL("../../bin/switchboard-mock.js", import.meta.url));
export const freePorts: readonly string[] = ["--blotato-port", "0", "--blooio-port", "0"];

export interface Running {
  readonly child: ChildProcess;
  readonly output: readonly string[];
  readonly lines: Interface;
  readonly errors: readonly string[];
  /** Resolves with the URL of Blotato; rejects when the program ends before it is ready. */
  readonly ready: () => Promise<string>;
  /** Resolves when the program, and all that writes to its output, has ended. */
  readonly exited: Promise<unknown>;
}

/** Starts a command, which ends with the test at the latest. */
export function start(command: string, args: readonly string[]): Running {
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], detached: true });
  onTestFinished(() => endGroup(child.pid));
  const output: string[] = [];
  const errors: string[] = [];
  const lines = createInterface(child.stdout).on("line", (line) => output.push(line));
  createInterface(child.stderr).on("line", (line) => errors.push(line));
  const exited = once(child, "close");
  const ready = async (): Promise<string> => {
    while (!output.some((line) => line.includes("Ctrl-C"))) {
      const isOver = await Promise.race([once(lines, "line").then(() => false), exited.then(() => true)]);
      if (isOver) throw new Error(`ended before it was ready: ${errors.join("\n")}`);
    }
    return /http:\/\/[\d.:[\]]+/.exec(output.join("\n"))?.[0] ?? "";
  };
  return { child, output, lines, errors, ready, exited };
}

/** Starts the mock as one does on a command line. */
export const run = (...args: string[]): Running => start(process.execPath, [program, ...args]);

/** Each child leads a group of its own, so that what it started ends with it. */
function endGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, "SIGKILL");
  } catch {
    // Nothing of it is left.
  }
}
