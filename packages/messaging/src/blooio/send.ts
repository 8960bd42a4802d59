import type { FanOutResult, MessageSendResult } from "@switchboard/blooio";
import { SwitchboardError } from "@switchboard/typed-fetch";

import type { Call } from "../core/call.ts";
import { deliveryFailed, unreadable } from "../core/failures.ts";
import { givenKey, type CallOptions, type RunOptions } from "../core/options.ts";

/** Options of a send. */
export interface SendOptions extends CallOptions {
  /**
   * Makes repeating safe, also across restarts: the same key with the same message is sent once, and gives the first result.
   * Default: a new key for each call, used for all of its attempts; an error has it as `idempotencyKey`.
   */
  readonly idempotencyKey?: string | undefined;
}

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
 * The header with the key that names a send: the one that the caller gave, as an option or as a header, or a new one.
 *
 * @throws SwitchboardError when the given key cannot be a header
 */
export function keyHeader(options: RunOptions): { readonly "Idempotency-Key": string } {
  const key = givenKey(options) ?? newKey();
  if (/^[\x21-\x7E]+$/.test(key)) return { "Idempotency-Key": key };
  throw new SwitchboardError("idempotencyKey must be visible ASCII characters", "invalidOption");
}

/** A UUID. `crypto.randomUUID` is missing on a page that was not loaded over https. */
const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(16).padStart(8, "0"))
    .join("")
    .replace(/^(.{8})(.{4}).(.{3}).(.{3})/, "$1-$2-4$3-a$4-");

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
