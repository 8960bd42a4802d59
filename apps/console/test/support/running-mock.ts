import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export interface RunningMock {
  /** Where the page is served. */
  readonly page: string;
  readonly blotato: string;
  readonly blooio: string;
  /** Asks the mock's own interface. */
  admin(method: string, path: string, body?: unknown): Promise<unknown>;
  close(): Promise<void>;
}

const program = fileURLToPath(new URL("../../../mock/bin/switchboard-mock.js", import.meta.url));

/** Starts the mock as a person does, in a process of its own: the page knows it over HTTP alone, and so do its tests. */
export async function startMock(pageDirectory: string, ...args: readonly string[]): Promise<RunningMock> {
  const ports = ["--blotato-port", "0", "--blooio-port", "0", "--console-port", "0"];
  const child = spawn(process.execPath, [program, ...ports, "--console", pageDirectory, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "close");
  const output: string[] = [];
  const lines = createInterface(child.stdout).on("line", (line) => output.push(line));
  while (!output.some((line) => line.includes("Ctrl-C"))) {
    const isOver = await Promise.race([once(lines, "line").then(() => false), exited.then(() => true)]);
    if (isOver) throw new Error(`The mock ended before it was ready:\n${output.join("\n")}`);
  }
  // The page's address is printed first, so that a person finds it.
  const [page = ""] = /http:\/\/\S+/.exec(output.join("\n")) ?? [];
  const { blotato, blooio } = (await (await fetch(new URL("mock.json", page))).json()) as Record<string, string>;
  if (blotato === undefined || blooio === undefined) throw new Error(`${page} does not say where the mock is`);
  return {
    page,
    blotato,
    blooio,
    async admin(method, path, body) {
      const response = await fetch(new URL(`/__mock${path}`, blotato), {
        method,
        ...(body !== undefined && { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
      });
      if (!response.ok) throw new Error(`${method} ${path} failed with ${response.status}: ${await response.text()}`);
      return response.status === 204 ? undefined : response.json();
    },
    async close() {
      child.kill("SIGTERM");
      await exited;
    },
  };
}
