import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** A `switchboard-mock` in a process of its own. */
export interface MockProcess {
  /** All that it has printed so far, as log or as error. */
  readonly lines: readonly string[];
  readonly blotatoUrl: string;
  readonly blooioUrl: string;
  /** Ends it, and gives its exit code. */
  readonly stop: () => Promise<number | null>;
}

/** Starts a program on free ports, and waits until it serves. */
export async function startMockProcess(program: string, args: readonly string[], cwd: string): Promise<MockProcess> {
  const child = spawn(program, ["--blotato-port", "0", "--blooio-port", "0", ...args], {
    cwd,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const exited = once(child, "close");
  const lines: string[] = [];
  const output = createInterface(child.stdout).on("line", (line) => lines.push(line));
  createInterface(child.stderr).on("line", (line) => lines.push(line));
  while (!lines.some((line) => line.includes("Ctrl-C"))) {
    const isOver = await Promise.race([once(output, "line").then(() => false), exited.then(() => true)]);
    if (isOver) throw new Error(`${program} ended before it was ready:\n${lines.join("\n")}`);
  }
  const [blotatoUrl = "", blooioUrl = ""] = new Set(
    lines.flatMap((line) => line.match(/http:\/\/127\.0\.0\.1:\d+(\/v4)?/)?.[0] ?? []),
  );
  return {
    lines,
    blotatoUrl,
    blooioUrl,
    async stop() {
      child.kill("SIGTERM");
      const [code] = (await exited) as [number | null];
      return code;
    },
  };
}
