/**
 * Walking a list of 250 000 conversations: a loop written by hand over openapi-fetch, the listing, and the listing with
 * prefetch; without latency, and where the service and the consumer each take 20 ms a page.
 */
import { setTimeout as sleep } from "node:timers/promises";

import { createBlotatoClient } from "@switchboard/blotato";
import { createBlotato } from "@switchboard/messaging/blotato";

import { median, startService } from "./start-service.ts";

const apiKey = "bench-key";
const total = 250_000;
const limit = 250;

type Walk = (consume: (items: readonly unknown[]) => Promise<void>) => Promise<number>;

function walksOver(baseUrl: string): Readonly<Record<string, Walk>> {
  const raw = createBlotatoClient({ apiKey, baseUrl });
  const { conversations } = createBlotato({ apiKey, baseUrl });
  const pages =
    (prefetch: 0 | 1): Walk =>
    async (consume) => {
      let count = 0;
      for await (const { items } of conversations.list({ limit }, { prefetch }).pages()) {
        count += items.length;
        await consume(items);
      }
      return count;
    };
  return {
    "loop by hand": async (consume) => {
      let count = 0;
      let cursor: string | undefined;
      do {
        const { data, error } = await raw.GET("/v2/conversations", {
          params: { query: { limit, ...(cursor && { cursor }) } },
        });
        if (data === undefined) throw new Error(JSON.stringify(error));
        for (const _ of data.items) count += 1;
        await consume(data.items);
        ({ cursor } = data);
      } while (cursor !== undefined);
      return count;
    },
    "listing, by item": async (consume) => {
      let count = 0;
      for await (const _ of conversations.list({ limit })) {
        count += 1;
        // As often as the others, who are given pages.
        if (count % limit === 0) await consume([]);
      }
      return count;
    },
    listing: pages(0),
    "listing with prefetch": pages(1),
  };
}

async function compare(latency: number, rounds: number, names: readonly string[]): Promise<void> {
  await using service = await startService(latency, total);
  const walks = walksOver(service.baseUrl);
  const seconds = new Map<string, number[]>(names.map((name) => [name, []]));
  const heap = new Map<string, number>();
  const consume = async (): Promise<void> => {
    if (latency > 0) await sleep(latency);
  };
  // A first walk warms up the client, and the service's pages.
  await walks["loop by hand"]?.(async () => undefined).catch(() => undefined);
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) {
      const startedAt = performance.now();
      const count = await walks[name]?.(consume);
      if (count !== total) throw new Error(`${name} gave ${count} of ${total} items`);
      seconds.get(name)?.push((performance.now() - startedAt) / 1_000);
      if (round === 0) heap.set(name, await heapGrowth(walks[name]));
    }
  }
  const base = median(seconds.get(names[0] ?? "") ?? []);
  console.log(
    `\n${total} items, pages of ${limit}, ${latency} ms for the service and for the consumer (median of ${rounds})`,
  );
  for (const [name, times] of seconds) {
    const speed = `${Math.round(total / median(times)).toLocaleString("en")} items/s`;
    const growth = `heap ${(heap.get(name) ?? Number.NaN).toFixed(1)} MB over the walk`;
    console.log(
      `  ${name.padEnd(22)} ${speed.padStart(18)}   ${(base / median(times)).toFixed(2)} of ${names[0] ?? ""}   ${growth}`,
    );
  }
}

/** How far the live heap moves between a tenth of a walk and its highest point, in MB. */
async function heapGrowth(walk: Walk | undefined): Promise<number> {
  const live: number[] = [];
  let pages = 0;
  await walk?.(async () => {
    pages += 1;
    if (pages % 100 !== 0) return;
    globalThis.gc?.();
    live.push(process.memoryUsage().heapUsed);
  });
  return live.length === 0 ? Number.NaN : (Math.max(...live) - (live[0] ?? 0)) / 1_000_000;
}

await compare(0, 5, ["loop by hand", "listing", "listing, by item", "listing with prefetch"]);
await compare(20, 1, ["listing", "listing with prefetch"]);
