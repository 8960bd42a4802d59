import type {
  ContactRecipient,
  FanOutResult,
  GroupRecipient,
  MessageSendResult,
  SendToChannelRequest,
} from "@switchboard/blooio";
import { sendMessageToChannel } from "@switchboard/blooio/operations";

import type { ApiPromise } from "../core/api-promise.ts";
import type { Core } from "../core/client.ts";
import type { CallOptions, RunOptions } from "../core/options.ts";
import type { Read } from "../core/result.ts";
import { checkedContent, checkedSend, type MessageContent } from "./content.ts";
import { readFanOut } from "./fan-out.ts";
import { plainChannels, type PlainChannels } from "./generated/index.ts";
import {
  acceptedByEach,
  acceptedMessage,
  dryRunOf,
  keyHeader,
  type DryRunResult,
  type SendOptions,
  type SentMessage,
} from "./send.ts";

/** A message from a channel to one recipient: a phone number, an e-mail address, a contact or a group of the channel. */
export type MessageFromChannel = MessageContent & { readonly to: string | ContactRecipient | GroupRecipient };

/** A message from a channel to several addresses. */
export type MessageToSeveral = MessageContent & { readonly to: readonly string[] };

/** The numbers and senders of the organization, each of one channel type. */
export interface Channels extends PlainChannels {
  /**
   * Sends a message from a channel, by its id, its number or its alias. The result means accepted, not delivered: see
   * `messages.waitUntilDelivered`. For several recipients there are `messages.sendToEach` and `messages.sendToGroup`.
   *
   * @throws like `messages.send`; ApiError of the kind `notFound` when there is no such channel
   * @example
   * const message = await blooio.channels.send("+15555550101", { to: "+15555550142", text: "See you at noon." });
   */
  send(channel: string, message: MessageFromChannel, options?: SendOptions): ApiPromise<SentMessage>;

  /**
   * Sends a message from a channel to several addresses. What becomes of it depends on the type of the channel: one message to a group
   * (`blooio`, `whatsapp`), or one to each. `messages.sendToGroup` and `messages.sendToEach` reject a channel that does the other.
   *
   * @returns the message to the group, or with `fan_out` a result for each recipient, of which some may have failed
   * @throws like `send`, and ApiError whose body has all results when every recipient failed
   * @example
   * const to = ["+15555550142", "+15555550143"];
   * const sent = await blooio.channels.sendToSeveral("+15555550107", { to, text: "We open at six." });
   * if ("fan_out" in sent) console.log(sent.failed, "of them failed");
   */
  sendToSeveral(
    channel: string,
    message: MessageToSeveral,
    options?: SendOptions,
  ): ApiPromise<SentMessage | FanOutResult>;

  /**
   * Checks a message from a channel, and sends nothing.
   *
   * @throws like `send`
   * @example
   * const { would_send } = await blooio.channels.dryRun("+15555550101", { to: "+15555550142", text: "Hello" });
   */
  dryRun(channel: string, message: MessageFromChannel, options?: CallOptions): ApiPromise<DryRunResult>;
}

export function createChannels(core: Core): Channels {
  const post = <Result>(
    channel: string,
    body: () => SendToChannelRequest,
    given: RunOptions,
    read: Read<MessageSendResult | FanOutResult, Result>,
  ): ApiPromise<Result> => {
    const options = { ...given, readError: readFanOut };
    return core.call(
      sendMessageToChannel,
      () => ({ path: { channel }, header: keyHeader(options), body: body() }),
      options,
      read,
    );
  };
  return {
    ...plainChannels(core),
    send: (channel, message, options = {}) => post(channel, () => checkedSend(message), options, acceptedMessage),
    sendToSeveral: (channel, message, options = {}) =>
      post(
        channel,
        () => checkedSend(message),
        options,
        (result, call) =>
          "fan_out" in result ? acceptedByEach(message.to)(result, call) : acceptedMessage(result, call),
      ),
    dryRun: (channel, message, options = {}) =>
      post(
        channel,
        () => ({ ...checkedContent(message), dry_run: true }),
        { ...options, isDryRun: true },
        dryRunOf<MessageSendResult | FanOutResult>,
      ),
  };
}
