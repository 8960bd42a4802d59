import type { Outcome } from "@switchboard/messaging/jobs";
import { afterAll, beforeAll, expect, test } from "vitest";

import { runWorkers, startCampaign, type Campaign } from "./campaign.ts";
import { startPostgres, type Server } from "./servers.ts";
import { nothingWrong, verdictOf } from "./verdict.ts";

let campaign: Campaign;
let postgres: Server;

beforeAll(async () => {
  postgres = await startPostgres();
  campaign = await startCampaign(60);
});

afterAll(async () => {
  campaign.close();
  await postgres.stop();
});

test("2,000 orders in PostgreSQL get one message each by four workers that are killed, and one that was not placed gets none", async () => {
  const env = { ...campaign.env, DATABASE_URL: postgres.url };
  Object.assign(process.env, env);
  const { boss, database, placeOrder } = await import("../programs/pg-boss.ts");
  const { jobs, putAside } = await campaign.jobs({ count: 2_000, onBlotato: 40, withoutReply: 20 });
  const waiting = [...jobs];
  const place = async (): Promise<void> => {
    for (let job = waiting.pop(); job !== undefined; job = waiting.pop()) await placeOrder(job);
  };
  await Promise.all(Array.from({ length: 5 }, place));
  // Its transaction fails, with a text of its own that nobody may ever see.
  const [first] = jobs;
  if (first === undefined) throw new Error("there are no jobs");
  await expect(placeOrder({ ...first, text: "Order that was never placed" })).rejects.toThrow("duplicate key");

  const startedAt = performance.now();
  const { killed } = await runWorkers({
    program: "../programs/pg-boss.ts",
    env,
    workers: 4,
    kills: 10,
    progress: async () => {
      const { rows } = await database.query<{ done: string }>("SELECT count(outcome) AS done FROM orders");
      return Number(rows[0]?.done) / jobs.length;
    },
  });
  const seconds = (performance.now() - startedAt) / 1_000;
  const { rows } = await database.query<{ id: string; outcome: Outcome }>("SELECT id, outcome FROM orders");
  await boss.stop({ graceful: false });
  await database.end();
  const texts = await campaign.sentTexts();
  const verdict = verdictOf(jobs, new Map(rows.map(({ id, outcome }) => [id, outcome])), texts);
  const { sends } = await campaign.tally();
  console.log(`pg-boss: ${jobs.length} orders, 4 workers, ${killed} kills, ${seconds.toFixed(1)} s`, verdict, sends);
  expect(verdict).toEqual({ sent: jobs.length - putAside, putAside, unsure: 0, wrong: nothingWrong });
  expect(killed).toBe(10);
  expect(texts.get("Order that was never placed")).toBeUndefined();
});
