import {
  finalMessageStates,
  type ContactRecipient,
  type FanOutResult,
  type GroupRecipient,
  type MessageSendResult,
  type MessageStatus,
  type MessageStatusEnvelope,
} from "@switchboard/blooio";
import { getMessageStatus, sendMessage } from "@switchboard/blooio/operations";
import { SwitchboardError } from "@switchboard/typed-fetch";

import type { ApiPromise } from "../core/api-promise.ts";
import type { Core } from "../core/client.ts";
import type { ApiError } from "../core/errors.ts";
import { deliveryFailed } from "../core/failures.ts";
import type { CallOptions } from "../core/options.ts";
import { follow } from "../core/follow.ts";
import { hasCome, type WaitOptions } from "../core/polling.ts";
import { objectIn, type Read } from "../core/result.ts";
import { checkedContent, checkedSend, type MessageContent } from "./content.ts";
import { plainMessages, type PlainMessages } from "./generated/index.ts";
import { keyedCall, type SendOptions } from "./keyed-call.ts";
import { acceptedByEach, acceptedMessage, dryRunOf, type DryRunResult, type SentMessage } from "./send.ts";
import { senderOf, type GroupSender, type SeparateSender, type Sender } from "./sender.ts";

/** A message to one recipient: a phone number, an e-mail address, a contact or a group. */
export type OutgoingMessage = MessageContent & Sender & { readonly to: string | ContactRecipient | GroupRecipient };

/** A message to several addresses, each of which gets a message of its own. */
export type MessageToEach = MessageContent & SeparateSender & { readonly to: readonly string[] };

/** A message to several addresses, which form a group, and see one another. */
export type MessageToGroup = MessageContent & GroupSender & { readonly to: readonly string[] };

/** A message to several addresses, for a dry run. */
export type TriedMessage = MessageContent & Sender & { readonly to: readonly string[] };

/** What identifies a message. */
export interface MessageReference {
  readonly id?: string | undefined;
  readonly chat_id?: string | undefined;
}

export interface DeliveryWaitOptions extends WaitOptions {
  /** `sent`: the channel took it; `delivered`: it arrived, which not every channel reports. Default: `sent`. */
  readonly until?: "sent" | "delivered" | undefined;
}

/** Messages over iMessage, SMS, RCS and WhatsApp. */
export interface Messages extends PlainMessages {
  /**
   * Sends a message to one recipient. The result means accepted, not delivered: see {@link Messages.waitUntilDelivered}.
   *
   * It is repeated after a lost response too: the service knows the repetition by its key.
   *
   * @throws SwitchboardError before any request when the content is out of bounds; ApiError of the kind `delivery`, with the vendor's
   *   reason and advice, when it failed at once; ApiError of the kind `rateLimit` and `retryable: false` when the recipient
   *   has to reply first
   * @example
   * const message = await blooio.messages.send({ to: "+15555550101", text: "Your parcel is on its way." });
   */
  send(message: OutgoingMessage, options?: SendOptions): ApiPromise<SentMessage>;

  /**
   * Sends a message to each of several addresses. None of them learns of the others.
   *
   * Only channels of the types `twilio`, `whatsapp_business` and `rcs_business` do so.
   *
   * @returns a result for each recipient, of which some may have failed
   * @throws SwitchboardError before any request with the code `unsupported` when the sender would form a group, or might; otherwise
   *   like `send`, and ApiError whose body has all results when every recipient failed
   * @example
   * const from = await blooio.channels.get("+15555550107");
   * const { data } = await blooio.messages.sendToEach({ from, to: ["+15555550101", "+15555550102"], text: "Hello" });
   * for (const { to, status, error } of data) console.log(to, status, error?.message);
   */
  sendToEach(message: MessageToEach, options?: SendOptions): ApiPromise<FanOutResult>;

  /**
   * Sends a message to several addresses as one group: all of them see one another. Only channels of the types `blooio` and `whatsapp`
   * have groups.
   *
   * @throws SwitchboardError before any request with the code `unsupported` when the sender has no groups, or might have none;
   *   otherwise like `send`
   * @example
   * const from = await blooio.channels.get("+15555550101");
   * const { group_id } = await blooio.messages.sendToGroup({ from, to: ["+15555550142", "+15555550143"], text: "Hello" });
   */
  sendToGroup(message: MessageToGroup, options?: SendOptions): ApiPromise<SentMessage>;

  /**
   * Checks a message and its route, and sends nothing.
   *
   * @throws like `send`
   * @example
   * const { would_send, channel_id } = await blooio.messages.dryRun({ to: "+15555550101", text: "Hello" });
   */
  dryRun(message: OutgoingMessage, options?: CallOptions): ApiPromise<DryRunResult>;
  dryRun(message: TriedMessage, options?: CallOptions): ApiPromise<DryRunResult | FanOutResult>;

  /**
   * Looks at a message until it is sent, delivered or read.
   *
   * @throws ApiError of the kind `delivery`, with the vendor's code, when it reaches another final status; TimeoutError when nothing
   *   is known in time
   * @example
   * const { protocol } = await blooio.messages.waitUntilDelivered(message, { timeout: 30_000, until: "delivered" });
   */
  waitUntilDelivered(message: MessageReference, options?: DeliveryWaitOptions): Promise<MessageStatus>;
}

export function createMessages(core: Core): Messages {
  return {
    ...plainMessages(core),
    send: (message, options = {}) =>
      keyedCall(core, sendMessage, () => ({ body: checkedSend(message) }), options, acceptedMessage),
    sendToEach: (message, options = {}) =>
      keyedCall(
        core,
        sendMessage,
        () => ({ body: { ...checkedSend(message), ...senderOf(message, "each") } }),
        options,
        acceptedByEach(message.to),
      ),
    sendToGroup: (message, options = {}) =>
      keyedCall(
        core,
        sendMessage,
        () => ({ body: { ...checkedSend(message), ...senderOf(message, "group") } }),
        options,
        acceptedMessage,
      ),
    dryRun: (message: OutgoingMessage | TriedMessage, options: CallOptions = {}) =>
      keyedCall(
        core,
        sendMessage,
        () => ({ body: { ...checkedContent(message), dry_run: true } }),
        { ...options, isDryRun: true },
        dryRunOf<MessageSendResult | FanOutResult>,
      ),
    waitUntilDelivered: async ({ id, chat_id: chatId }, options = {}) => {
      if (id === undefined || chatId === undefined) {
        throw new SwitchboardError(
          "The message has no id or no chat_id; without both it cannot be followed",
          "invalidInput",
        );
      }
      const wanted = options.until === "delivered" ? ["delivered", "read"] : ["sent", "delivered", "read"];
      return follow(core, getMessageStatus, { path: { chatId, messageId: id } }, options, whenIn(wanted));
    },
  };
}

/** Gives a message with a status that is waited for, and throws for one with another final status. */
const whenIn =
  (wanted: readonly string[]): Read<MessageStatusEnvelope, MessageStatus | undefined> =>
  (envelope, call) => {
    const body = objectIn("data")(envelope, call);
    const { error, status } = body;
    const failed = (ending: string): ApiError =>
      deliveryFailed(call, `${ending}, ${error?.message ?? error?.code ?? "for no reason given"}`, error?.code, body);
    return hasCome(status, wanted, finalMessageStates, failed) ? body : undefined;
  };
