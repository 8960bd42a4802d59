import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

export interface BenchService extends AsyncDisposable {
  readonly baseUrl: string;
}

/** Starts a service with a latency in milliseconds and a number of conversations. */
export async function startService(latency: number, total: number): Promise<BenchService> {
  const program = fileURLToPath(new URL("service.ts", import.meta.url));
  const service = spawn(process.execPath, [program, String(latency), String(total)], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const [port] = (await once(service.stdout, "data")) as [Buffer];
  return {
    baseUrl: `http://127.0.0.1:${port.toString().trim()}`,
    async [Symbol.asyncDispose]() {
      service.stdin.end();
      await once(service, "exit");
    },
  };
}

/** The middle value. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
