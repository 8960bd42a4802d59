/**
 * CPU time of this process per call, 32 calls at a time over real sockets: raw `fetch`, openapi-fetch alone, and the facade.
 * Rounds alternate between them; medians and ratios are what counts.
 */
import type { paths } from "@switchboard/blotato";
import { createBlotato } from "@switchboard/messaging/blotato";
import createClient from "openapi-fetch";

import { outgoing } from "./responses.ts";
import { median, startService } from "./start-service.ts";

const apiKey = "bench-key";
const callsPerRound = 2_000;
const rounds = 15;
const atOnce = 32;

await using service = await startService(0, 1_000);
const { baseUrl } = service;
const raw = createClient<paths>({ baseUrl, headers: { "blotato-api-key": apiKey }, redirect: "manual" });
const facade = createBlotato({ apiKey, baseUrl });
const query = { limit: 10, platform: "instagram" } as const;
const key = { "blotato-api-key": apiKey };
const post = { method: "POST", headers: { ...key, "content-type": "application/json" } };

type Calls = Readonly<Record<"fetch" | "openapi-fetch" | "facade", () => Promise<unknown>>>;

const list: Calls = {
  fetch: async () => (await fetch(`${baseUrl}/v2/conversations?limit=10&platform=instagram`, { headers: key })).json(),
  "openapi-fetch": () => raw.GET("/v2/conversations", { params: { query } }),
  facade: () => facade.conversations.list(query).pages().next(),
};
const send: Calls = {
  fetch: async () => (await fetch(`${baseUrl}/v2/messages`, { ...post, body: JSON.stringify(outgoing) })).json(),
  "openapi-fetch": () => raw.POST("/v2/messages", { body: outgoing }),
  facade: () => facade.messages.send(outgoing),
};

for (const [name, calls] of Object.entries({ "list a page of 10 conversations": list, "send a message": send })) {
  const cpu = await measure(calls);
  console.log(
    `\n${name}, ${atOnce} at a time (CPU of the client, median of ${rounds} rounds of ${callsPerRound} calls)`,
  );
  for (const [client, microseconds] of cpu) {
    const ratios = ["fetch", "openapi-fetch"].map(
      (other) => `${(microseconds / (cpu.get(other) ?? Number.NaN)).toFixed(2)} of ${other}`,
    );
    console.log(`  ${client.padEnd(14)} ${microseconds.toFixed(1).padStart(7)} µs   ${ratios.join(", ")}`);
  }
}

async function measure(calls: Calls): Promise<Map<string, number>> {
  const samples = new Map<string, number[]>(Object.keys(calls).map((client) => [client, []]));
  for (let round = -3; round < rounds; round += 1) {
    for (const [client, call] of Object.entries(calls)) {
      const before = process.cpuUsage();
      await inParallel(call);
      const { user, system } = process.cpuUsage(before);
      // The first rounds warm up.
      if (round >= 0) samples.get(client)?.push((user + system) / callsPerRound);
    }
  }
  return new Map([...samples].map(([client, times]) => [client, median(times)]));
}

async function inParallel(call: () => Promise<unknown>): Promise<void> {
  let left = callsPerRound;
  const worker = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await call();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
