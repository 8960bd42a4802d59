// apps/jobs/programs/sqlite.ts
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";

import type { SendRecord, SendStore } from "@switchboard/messaging/jobs";

import { deadline, deliver, type Job } from "./deliver.ts";

const database = new DatabaseSync(process.env["JOBS_DATABASE"] ?? "jobs.sqlite", { timeout: 30_000 });
database.exec(`
  PRAGMA journal_mode = WAL;
  CREATE TABLE IF NOT EXISTS jobs (id TEXT PRIMARY KEY, job TEXT NOT NULL, due INTEGER NOT NULL, outcome TEXT);
  CREATE TABLE IF NOT EXISTS sends (id TEXT PRIMARY KEY, revision INTEGER NOT NULL, record TEXT NOT NULL);
`);
const add = database.prepare("INSERT INTO jobs VALUES (?, ?, ?, NULL) ON CONFLICT DO NOTHING");
const put = database.prepare("UPDATE jobs SET due = :due, outcome = :outcome WHERE id = :id");
const read = database.prepare("SELECT record FROM sends WHERE id = ?");
const write = database.prepare(`
  INSERT INTO sends VALUES (:id, :revision, :record)
  ON CONFLICT (id) DO UPDATE SET revision = :revision, record = :record WHERE sends.revision = :revision - 1
`);
// Whoever takes a job has it for a while. If that process ends, another takes it then.
const take = database.prepare(`
  UPDATE jobs SET due = :until
  WHERE id = (SELECT id FROM jobs WHERE outcome IS NULL AND due <= :now ORDER BY due LIMIT 1) RETURNING job
`);

/** Within a transaction of the same database, the job is there if the change is. */
export const enqueue = (job: Job) => add.run(job.id, JSON.stringify(job), Date.now());

/** The jobs that are done: sent, put aside, or for a person to look at. */
export const outcomes = () => database.prepare("SELECT id, outcome FROM jobs WHERE outcome IS NOT NULL").all();

const store: SendStore = {
  read: (id) => {
    const row = read.get(id);
    return row === undefined ? undefined : (JSON.parse(String(row["record"])) as SendRecord);
  },
  write: (id, record) => write.run({ id, revision: record.revision, record: JSON.stringify(record) }).changes === 1,
};

async function work(): Promise<never> {
  for (;;) {
    const now = Date.now();
    const taken = take.get({ now, until: now + 2 * deadline });
    if (taken === undefined) {
      await sleep(100);
      continue;
    }
    const job = JSON.parse(String(taken["job"])) as Job;
    const outcome = await deliver(job, store).catch((error: unknown) => {
      console.error(job.id, error); // what the store threw: the job is taken again
    });
    if (outcome === undefined) continue;
    const { retryAfter } = outcome;
    const isDone = retryAfter === undefined;
    put.run({ id: job.id, due: Date.now() + (retryAfter ?? 0), outcome: isDone ? JSON.stringify(outcome) : null });
  }
}

// How many jobs this process works on at a time.
if (import.meta.main) await Promise.all(Array.from({ length: 5 }, work));
