import { afterAll, beforeAll, expect, test } from "vitest";

import { runWorkers, startCampaign, type Campaign } from "./campaign.ts";
import { startRedis, type Server } from "./servers.ts";
import { nothingWrong, verdictOf } from "./verdict.ts";

/** How many seconds pass for the mock in one: the rates are scaled alike. */
const speed = 30;
let campaign: Campaign;
let redis: Server;

beforeAll(async () => {
  redis = await startRedis();
  campaign = await startCampaign(speed);
});

afterAll(async () => {
  campaign.close();
  await redis.stop();
});

test("10,000 jobs in BullMQ are sent once each by four workers of which twenty are killed, and no rate is exceeded", async () => {
  const env = { ...campaign.env, REDIS_URL: redis.url, BLOTATO_SPACING: String(Math.ceil(2_500 / speed)) };
  Object.assign(process.env, env);
  const { connection, enqueue, queues } = await import("../programs/bullmq.ts");
  const all = Object.values(queues);
  const { jobs, putAside } = await campaign.jobs({ count: 10_000, onBlotato: 200, withoutReply: 50 });
  await enqueue(jobs);
  const startedAt = performance.now();
  const { killed } = await runWorkers({
    program: "../programs/bullmq.ts",
    env,
    workers: 4,
    kills: 20,
    progress: async () => {
      const counts = await Promise.all(all.map((queue) => queue.getJobCountByTypes("completed", "failed")));
      return counts.reduce((sum, count) => sum + count, 0) / jobs.length;
    },
  });
  const seconds = (performance.now() - startedAt) / 1_000;
  const done = (await Promise.all(all.map((queue) => queue.getJobs(["completed"], 0, -1)))).flat();
  const outcomes = new Map(done.map(({ id, returnvalue }) => [String(id), returnvalue]));
  await Promise.all(all.map((queue) => queue.close()));
  connection.disconnect();
  const verdict = verdictOf(jobs, outcomes, await campaign.sentTexts());
  const { mostPerMinute, sends } = await campaign.tally();
  console.log(
    `BullMQ: ${jobs.length} jobs, 4 workers, ${killed} kills, ${seconds.toFixed(1)} s, at most ${mostPerMinute} a minute on Blotato`,
    verdict,
    sends,
  );
  expect(verdict).toEqual({ sent: jobs.length - putAside, putAside, unsure: 0, wrong: nothingWrong });
  expect(killed).toBe(20);
  expect(sends.blotato["429"]).toBeUndefined();
  expect(mostPerMinute).toBeLessThanOrEqual(30);
});
