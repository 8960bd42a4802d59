import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import type { Outcome } from "@switchboard/messaging/jobs";
import { afterAll, beforeAll, expect, test } from "vitest";

import { runWorkers, startCampaign, type Campaign } from "./campaign.ts";
import { nothingWrong, verdictOf } from "./verdict.ts";

let campaign: Campaign;
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "switchboard-jobs-"));
  campaign = await startCampaign(60);
});

afterAll(async () => {
  campaign.close();
  await rm(directory, { recursive: true, force: true });
});

test("jobs in SQLite are sent once each while their processes are killed", async () => {
  const env = { ...campaign.env, JOBS_DATABASE: path.join(directory, "jobs.sqlite") };
  Object.assign(process.env, env);
  const { enqueue, outcomes } = await import("../programs/sqlite.ts");
  const { jobs, putAside } = await campaign.jobs({ count: 400, onBlotato: 40, withoutReply: 20 });
  for (const job of jobs) enqueue(job);
  const startedAt = performance.now();
  const { killed } = await runWorkers({
    program: "../programs/sqlite.ts",
    env,
    workers: 2,
    kills: 4,
    progress: () => outcomes().length / jobs.length,
  });
  const seconds = (performance.now() - startedAt) / 1_000;
  const own = new Map(outcomes().map(({ id, outcome }) => [String(id), JSON.parse(String(outcome)) as Outcome]));
  const verdict = verdictOf(jobs, own, await campaign.sentTexts());
  const { sends } = await campaign.tally();
  console.log(`SQLite: ${jobs.length} jobs, 2 processes, ${killed} kills, ${seconds.toFixed(1)} s`, verdict, sends);
  expect(verdict).toEqual({ sent: jobs.length - putAside, putAside, unsure: 0, wrong: nothingWrong });
  expect(killed).toBe(4);
});
