// apps/jobs/programs/pg-boss.ts
import type { SendRecord, SendStore } from "@switchboard/messaging/jobs";
import { Pool } from "pg";
import { PgBoss } from "pg-boss";

import { deadline, deliver, type Job } from "./deliver.ts";

const connectionString = process.env["DATABASE_URL"] ?? "postgres://127.0.0.1/orders";
export const database = new Pool({ connectionString });
await database.query(`
  CREATE TABLE IF NOT EXISTS orders (id text PRIMARY KEY, outcome jsonb);
  CREATE TABLE IF NOT EXISTS sends (id text PRIMARY KEY, revision integer NOT NULL, record jsonb NOT NULL)`);
export const boss = new PgBoss({ connectionString, superviseIntervalSeconds: 2, monitorIntervalSeconds: 2 });
boss.on("error", console.error);
await boss.start();
// A job whose worker ended is taken by another once it expires, however often that happens.
const expireInSeconds = Math.ceil((2 * deadline) / 1_000);
await boss.createQueue("sends", { expireInSeconds, retryLimit: 1_000, retryBackoff: true, retryDelayMax: 60 });

/** Places an order, with the message about it in the same transaction: both are there, or neither. */
export async function placeOrder(job: Job): Promise<void> {
  const client = await database.connect();
  try {
    await client.query("BEGIN");
    await client.query("INSERT INTO orders VALUES ($1)", [job.id]);
    await boss.send("sends", job, { db: { executeSql: (text, values) => client.query(text, values) } });
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  } finally {
    client.release();
  }
}

const store: SendStore = {
  read: async (id) =>
    (await database.query("SELECT record FROM sends WHERE id = $1", [id])).rows[0]?.record as SendRecord | undefined,
  write: async (id, record) => {
    const { rowCount } = await database.query(
      `INSERT INTO sends VALUES ($1, $2, $3) ON CONFLICT (id)
       DO UPDATE SET revision = excluded.revision, record = excluded.record WHERE sends.revision = excluded.revision - 1`,
      [id, record.revision, record],
    );
    return rowCount === 1;
  },
};

if (import.meta.main) {
  const options = { localConcurrency: 10, batchSize: 1, pollingIntervalSeconds: 0.5 };
  await boss.work<Job>("sends", options, async ([queued]) => {
    if (queued === undefined) return;
    const outcome = await deliver(queued.data, store);
    if (outcome.retryAfter === undefined) {
      await database.query("UPDATE orders SET outcome = $2 WHERE id = $1", [queued.data.id, outcome]);
    } else {
      // Two such jobs, when this process ends before the first is done, send one message all the same.
      await boss.send("sends", queued.data, { startAfter: new Date(Date.now() + outcome.retryAfter) });
    }
  });
}
