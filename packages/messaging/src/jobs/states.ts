/** What a store keeps of a job. Plain JSON: a column of text, or a hash of Redis, can hold it. */
export interface SendRecord {
  /** `aboutToSend` is written before a request, and the other two once its outcome is known. */
  readonly state: "aboutToSend" | "sent" | "notSent";
  /** 1 at first, and one more with each change. */
  readonly revision: number;
  /** When the first attempt began, in epoch milliseconds. */
  readonly begunAt: number;
  /** When the latest attempt is over even if its process hangs, in epoch milliseconds. */
  readonly overAt: number;
  /** Blotato's id of the message, once it was sent; undefined where a person has found it. */
  readonly messageId?: string | undefined;
}

/** What happens to a job. */
export type SendEvent =
  /** A run is going to send. */
  | "begin"
  /** The service took the message. */
  | "accepted"
  /** The service took nothing: it said so, or got no request. */
  | "rejected"
  /** The message is listed in its conversation. */
  | "found"
  /** It is not listed, although it would be by now. */
  | "absent"
  /** A person has seen it. */
  | "seen"
  /** A person has looked, and it is not there. */
  | "unseen";

type Transitions = Readonly<
  Record<"new" | SendRecord["state"], Readonly<Partial<Record<SendEvent, SendRecord["state"]>>>>
>;

/** Which state follows which event; `new` is a job without a record. Nothing else can happen. */
export const transitions: Transitions = {
  new: { begin: "aboutToSend" },
  aboutToSend: {
    accepted: "sent",
    rejected: "notSent",
    found: "sent",
    absent: "notSent",
    seen: "sent",
    unseen: "notSent",
  },
  notSent: { begin: "aboutToSend" },
  sent: {},
};

/**
 * The record that follows on another one.
 *
 * @param kept undefined for a job of which nothing is kept
 * @throws Error for an event that cannot happen in its state
 */
export function recordAfter(
  kept: SendRecord | undefined,
  event: SendEvent,
  changes: Partial<SendRecord> = {},
): SendRecord {
  const { revision = 0, begunAt = 0, overAt = 0, state: before = "new" } = kept ?? {};
  const state = transitions[before][event];
  if (state === undefined) throw new Error(`A job whose state is ${before} cannot come to the event ${event}`);
  return { begunAt, overAt, ...changes, state, revision: revision + 1 };
}
