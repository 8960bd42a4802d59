import autocannon from "autocannon";

import { median } from "./median.ts";
import type { ServerProcess } from "./server-process.ts";

/** One request, which is sent again and again. */
export interface BenchRequest {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Contender {
  readonly name: string;
  readonly server: ServerProcess;
  readonly url: string;
}

export interface Measured {
  readonly name: string;
  /** Requests that the server responds to in one second of its own CPU time. */
  readonly perCpuSecond: number;
  readonly bytes: number;
}

export interface Rounds {
  readonly rounds: number;
  readonly seconds: number;
}

const connections = 16;
/** Seconds. */
const warmUp = 1.5;

/** Loads each server in turn, round by round, so that a busy machine slows all of them; takes the median of the rounds. */
export async function compare(
  contenders: readonly Contender[],
  request: BenchRequest,
  { rounds, seconds }: Rounds,
): Promise<Measured[]> {
  const bytes = new Map<string, number>();
  const samples = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
  for (const contender of contenders) {
    bytes.set(contender.name, await sizeOfResponse(contender, request));
    // The first ten thousand requests run code that is still being compiled.
    await measure(contender, request, warmUp);
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const contender of contenders) samples.get(contender.name)?.push(await measure(contender, request, seconds));
  }
  return contenders.map(({ name }) => ({
    name,
    perCpuSecond: median(samples.get(name) ?? []),
    bytes: bytes.get(name) ?? 0,
  }));
}

/** The bytes of one response; throws when the server does not take the request. */
async function sizeOfResponse({ name, url }: Contender, { path, ...init }: BenchRequest): Promise<number> {
  const response = await fetch(`${url}${path}`, init);
  const text = await response.text();
  if (!response.ok) throw new Error(`${name} rejects ${init.method} ${path}: ${response.status} ${text}`);
  return Buffer.byteLength(text);
}

async function measure(
  { name, server, url }: Contender,
  { path, ...init }: BenchRequest,
  duration: number,
): Promise<number> {
  const before = await server.usage();
  // It ends at a tick of its sampling, which is a second unless another interval is set.
  const result = await autocannon({ ...init, url: `${url}${path}`, connections, duration, timeout: 5, sampleInt: 100 });
  const after = await server.usage();
  const succeeded = result["2xx"];
  const others = result.non2xx + result.errors + result.timeouts;
  if (others > 0) throw new Error(`${name} failed ${others} of ${succeeded + others} requests`);
  return succeeded / (after.cpuSeconds - before.cpuSeconds);
}
