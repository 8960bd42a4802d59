import type { FanOutResult, MessageSendResult } from "@switchboard/blooio";

import type { Call } from "../core/call.ts";
import { deliveryFailed, unreadable } from "../core/failures.ts";

/** A message that was accepted, with the ids to follow it. */
export interface SentMessage extends MessageSendResult {
  id: string;
}

/** What a send would have done. Nothing was sent. */
export interface DryRunResult extends Pick<
  MessageSendResult,
  "channel_id" | "channel_type" | "from" | "preview" | "routing"
> {
  dry_run: true;
  would_send?: boolean;
}

/**
 * The result of a send that was accepted.
 *
 * @throws ApiError of the kind `delivery` when the response says that the message failed at once, and one with `maybeSent` when
 *   it is not that of a send
 */
export function acceptedMessage(result: MessageSendResult, call: Call): SentMessage {
  const { id, status, error, fallback } = result;
  if (result.dry_run === true) throw unreadable(call, "the service took the send for a dry run", result);
  if (status === "failed") {
    const reason = error?.message ?? error?.code ?? "no reason given";
    const advice = fallback?.recommended === true ? `; another channel is advised: ${fallback.reason ?? ""}` : "";
    throw deliveryFailed(call, `${reason}${advice}`, error?.code, result);
  }
  if (typeof id === "string" && id !== "") return { ...result, id };
  throw unreadable(call, "the response has no id", result);
}

/**
 * The results of a send to each of several recipients.
 *
 * @throws like {@link acceptedMessage}, and ApiError with `maybeSent` when the service made one message for all of them
 */
export const acceptedByEach =
  (to: readonly string[]) =>
  (result: MessageSendResult | FanOutResult, call: Call): FanOutResult => {
    if (!("fan_out" in result)) {
      const message = acceptedMessage(result, call);
      // To one recipient, there is no difference.
      if (to.length === 1) return { fan_out: true, sent: 1, failed: 0, data: [{ ...message, to: to[0] ?? "" }] };
      throw unreadable(call, "the service sent one message to all recipients", result);
    }
    if (result.dry_run === true) throw unreadable(call, "the service took the send for a dry run", result);
    if (Array.isArray(result.data)) return result;
    throw unreadable(call, "the response has no results of the recipients", result);
  };

/**
 * The result of a dry run.
 *
 * @throws ApiError with `maybeSent` when the response is not that of a dry run: the message was sent
 */
export function dryRunOf<Result extends MessageSendResult | FanOutResult>(
  result: Result,
  call: Call,
): Result & { dry_run: true } {
  if (result.dry_run === true) return { ...result, dry_run: true };
  throw unreadable(call, "the service took the dry run for a send", result);
}
