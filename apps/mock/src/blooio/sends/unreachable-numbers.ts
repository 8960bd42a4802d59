import type { ChannelType, Failure } from "../records.ts";

/** A message that a channel rejects at once: the response is 201, and the message has failed. */
export interface ImmediateFailure {
  readonly error: Failure;
  /** Advice to try another channel. */
  readonly fallback: { readonly recommended: boolean; readonly reason: string };
}

/** Two numbers of the reserved range that always fail, for tests. */
const withoutImessage = "+15555550115";
const neverReached = "+15555550116";

/** Why a channel rejects an address at once: +1 555 555 0115 has no iMessage. Other channel types reach it. */
export const immediateFailureOf = (type: ChannelType, address: string | null): ImmediateFailure | undefined =>
  type === "blooio" && address === withoutImessage
    ? {
        error: { code: "recipient_unreachable", message: "The recipient cannot be reached on this channel." },
        fallback: { recommended: true, reason: "The recipient has no iMessage." },
      }
    : undefined;

/** Why an accepted message does not arrive: +1 555 555 0116 never confirms one. */
export const lateFailureOf = (address: string | null): Failure | undefined =>
  address === neverReached ? { code: "delivery_timeout", message: "The channel did not respond in time." } : undefined;
