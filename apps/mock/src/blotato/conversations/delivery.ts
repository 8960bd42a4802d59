import type { Steps } from "../../model/steps.ts";

export type MessageStatus = "delivered" | "failed" | "processing" | "queued" | "sent";

export interface Failure {
  /** Null where the vendor's number is not known to us. */
  readonly code: number | null;
  readonly message: string;
}

/** The statuses of one message, by its age. */
export interface Delivery {
  readonly steps: Steps<MessageStatus>;
  /** Why its last step is `failed`; null when it is not. */
  readonly failure: Failure | null;
}

/** An accepted message that the platform delivers. */
export const toBeDelivered: Delivery = {
  steps: [
    { from: 0, status: "queued" },
    { from: 50, status: "processing" },
    { from: 150, status: "sent" },
    { from: 300, status: "delivered" },
  ],
  failure: null,
};

/** An accepted message that the platform rejects when it gets it. */
export function toBeRejected(failure: Failure): Delivery {
  return {
    steps: [
      { from: 0, status: "queued" },
      { from: 50, status: "processing" },
      { from: 150, status: "failed" },
    ],
    failure,
  };
}

/** A message of the past, whose status no longer changes. */
export function settled(status: Exclude<MessageStatus, "failed">): Delivery {
  return { steps: [{ from: 0, status }], failure: null };
}

/** A message of the past that was not delivered. */
export function settledFailure(failure: Failure): Delivery {
  return { steps: [{ from: 0, status: "failed" }], failure };
}

/** The platform rejects a second private reply to one comment. */
export const commentRepliedBefore: Failure = {
  code: 20102,
  message: "The platform rejected the message: this comment already has a private reply, and only one is allowed.",
};
