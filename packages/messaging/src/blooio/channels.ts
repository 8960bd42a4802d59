import type { ContactRecipient, FanOutResult, GroupRecipient, MessageSendResult } from "@switchboard/blooio";
import { sendMessageToChannel } from "@switchboard/blooio/operations";

import type { ApiPromise } from "../core/api-promise.ts";
import type { Core } from "../core/client.ts";
import type { CallOptions } from "../core/options.ts";
import { checkedContent, checkedSend, type MessageContent } from "./content.ts";
import { plainChannels, type PlainChannels } from "./generated/index.ts";
import { keyedCall, type SendOptions } from "./keyed-call.ts";
import { acceptedMessage, dryRunOf, type DryRunResult, type SentMessage } from "./send.ts";

/** A message from a channel to one recipient: a phone number, an e-mail address, a contact or a group of the channel. */
export type MessageFromChannel = MessageContent & { readonly to: string | ContactRecipient | GroupRecipient };

/** The numbers and senders of the organization, each of one channel type. */
export interface Channels extends PlainChannels {
  /**
   * Sends a message from a channel, by its id, its number or its alias. The result means accepted, not delivered: see
   * `messages.waitUntilDelivered`. For several recipients, `messages.sendToEach` and `messages.sendToGroup` take the channel as `from`.
   *
   * @throws like `messages.send`; ApiError of the kind `notFound` when there is no such channel
   * @example
   * const message = await blooio.channels.send("+15555550101", { to: "+15555550142", text: "See you at noon." });
   */
  send(channel: string, message: MessageFromChannel, options?: SendOptions): ApiPromise<SentMessage>;

  /**
   * Checks a message from a channel, and sends nothing.
   *
   * @throws like `send`
   * @example
   * const { would_send } = await blooio.channels.dryRun("+15555550101", { to: "+15555550142", text: "Hello" });
   */
  dryRun(channel: string, message: MessageFromChannel, options?: CallOptions): ApiPromise<DryRunResult>;
}

export const createChannels = (core: Core): Channels => ({
  ...plainChannels(core),
  send: (channel, message, options = {}) =>
    keyedCall(
      core,
      sendMessageToChannel,
      () => ({ path: { channel }, body: checkedSend(message) }),
      options,
      acceptedMessage,
    ),
  dryRun: (channel, message, options = {}) =>
    keyedCall(
      core,
      sendMessageToChannel,
      () => ({ path: { channel }, body: { ...checkedContent(message), dry_run: true } }),
      { ...options, isDryRun: true },
      dryRunOf<MessageSendResult | FanOutResult>,
    ),
});
