import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** What a process has used since its start. */
export interface Usage {
  readonly cpuSeconds: number;
  readonly megabytes: number;
}

/** A server in a process of its own, so that its CPU time is its own. */
export interface ServerProcess extends AsyncDisposable {
  /** The first `count` base URLs that it printed. */
  urls(count: number): Promise<readonly string[]>;
  usage(): Promise<Usage>;
}

const reporter = fileURLToPath(new URL("report-usage.mjs", import.meta.url));

/** Starts a Node program that prints the URLs at which it listens. */
export function startServer(program: string, args: readonly string[] = []): ServerProcess {
  const child = spawn(process.execPath, ["--import", reporter, program, ...args], {
    // Prism's command line crashes under `production`.
    env: { ...process.env, NODE_ENV: "development", NO_COLOR: "1", FORCE_COLOR: "0" },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let output = "";
  const exited = once(child, "exit");
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      // A server that logs each request must not fill our memory.
      if (output.length < 100_000) output += text;
    });
  }
  const failed = exited.then(() => {
    throw new Error(`${program} ended: ${output}`);
  });
  failed.catch(() => {});
  return {
    async urls(count) {
      for (;;) {
        const found = [...new Set([...output.matchAll(/http:\/\/[\d.]+:\d+/g)].map(([url]) => url))];
        if (found.length >= count) return found.slice(0, count);
        if (child.stdout === null) throw new Error(`${program} has no output`);
        await Promise.race([once(child.stdout, "data"), failed]);
      }
    },
    async usage() {
      const [[message]] = await Promise.all([
        Promise.race([once(child, "message"), failed]),
        new Promise<void>((resolve, reject) => {
          child.send("usage", (error) => (error === null ? resolve() : reject(error)));
        }),
      ]);
      return message as Usage;
    },
    async [Symbol.asyncDispose]() {
      // An orderly end, which keeps what was compiled for the next start.
      child.kill("SIGTERM");
      await exited;
    },
  };
}
