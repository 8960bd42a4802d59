import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";

import { createBlooioService } from "../src/blooio/service.ts";
import { createBlotatoService } from "../src/blotato/service.ts";
import { createApi } from "../src/http/api.ts";
import { startMock, type Mock } from "../src/index.ts";
import { createClock } from "../src/model/clock.ts";
import { median } from "./median.ts";
import { printTable } from "./table.ts";

const tenantCount = 32;
const rounds = 200;
const reloads = 20;

/** Two million messages on each API. */
const large = { conversations: 10_000, messagesPerConversation: 200, chats: 10_000, messagesPerChat: 200 };

/** Measures tenants over few and over millions of messages: a page at the start and deep in a list, a reset, memory, a reload. */
export async function benchTenants(): Promise<void> {
  // The first measurement warms the code up, for the ones that count.
  await measure({});
  const [few, many] = [await measure({}), await measure(large)];
  printTable(
    [`${tenantCount} tenants, medians of ${rounds}`, "1,014 messages", "2,000,000 messages", "×"],
    few.map(([name, value], index) => {
      const other = many[index]?.[1] ?? Number.NaN;
      return [name, value.toFixed(3), other.toFixed(3), (other / value).toFixed(2)];
    }),
  );
  await benchReload();
}

async function measure(sizes: typeof large | object): Promise<readonly (readonly [string, number])[]> {
  await using mock = await startMock({ ...sizes, journalSize: 1 });
  const before = memory();
  const keys = Array.from({ length: tenantCount }, (_, index) => `bench-${index}`);
  for (const key of keys) await send(mock, key);
  const perTenant = (memory() - before) / tenantCount;
  const deep = await deepCursor(mock);
  const timesOf = async (run: () => unknown): Promise<number> => {
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const begin = performance.now();
      await run();
      times.push(performance.now() - begin);
    }
    return median(times);
  };
  return [
    ["first page of 50 messages, ms", await timesOf(() => page(mock, ""))],
    ["page of 50 messages behind nine tenths, ms", await timesOf(() => page(mock, `&cursor=${deep}`))],
    ["a send, ms", await timesOf(() => send(mock, "bench-0"))],
    [
      "reset of one tenant and its next first page, ms",
      await timesOf(() => {
        mock.reset("bench-0");
        return page(mock, "");
      }),
    ],
    ["reset of one tenant, ms", await timesOf(() => mock.reset("bench-1"))],
    ["heap of a tenant with one message of its own, kB", perTenant / 1_000],
  ];
}

const memory = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
};

const headersOf = (key: string): Record<string, string> => ({
  "blotato-api-key": key,
  "content-type": "application/json",
});

interface MessagePage {
  readonly items: readonly { readonly createdAt: string }[];
  readonly cursor?: string;
}

async function page({ blotato }: Mock, query: string, limit = 50): Promise<MessagePage> {
  const response = await fetch(`${blotato.url}/v2/messages?limit=${limit}${query}`, { headers: headersOf("bench-0") });
  if (!response.ok) throw new Error(`The mock rejects a page: ${response.status} ${await response.text()}`);
  return (await response.json()) as MessagePage;
}

/** A cursor behind nine tenths of the messages; no more of them than a person would wait for are walked. */
async function deepCursor(mock: Mock): Promise<string> {
  let cursor = "";
  for (let pages = 0; pages < 4_000; pages += 1) {
    const next = await page(mock, cursor === "" ? "" : `&cursor=${cursor}`, 250);
    if (next.cursor === undefined) break;
    ({ cursor } = next);
  }
  return cursor;
}

async function send({ blotato }: Mock, key: string): Promise<void> {
  const target = { targetType: "twitter" };
  const body = JSON.stringify({ accountId: "40114", recipientId: "1500000000000000301", text: "Hello", target });
  const response = await fetch(`${blotato.url}/v2/messages`, { method: "POST", headers: headersOf(key), body });
  if (!response.ok) throw new Error(`The mock rejects a send: ${response.status} ${await response.text()}`);
  await response.arrayBuffer();
}

/** Reads each spec again as after an edit: its text is another one each time. */
async function benchReload(): Promise<void> {
  const options = { clock: createClock(0), seed: 1 };
  const directory = await mkdtemp(join(tmpdir(), "switchboard-bench-"));
  const rows: string[][] = [];
  try {
    for (const original of [createBlotatoService(options), createBlooioService(options)]) {
      const folder = join(directory, original.api);
      await cp(dirname(original.specFile), folder, { recursive: true });
      const service = { ...original, specFile: join(folder, basename(original.specFile)) };
      const text = await readFile(service.specFile, "utf8");
      const api = await createApi(service);
      const times: number[] = [];
      for (let round = 0; round < reloads; round += 1) {
        await writeFile(service.specFile, `${text}\n# Round ${round}\n`);
        const begin = performance.now();
        await api.reload();
        times.push(performance.now() - begin);
      }
      rows.push([service.name, median(times).toFixed(0), Math.max(...times).toFixed(0)]);
    }
  } finally {
    await rm(directory, { recursive: true });
  }
  printTable([`reload of a spec, ms (${reloads} times)`, "median", "most"], rows);
}
