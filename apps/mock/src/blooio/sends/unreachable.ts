import type { ChannelType, Failure } from "../records.ts";

/** How a channel refuses a message at once: the send is answered with 201, and the message has failed. */
export interface Rejection {
  readonly error: Failure;
  /** Advice to try another channel. */
  readonly fallback: { readonly recommended: boolean; readonly reason: string };
}

/** Two numbers of the reserved range that behave as no other does, so that a test can ask for a failure. */
const withoutImessage = "+15555550115";
const neverAnswering = "+15555550116";

/** Why a channel refuses an address at once: +1 555 555 0115 has no iMessage. Other channel types reach it. */
export const rejectionOf = (type: ChannelType, address: string | null): Rejection | undefined =>
  type === "blooio" && address === withoutImessage
    ? {
        error: { code: "recipient_unreachable", message: "The recipient cannot be reached on this channel." },
        fallback: { recommended: true, reason: "The recipient has no iMessage." },
      }
    : undefined;

/** Why a message that a channel took does not arrive: no channel gets an answer from +1 555 555 0116. */
export const lateFailureOf = (address: string | null): Failure | undefined =>
  address === neverAnswering ? { code: "delivery_timeout", message: "The channel gave no answer in time." } : undefined;
