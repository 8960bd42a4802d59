import type { MessageSendResult } from "@switchboard/blooio";

import type { CallOptions, Settings } from "../call.ts";
import { deliveryError } from "../delivery-error.ts";
import { SwitchboardError } from "../errors.ts";

/** Options of a send. */
export interface SendOptions extends CallOptions {
  /**
   * Makes repeating safe, also across restarts: the same key with the same message is sent once, and gives the first result.
   * Default: a new key for each call, used for all of its attempts.
   */
  readonly idempotencyKey?: string;
}

/** A message that was accepted, with the ids by which it can be followed. */
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
 * The parameter that names one logical send.
 *
 * @throws SwitchboardError when the given key cannot be a header
 */
export function idempotencyHeader({ idempotencyKey = crypto.randomUUID() }: SendOptions): {
  "Idempotency-Key": string;
} {
  if (!/^[\x21-\x7E]+$/.test(idempotencyKey)) {
    throw new SwitchboardError(
      `idempotencyKey is ${JSON.stringify(idempotencyKey)}; expected visible ASCII characters without spaces`,
    );
  }
  return { "Idempotency-Key": idempotencyKey };
}

/**
 * The result of a send that was accepted.
 *
 * @throws ApiError of the kind `delivery` when the answer says that the message failed at once
 */
export function acceptedMessage(operationId: string, result: MessageSendResult, settings: Settings): SentMessage {
  const { id, status, error, fallback } = result;
  if (status === "failed") {
    const reason = error?.message ?? error?.code ?? "the channel did not take the message, and Blooio gives no reason";
    const advice =
      fallback?.recommended === true ? `; another channel is advised: ${fallback.reason ?? "no reason given"}` : "";
    throw deliveryError(
      { operationId, status: 201, reason: `${reason}${advice}`, code: error?.code, body: result },
      settings,
    );
  }
  if (id === undefined) {
    const reason = "the message was accepted, but the answer has no id by which to follow it";
    throw deliveryError({ operationId, status: 201, reason, code: undefined, body: result }, settings);
  }
  return { ...result, id };
}
