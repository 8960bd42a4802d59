import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";

import { onTestFinished } from "vitest";

/** `pnpm dev` at work. */
export interface Watched {
  /** Resolves with the lines that were printed since the last call, once one of them matches. */
  printed(pattern: RegExp): Promise<string>;
  /** Sends a signal, and resolves with the exit code. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** In a copy of the workspace, as it starts there. */
export const startDev = (workspace: string, args: readonly string[]): Watched =>
  watch(workspace, [path.join(workspace, "packages/dev/bin/switchboard-dev.js"), ...args]);

/** Ours, for the specs in another directory. */
export function startDevFor(root: string, args: readonly string[]): Watched {
  const cli = new URL("../src/cli.ts", import.meta.url).href;
  const program = `process.exitCode = await (await import(${JSON.stringify(cli)})).runDev(${JSON.stringify(args)}, ${JSON.stringify(root)});`;
  return watch(root, ["--input-type=module", "--eval", program]);
}

function watch(cwd: string, command: readonly string[]): Watched {
  const child = spawn(process.execPath, command, {
    cwd,
    env: { ...process.env, NO_COLOR: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const exited = once(child, "exit");
  const closed = once(child, "close");
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
      new Promise((resolve, reject) => {
        const look = (): void => {
          const index = lines.findIndex((line) => pattern.test(line));
          if (index === -1) return;
          waiting.delete(look);
          resolve(lines.splice(0, index + 1).join("\n"));
        };
        waiting.add(look);
        look();
        void closed.then(() => reject(new Error(`it ended before it printed ${pattern}:\n${lines.join("\n")}`)));
      }),
  };
}
