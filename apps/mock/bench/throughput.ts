import { fileURLToPath } from "node:url";

import { compare, type BenchRequest, type Measured } from "./load.ts";
import { freePorts, mockProgram } from "./mock-program.ts";
import { startPrismCli } from "./prism-cli.ts";
import { benchRequests } from "./requests.ts";
import { startServer, type ServerProcess } from "./server-process.ts";
import { printTable } from "./table.ts";

const bareProgram = fileURLToPath(new URL("serve-bare.ts", import.meta.url));
const rounds = { rounds: 3, seconds: 0.5 };

/**
 * Compares our mock, `prism mock` on the same spec, as it is and without its logging, and `node:http` alone with the mock's
 * own page, on a list and a send of each API.
 */
export async function benchThroughput(): Promise<void> {
  await using mock = startServer(mockProgram, freePorts);
  const mockUrls = await mock.urls(benchRequests.length);
  for (const [index, { api, basePath, list, send }] of benchRequests.entries()) {
    const loud = await startPrismCli(api);
    await using _loud = loud.server;
    const silent = await startPrismCli(api, "--verboseLevel", "silent");
    await using _silent = silent.server;
    for (const request of [list, send]) {
      const url = `${mockUrls[index]}${basePath}`;
      await using bare = await startBare(url, request);
      const measured = await compare(
        [
          { name: "node:http", server: bare, url: (await bare.urls(1))[0] ?? "" },
          { name: "switchboard-mock", server: mock, url },
          { name: "prism mock", ...loud },
          { name: "prism mock, silent", ...silent },
        ],
        request,
        rounds,
      );
      print(`${api}: ${request.method} ${request.path}`, measured);
    }
  }
}

/** Serves what the mock responds to the request. */
async function startBare(url: string, { path, ...init }: BenchRequest): Promise<ServerProcess> {
  const response = await fetch(`${url}${path}`, init);
  return startServer(bareProgram, [String(response.status), await response.text()]);
}

function print(title: string, measured: readonly Measured[]): void {
  const rateOf = (name: string): number => measured.find((other) => other.name === name)?.perCpuSecond ?? Number.NaN;
  printTable(
    [title, "per CPU second", "× node:http", "× prism", "× silent prism", "bytes"],
    measured.map(({ name, perCpuSecond, bytes }) => [
      name,
      perCpuSecond.toFixed(0),
      (perCpuSecond / rateOf("node:http")).toFixed(2),
      (perCpuSecond / rateOf("prism mock")).toFixed(1),
      (perCpuSecond / rateOf("prism mock, silent")).toFixed(1),
      String(bytes),
    ]),
  );
}
