import { median } from "./median.ts";
import { freePorts, mockProgram } from "./mock-program.ts";
import { benchRequests } from "./requests.ts";
import { startServer, type Usage } from "./server-process.ts";
import { printTable } from "./table.ts";

const starts = 5;

/** Measures how long a cold process takes until it has responded to a list of each API, and what it holds by then. */
export async function benchStart(): Promise<void> {
  const samples: (Usage & { readonly seconds: number })[] = [];
  for (let start = 0; start < starts; start += 1) {
    const begin = performance.now();
    await using mock = startServer(mockProgram, freePorts);
    const urls = await mock.urls(benchRequests.length);
    for (const [index, { basePath, list }] of benchRequests.entries()) {
      const response = await fetch(`${urls[index]}${basePath}${list.path}`, { headers: list.headers });
      if (!response.ok) throw new Error(`The mock rejects ${list.path}: ${response.status} ${await response.text()}`);
      await response.arrayBuffer();
    }
    const seconds = (performance.now() - begin) / 1_000;
    samples.push({ seconds, ...(await mock.usage()) });
  }
  const row = (name: string, digits: number, of: (sample: (typeof samples)[number]) => number): string[] => [
    name,
    median(samples.map(of)).toFixed(digits),
    ...[Math.min, Math.max].map((extreme) => extreme(...samples.map(of)).toFixed(digits)),
  ];
  printTable(
    [`start to first response of both APIs (${starts} processes)`, "median", "least", "most"],
    [
      row("seconds", 2, ({ seconds }) => seconds),
      row("CPU seconds", 2, ({ cpuSeconds }) => cpuSeconds),
      row("resident MB", 0, ({ megabytes }) => megabytes),
    ],
  );
}
