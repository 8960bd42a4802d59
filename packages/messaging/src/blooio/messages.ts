import type {
  ChannelTypeChoice,
  ContactRecipient,
  FanOutResult,
  GroupRecipient,
  MessageSendResult,
  MessageStatus,
  MessageStatusEnvelope,
  SendMessageRequest,
} from "@switchboard/blooio";
import { getMessageStatus, sendMessage } from "@switchboard/blooio/operations";
import { SwitchboardError } from "@switchboard/typed-fetch";

import { checkList } from "../core/bounds.ts";
import type { Core } from "../core/client.ts";
import { deliveryFailed } from "../core/failures.ts";
import type { CallOptions, RunOptions } from "../core/options.ts";
import { pollUntil, type WaitOptions } from "../core/polling.ts";
import { dataOf, type Read } from "../core/result.ts";
import { checkContent, checkSend, type MessageContent } from "./content.ts";
import { readFanOut } from "./fan-out.ts";
import { plainMessages, type PlainMessages } from "./generated/index.ts";
import {
  acceptedByAny,
  acceptedMessage,
  dryRunOf,
  withIdempotencyKey,
  type DryRunResult,
  type SendOptions,
  type SentMessage,
} from "./send.ts";

/** How the sender is chosen: by name, or by routing. */
export type Sender =
  | { readonly from?: string; readonly priority_id?: never; readonly channel_type?: never; readonly hybrid?: never }
  | {
      readonly priority_id?: string;
      readonly channel_type?: ChannelTypeChoice;
      readonly from?: never;
      readonly hybrid?: never;
    }
  | {
      readonly hybrid: boolean | string;
      readonly channel_type?: ChannelTypeChoice;
      readonly from?: never;
      readonly priority_id?: never;
    };

/** A message to one recipient: a phone number, an e-mail address, a contact or a group. */
export type OutgoingMessage = MessageContent & Sender & { readonly to: string | ContactRecipient | GroupRecipient };

/** A message to several addresses. On channels with groups it starts one group; on others, each gets a message of its own. */
export type MessageToSeveral = MessageContent & Sender & { readonly to: string[] };

/** A message by which it can be found again. */
export interface MessageReference {
  readonly id?: string;
  readonly chat_id?: string;
}

export interface DeliveryWaitOptions extends WaitOptions {
  /** `sent`: the channel took it; `delivered`: it arrived, which not every channel reports. Default: `sent`. */
  readonly until?: "sent" | "delivered";
}

/** Messages over iMessage, SMS, RCS and WhatsApp. */
export interface Messages extends PlainMessages {
  /**
   * Sends a message to one recipient. The answer means accepted, not delivered: see {@link Messages.waitUntilDelivered}.
   *
   * It is repeated after a lost answer too: the service knows the repetition by its key.
   *
   * @throws SwitchboardError before any request when the content is out of bounds; ApiError of the kind `delivery`, with the vendor's
   *   reason and advice, when it failed at once; ApiError of the kind `rateLimit` and `retryable: false` when the recipient
   *   has to answer first
   * @example
   * const message = await blooio.messages.send({ to: "+15555550101", text: "Your parcel is on its way." });
   */
  send(message: OutgoingMessage, options?: SendOptions): Promise<SentMessage>;

  /**
   * Sends a message to several addresses.
   *
   * @returns the message to the group that was started, or a result per recipient, `fan_out: true`, in which some may have failed
   * @throws like `send`; ApiError whose body is the fan-out when every recipient failed
   * @example
   * const result = await blooio.messages.sendToSeveral({ to: ["+15555550101", "+15555550102"], text: "Hello" });
   * if ("fan_out" in result) for (const { to, status, error } of result.data) console.log(to, status, error);
   */
  sendToSeveral(message: MessageToSeveral, options?: SendOptions): Promise<SentMessage | FanOutResult>;

  /**
   * Checks a message and its route, and sends nothing.
   *
   * @throws like `send`
   * @example
   * const { would_send, channel_id } = await blooio.messages.dryRun({ to: "+15555550101", text: "Hello" });
   */
  dryRun(message: OutgoingMessage, options?: CallOptions): Promise<DryRunResult>;
  dryRun(message: MessageToSeveral, options?: CallOptions): Promise<DryRunResult | FanOutResult>;

  /**
   * Looks at a message until it is sent, delivered or read.
   *
   * @throws ApiError of the kind `delivery`, with the vendor's code, when it failed; TimeoutError when nothing is known in time
   * @example
   * const { protocol } = await blooio.messages.waitUntilDelivered(message, { timeout: 30_000, until: "delivered" });
   */
  waitUntilDelivered(message: MessageReference, options?: DeliveryWaitOptions): Promise<MessageStatus>;
}

export function createMessages(core: Core): Messages {
  const { call, settings } = core;

  const post = async <Result>(
    body: SendMessageRequest,
    given: RunOptions,
    read: Read<MessageSendResult | FanOutResult, Result>,
  ): Promise<Result> => {
    const { options, header } = withIdempotencyKey({ ...given, readError: readFanOut });
    return call(sendMessage, { header, body }, options, read);
  };

  return {
    ...plainMessages(core),
    send: async (message, options = {}) => {
      checkSend(message);
      return post(message, options, acceptedMessage);
    },
    sendToSeveral: async (message, options = {}) => {
      checkSend(message);
      checkList("to", message.to, { minimum: 1 });
      return post(message, options, acceptedByAny);
    },
    dryRun: async (message: OutgoingMessage | MessageToSeveral, options: CallOptions = {}) => {
      checkContent(message);
      return post({ ...message, dry_run: true }, { ...options, isDryRun: true }, dryRunOf);
    },
    waitUntilDelivered: async ({ id, chat_id: chatId }, options = {}) => {
      if (id === undefined || chatId === undefined) {
        throw new SwitchboardError("The message has no id or no chat_id; without both it cannot be followed");
      }
      const done = options.until === "delivered" ? ["delivered", "read"] : ["sent", "delivered", "read"];
      return pollUntil(getMessageStatus, settings, options, async (callOptions) => {
        const path = { chatId, messageId: id };
        const body = await call(getMessageStatus, { path }, callOptions, notFailed);
        return body.status !== undefined && done.includes(body.status) ? body : undefined;
      });
    },
  };
}

const notFailed: Read<MessageStatusEnvelope, MessageStatus> = (envelope, call) => {
  const body = dataOf(envelope, call);
  if (body.status !== "failed") return body;
  const { error } = body;
  throw deliveryFailed(call, error?.message ?? error?.code ?? "Blooio gives no reason", error?.code, body);
};
