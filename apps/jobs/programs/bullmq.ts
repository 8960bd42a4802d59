// apps/jobs/programs/bullmq.ts
import type { Outcome, SendRecord, SendStore } from "@switchboard/messaging/jobs";
import { DelayedError, Queue, Worker, type WorkerOptions } from "bullmq";
import { Redis } from "ioredis";

import { deadline, deliver, type Job } from "./deliver.ts";

const { BLOTATO_SPACING = "2500", REDIS_URL = "redis://127.0.0.1:6379" } = process.env;
export const connection = new Redis(REDIS_URL, { maxRetriesPerRequest: null });

// A queue for each rate, which BullMQ keeps over all workers. It repeats a job only when the store fails, and keeps what became of it.
const defaultJobOptions = { attempts: 1_000, backoff: { type: "exponential", delay: 1_000, jitter: 0.5 } };
export const queues = {
  blooio: new Queue<Job, Outcome>("blooio", { connection, defaultJobOptions }),
  blotato: new Queue<Job, Outcome>("blotato", { connection, defaultJobOptions }),
};

/** A job with an id that the queue has is not added again. */
export const enqueue = (jobs: readonly Job[]) =>
  Promise.all(
    Object.entries(queues).map(([service, queue]) => {
      const own = jobs.filter((job) => job.service === service);
      return queue.addBulk(own.map((job) => ({ name: "send", data: job, opts: { jobId: job.id } })));
    }),
  );

// In one step, also when another worker writes at the same time.
const write = `
  if tonumber(redis.call("HGET", KEYS[1], "revision") or 0) ~= ARGV[1] - 1 then return 0 end
  redis.call("HSET", KEYS[1], "revision", ARGV[1], "record", ARGV[2])
  return 1`;
const store: SendStore = {
  read: async (id) => {
    const text = await connection.hget(`send:${id}`, "record");
    return text === null ? undefined : (JSON.parse(text) as SendRecord);
  },
  write: async (id, record) =>
    (await connection.eval(write, 1, `send:${id}`, record.revision, JSON.stringify(record))) === 1,
};

const work = (service: Job["service"], options: Partial<WorkerOptions>) =>
  new Worker<Job, Outcome>(
    service,
    async (queued, token) => {
      const outcome = await deliver(queued.data, store);
      if (outcome.retryAfter === undefined) return outcome;
      await queued.moveToDelayed(Date.now() + outcome.retryAfter, token);
      throw new DelayedError();
    },
    // A job whose worker ended is taken by another, however often that happens.
    { connection, lockDuration: 2 * deadline, stalledInterval: deadline, maxStalledCount: 1_000, ...options },
  ).on("error", ({ message }) => console.error(message));

if (import.meta.main) {
  work("blooio", { concurrency: 25 });
  // Blotato takes 30 a minute: 24, evenly spread, and one at a time in each of four workers are never more.
  work("blotato", { concurrency: 1, limiter: { max: 1, duration: Number(BLOTATO_SPACING) } });
}
