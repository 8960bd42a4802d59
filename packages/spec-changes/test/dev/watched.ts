import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";

import { onTestFinished } from "vitest";

import type { Checkout } from "../diff/checkout.ts";

/** `pnpm dev` at work on a checkout. */
export interface Watched {
  /** Resolves with the lines that were printed since the last call, once one of them matches. */
  printed(pattern: RegExp): Promise<string>;
  /** Sends a signal, and resolves with the exit code. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

export function startDev(made: Checkout, args: readonly string[]): Watched {
  const command = path.join(made.path, "packages/spec-changes/bin/switchboard-dev.js");
  const child = spawn(process.execPath, [command, ...args], {
    cwd: made.path,
    env: { ...process.env, NO_COLOR: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const exited = once(child, "exit");
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    createInterface(stream).on("line", (line) => {
      lines.push(line);
      for (const look of waiting) look();
    });
  }
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    child.kill(signal);
    const [code] = (await exited) as [number | null];
    return code;
  };
  onTestFinished(async () => {
    if (child.exitCode === null && child.signalCode === null) await end("SIGKILL");
  });
  return {
    end,
    printed: (pattern) =>
      new Promise((resolve) => {
        const look = (): void => {
          const index = lines.findIndex((line) => pattern.test(line));
          if (index === -1) return;
          waiting.delete(look);
          resolve(lines.splice(0, index + 1).join("\n"));
        };
        waiting.add(look);
        look();
      }),
  };
}
