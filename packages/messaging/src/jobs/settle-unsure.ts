import { recordAfter } from "./states.ts";
import type { SendStore } from "./stored-job.ts";

/**
 * Tells a job what a person found out about its message, after an outcome that is `unsure` without `retryAfter`. Then run the job
 * again: one that was not sent is sent.
 *
 * @throws Error when the job is not unsure
 * @example
 * await settleUnsure(store, "order-4711", "sent");
 */
export async function settleUnsure(store: SendStore, jobId: string, found: "sent" | "notSent"): Promise<void> {
  const kept = await store.read(jobId);
  const record = recordAfter(kept, found === "sent" ? "seen" : "unseen");
  if (!(await store.write(jobId, record))) throw new Error(`Job ${jobId} was run at the same time; look again`);
}
