import { SwitchboardError } from "@switchboard/typed-fetch";

import { notSentBy, usualWait, type Outcome } from "./outcome.ts";
import { deliverStored, type SendFromStore, type StoredJob } from "./stored-job.ts";

/** A message to be sent on Blooio, which knows a repetition by its key. */
export interface KeyedJob {
  /** The same in each run, and of no other message of the account: an order's number, or the id of a queue's job. */
  readonly id: string;
  /** When the job was made. With it, a job older than a day, for which Blooio is known to keep keys, is `unsure`, and not sent. */
  readonly createdAt?: Date | undefined;
}

/** Sends the message of a job that has a key. */
type SendWithKey = (options: { readonly idempotencyKey: string }) => PromiseLike<{ readonly id: string }>;

const keyLifetime = 24 * 3_600_000;

/**
 * Sends the message of a job in such a way that the job can be run again at any time, in any process: after a crash, a lost response
 * or an outcome with `retryAfter`. It sends nothing twice, and says when it does not know.
 *
 * @param send sends the message with these options, and nothing else
 * @throws SwitchboardError when the id is empty; what the store throws, and the errors of looking into the conversation: run the job
 *   again
 * @example
 * const outcome = await deliverOnce({ id: "order-4711" }, (options) =>
 *   blooio.messages.send({ to: "+15555550101", text: "Order 4711 is on its way." }, options),
 * );
 * if (outcome.state === "unsure") console.log(outcome.advice);
 */
export function deliverOnce(job: StoredJob, send: SendFromStore): Promise<Outcome>;
export function deliverOnce(job: KeyedJob, send: SendWithKey): Promise<Outcome>;
export async function deliverOnce(job: KeyedJob | StoredJob, send: SendWithKey | SendFromStore): Promise<Outcome> {
  if (job.id === "") throw new SwitchboardError("The job has no id; it has to be the same in each run", "invalidInput");
  return "store" in job ? deliverStored(job, send as SendFromStore) : deliverKeyed(job, send as SendWithKey);
}

async function deliverKeyed({ createdAt, id }: KeyedJob, send: SendWithKey): Promise<Outcome> {
  if (createdAt !== undefined && Date.now() - createdAt.getTime() > keyLifetime) {
    const advice = `Job ${id} is from ${createdAt.toISOString()}, and Blooio may have forgotten its key. Look whether an earlier run sent it.`;
    return { state: "unsure", retryAfter: undefined, advice, error: undefined };
  }
  try {
    return { state: "sent", messageId: (await send({ idempotencyKey: encodeURIComponent(id) })).id };
  } catch (error) {
    const advice = `Job ${id} may have been sent. Run it again within a day: Blooio knows it by its key, and sends it once.`;
    return notSentBy(error) ?? { state: "unsure", retryAfter: usualWait, advice, error };
  }
}
