import { expect, it } from "vitest";

import { createWebhookHandler, memorySeenStore, signWebhook, type SignedWebhook } from "../../src/webhooks/index.ts";
import { runs } from "@switchboard/task-inputs/campaign-runs";

const secret = "whsec_of_a_test";
const count = runs(10_000);

/** Numbers from 0 to below 1 that look random, and are the same each time. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

it(`${count} events under faults are each handled once`, async () => {
  const random = createRandom(7);
  const handled = new Map<string, number>();
  let failures = 0;
  const receiver = createWebhookHandler({
    secret,
    seen: memorySeenStore(),
    onError: () => undefined,
    on: {
      "message.received": async ({ data, id }) => {
        if (random() < 0.3) await new Promise((resolve) => setImmediate(resolve));
        if (random() < 0.1) {
          failures += 1;
          throw new Error("the database is gone");
        }
        expect(data.text).toBe(`text of ${id}`);
        handled.set(id, (handled.get(id) ?? 0) + 1);
      },
    },
  });

  const statuses = new Map<number, number>();
  const deliver = async ({ body, headers }: SignedWebhook): Promise<boolean> => {
    const { ok, status } = await receiver(new Request("https://receiver.example", { method: "POST", body, headers }));
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    return ok;
  };
  /** One attempt, as it may go wrong: it says whether the service may rest. */
  const attempt = async (id: string): Promise<boolean> => {
    const kind = random();
    const event = { id, type: "message.received", data: { text: `text of ${id}` } };
    const signed = await signWebhook(event, kind < 0.05 ? "whsec_of_another" : secret, {
      now: () => Date.now() - (kind >= 0.05 && kind < 0.1 ? 600_000 : 0),
    });
    // The connection breaks before the receiver has it, or before its response is there.
    if (kind >= 0.1 && kind < 0.15) return false;
    if (kind >= 0.15 && kind < 0.2) return (await deliver(signed)) && false;
    if (kind >= 0.2 && kind < 0.4) return (await Promise.all([deliver(signed), deliver(signed)])).includes(true);
    return deliver(signed);
  };

  // In an order that has nothing to do with that of the events, some of them twice from the start, many at a time.
  let waiting = Array.from({ length: count }, (_, index) => `evt_${(index * 7_919) % count}`);
  waiting.push(...waiting.slice(0, count / 10));
  while (waiting.length > 0) {
    const again: string[] = [];
    for (let at = 0; at < waiting.length; at += 200) {
      const batch = waiting.slice(at, at + 200);
      const outcomes = await Promise.all(batch.map(attempt));
      again.push(...batch.filter((_, index) => outcomes[index] !== true));
    }
    waiting = again.toReversed();
  }

  expect(handled.size).toBe(count);
  expect([...handled.values()].every((times) => times === 1)).toBe(true);
  // All of it did happen.
  expect(failures).toBeGreaterThan(count / 20);
  expect([...statuses.keys()].toSorted((a, b) => a - b)).toEqual([200, 401, 500, 503]);
});
