import type { FanOutResult, MessageSendResult } from "@switchboard/blooio";
import { SwitchboardError } from "@switchboard/typed-fetch";

import type { Call } from "../core/call.ts";
import { deliveryFailed, unreadable } from "../core/failures.ts";
import type { CallOptions, RunOptions } from "../core/options.ts";

/** Options of a send. */
export interface SendOptions extends CallOptions {
  /**
   * Makes repeating safe, also across restarts: the same key with the same message is sent once, and gives the first result.
   * Default: a new key for each call, used for all of its attempts; an error tells it.
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
 * The options of one logical send, with the key that names it: given as an option or as a header, or made here.
 *
 * @throws SwitchboardError when the given key cannot be a header
 */
export function withIdempotencyKey(options: RunOptions): {
  readonly options: RunOptions;
  readonly header: { readonly "Idempotency-Key": string };
} {
  const own = options.idempotencyKey ?? headerIn(options);
  const key = own ?? crypto.randomUUID();
  if (!/^[\x21-\x7E]+$/.test(key)) {
    throw new SwitchboardError("idempotencyKey must be visible ASCII characters");
  }
  return {
    options: own === undefined ? options : { ...options, idempotencyKey: own },
    header: { "Idempotency-Key": key },
  };
}

const headerIn = ({ headers = {} }: CallOptions): string | undefined =>
  Object.entries(headers).find(([name]) => name.toLowerCase() === "idempotency-key")?.[1];

/**
 * The result of a send that was accepted.
 *
 * @throws ApiError of the kind `delivery` when the answer says that the message failed at once, and one with `maybeSent` when
 *   the answer is not that of a send
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
  throw unreadable(call, "the answer has no id", result);
}

/**
 * The result of a send to several: one message, or a result for each recipient.
 *
 * @throws like {@link acceptedMessage}
 */
export function acceptedByAny(result: MessageSendResult | FanOutResult, call: Call): SentMessage | FanOutResult {
  if (!("fan_out" in result)) return acceptedMessage(result, call);
  if (result.dry_run === true) throw unreadable(call, "the service took the send for a dry run", result);
  if (Array.isArray(result.data)) return result;
  throw unreadable(call, "the answer has no results of the recipients", result);
}

/**
 * The result of a dry run.
 *
 * @throws ApiError with `maybeSent` when the answer is not that of a dry run: the message was sent
 */
export function dryRunOf<Result extends MessageSendResult | FanOutResult>(
  result: Result,
  call: Call,
): Result & { dry_run: true } {
  if (result.dry_run === true) return { ...result, dry_run: true };
  throw unreadable(call, "the service took the dry run for a send", result);
}
