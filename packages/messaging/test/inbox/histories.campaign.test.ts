import { expect, test, vi } from "vitest";

import { createInbox, type Inbox } from "../../src/inbox/index.ts";
import { runs } from "@switchboard/task-inputs/campaign-runs";
import { randomOf } from "../transport/faulty-service.ts";
import { blooioOf, blotatoOf } from "../samples.ts";
import { inVirtualTime, useVirtualTime } from "../virtual-time.ts";
import { MovingServices, type Written } from "./moving-services.ts";

useVirtualTime();

const overlap = 20_000;

interface Tally {
  messages: number;
  restarts: number;
  failures: number;
}

/** @returns what was lost, given twice or given in another order than it was written */
async function runHistory(seed: number, tally: Tally): Promise<string[]> {
  const random = randomOf(seed);
  vi.spyOn(Math, "random").mockImplementation(random);
  const lag = random() < 0.5 ? 0 : overlap - 5_000;
  const services = new MovingServices({ random, failing: random() * 0.3, lag });
  let inbox: Inbox | undefined;
  const write = (): unknown => services.write(() => inbox);
  for (let count = random() * 20; count > 0; count -= 1) write();
  await vi.advanceTimersByTimeAsync(2_000);

  const startedAt = Date.now();
  const writingUntil = startedAt + 60_000;
  for (let count = 5 + random() * 40; count > 0; count -= 1) setTimeout(write, random() * (writingUntil - startedAt));
  // Pauses after failures grow to a minute.
  let endsAt = writingUntil + 450_000;

  const kept: string[] = [];
  const wanted = (): Written[] => services.written.filter(({ at, isInbound }) => isInbound && at >= startedAt);
  let from: string | Date = new Date(startedAt);
  while (Date.now() < endsAt) {
    const life = new AbortController();
    const isLast = Date.now() > writingUntil;
    // Once nothing is missing, whatever comes again does so within a minute.
    const endTheLast = (): void => {
      if (wanted().every(({ id }) => kept.includes(id))) endsAt = Math.min(endsAt, Date.now() + 60_000);
      if (Date.now() < endsAt) setTimeout(endTheLast, 10_000);
      else life.abort();
    };
    if (isLast) endTheLast();
    else setTimeout(() => life.abort(), random() * 30_000);
    inbox = createInbox({ blotato: blotatoOf(services, { retries: 0 }), blooio: blooioOf(services, { retries: 0 }) });
    const watched = inbox.watch({
      from,
      overlap,
      interval: 8_000,
      signal: life.signal,
      onError: () => void (tally.failures += 1),
    });
    try {
      for await (const { message, token } of watched) {
        if (random() < 0.3) await new Promise((resolve) => setTimeout(resolve, random() * 3_000));
        // It ends before the message is kept, which then comes again.
        if (life.signal.aborted || random() < 0.03) break;
        kept.push(message.id);
        from = token;
      }
    } catch (error) {
      if (!life.signal.aborted) throw error;
    }
    tally.restarts += 1;
  }

  tally.messages += wanted().length;
  const wrong = wanted()
    .filter(({ id }) => !kept.includes(id))
    .map(({ api, id }) => `${api} ${id} was lost`);
  const expected = new Set(wanted().map(({ id }) => id));
  wrong.push(...kept.filter((id) => !expected.has(id)).map((id) => `${id} is older, or went out`));
  wrong.push(...kept.filter((id, index) => kept.indexOf(id) !== index).map((id) => `${id} was given twice`));
  if (lag === 0) {
    const places = new Map(services.written.map((message) => [message.id, message]));
    const latest = new Map<string, number>();
    for (const id of kept) {
      const { at = 0, conversationId = "" } = places.get(id) ?? {};
      if (at < (latest.get(conversationId) ?? 0)) wrong.push(`${id} was given after a younger one`);
      latest.set(conversationId, at);
    }
  }
  return wrong.map((line) => `seed ${seed}: ${line}`);
}

test("in random histories each message that comes in is given once after the token, and none is lost", async () => {
  const count = runs(1_000);
  const tally: Tally = { messages: 0, restarts: 0, failures: 0 };
  const wrong: string[] = [];
  for (let seed = 1; seed <= count; seed += 1) {
    wrong.push(...(await inVirtualTime(runHistory(seed, tally))));
    vi.clearAllTimers();
  }
  console.log(`${count} histories, ${JSON.stringify(tally)}, ${wrong.length} wrong`);
  expect(wrong).toEqual([]);
  expect(tally.messages).toBeGreaterThan(5 * count);
  expect(tally.restarts).toBeGreaterThan(2 * count);
  expect(tally.failures).toBeGreaterThan(count);
}, 3_600_000);
