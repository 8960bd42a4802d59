import { findMessage, type MessageSearch } from "./find-message.ts";
import { notSentBy, usualWait, type Outcome, type Unsure } from "./outcome.ts";
import { recordAfter, type SendRecord } from "./states.ts";

/** Keeps what became of jobs. It outlives the processes that run them, and all of them have the same. */
export interface SendStore {
  read(jobId: string): Promise<SendRecord | undefined> | SendRecord | undefined;
  /**
   * Keeps a record in place of the one whose revision is one less, or of none for revision 1; in one step, for another process may
   * write at the same time.
   *
   * @returns false when the record that is kept has another revision, and stays
   */
  write(jobId: string, record: SendRecord): Promise<boolean> | boolean;
}

/** A message to be sent on Blotato, which has no keys: after a crash it is looked for in its conversation. */
export interface StoredJob extends MessageSearch {
  /** The same in each run, and of no other message in the store. */
  readonly id: string;
  readonly store: SendStore;
  /** How long one send may take, in milliseconds, with its retries. Default: 60 000. */
  readonly deadline?: number | undefined;
  /**
   * How long after a send Blotato lists a message at the latest, in milliseconds: what is not listed by then was not sent, and is sent
   * again. Blotato promises nothing here; measure it. Default: never, and a person decides.
   */
  readonly listedWithin?: number | undefined;
}

/** Sends the message of a job that has a store. */
export type SendFromStore = (options: { readonly deadline: number }) => PromiseLike<{ readonly id: string }>;

export async function deliverStored(job: StoredJob, send: SendFromStore): Promise<Outcome> {
  let kept = await job.store.read(job.id);
  if (kept?.state === "sent") return { state: "sent", messageId: kept.messageId };
  if (kept?.state === "aboutToSend") {
    const found = await lookFor(job, kept, undefined);
    if (found.state !== "notSent") return found;
    kept = recordAfter(kept, "absent");
    if (!(await job.store.write(job.id, kept))) return overtaken(job.id);
  }
  const now = Date.now();
  const begun = recordAfter(kept, "begin", {
    begunAt: kept?.begunAt ?? now,
    overAt: now + (job.deadline ?? 60_000),
  });
  if (!(await job.store.write(job.id, begun))) return overtaken(job.id);
  let messageId: string;
  try {
    // Another process may consider this attempt over by now, so a process that was held up gets no time to send.
    ({ id: messageId } = await send({ deadline: Math.max(0, begun.overAt - Date.now()) }));
  } catch (error) {
    const outcome = notSentBy(error);
    if (outcome === undefined) return lookFor(job, begun, error);
    await job.store.write(job.id, recordAfter(begun, "rejected"));
    return outcome;
  }
  await job.store.write(job.id, recordAfter(begun, "accepted", { messageId }));
  return { state: "sent", messageId };
}

/** Looks for the message of an attempt whose outcome nobody knows; `notSent` when it would be listed by now. */
async function lookFor(job: StoredJob, begun: SendRecord, cause: unknown): Promise<Outcome> {
  const { conversation, id, listedWithin = Infinity, store } = job;
  let error = cause;
  // Taken before the list is read: a message listed in between may be missing from it.
  const wait = begun.overAt + listedWithin - Date.now();
  let retryAfter = Number.isFinite(wait) ? wait : undefined;
  try {
    const message = await findMessage(job, begun.begunAt);
    if (message !== undefined) {
      await store.write(id, recordAfter(begun, "found", { messageId: message.id }));
      return { state: "sent", messageId: message.id };
    }
    if (wait <= 0) return { state: "notSent", retryAfter: 0, error };
  } catch (thrown) {
    const failed = notSentBy(thrown);
    if (failed === undefined) throw thrown;
    error = thrown;
    retryAfter = failed.retryAfter;
  }
  const time = new Date(begun.begunAt).toISOString();
  const advice =
    `Job ${id} may have been sent at ${time}, and is not listed in conversation ${conversation.id}. Look there, or on the ` +
    "platform, for its text; then tell the job by settleUnsure whether it was sent.";
  return { state: "unsure", retryAfter, advice, error };
}

const overtaken = (id: string): Unsure => ({
  state: "unsure",
  retryAfter: usualWait,
  advice: `Job ${id} is being run by another process as well; run it again to learn what became of it.`,
  error: undefined,
});
