// apps/jobs/programs/deliver.ts
import { createBlooio } from "@switchboard/messaging/blooio";
import { createBlotato, type Conversation } from "@switchboard/messaging/blotato";
import { deliverOnce, type Outcome, type SendStore } from "@switchboard/messaging/jobs";

/** A message to send: plain JSON, as a queue keeps it. Its id is the same in each run. */
export type Job = { readonly id: string; readonly text: string; readonly createdAt: string } & (
  | { readonly service: "blooio"; readonly to: string }
  | { readonly service: "blotato"; readonly conversation: Conversation }
);

const { BLOTATO_URL, BLOOIO_URL, SEND_DEADLINE, LISTED_WITHIN } = process.env;
/** How long one send may take, in milliseconds. */
export const deadline = Number(SEND_DEADLINE ?? 60_000);
/** How long after it a message is listed at the latest: measure it, or leave it out, and a person decides. */
const listedWithin = LISTED_WITHIN === undefined ? undefined : Number(LISTED_WITHIN);

// The keys stand in BLOTATO_API_KEY and BLOOIO_API_KEY. The queue repeats, where all processes share its rate: the clients do not.
const blotato = createBlotato({ baseUrl: BLOTATO_URL, retries: 0 });
const blooio = createBlooio({ baseUrl: BLOOIO_URL, retries: 0, deadline });

export function deliver(job: Job, store: SendStore): Promise<Outcome> {
  if (job.service === "blooio") {
    const keyed = { id: job.id, createdAt: new Date(job.createdAt) };
    return deliverOnce(keyed, (options) => blooio.messages.send({ to: job.to, text: job.text }, options));
  }
  return deliverOnce({ ...job, store, blotato, deadline, listedWithin }, (options) =>
    blotato.messages.reply(job.conversation, job.text, options),
  );
}
