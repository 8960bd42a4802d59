import type { MessageSendResult, SendToChatRequest } from "@switchboard/blooio";
import { sendMessageToChat } from "@switchboard/blooio/operations";

import type { Core } from "../core/client.ts";
import type { CallOptions, RunOptions } from "../core/options.ts";
import type { Read } from "../core/result.ts";
import { checkContent, checkSend, type MessageContent } from "./content.ts";
import {
  acceptedMessage,
  dryRunOf,
  withIdempotencyKey,
  type DryRunResult,
  type SendOptions,
  type SentMessage,
} from "./send.ts";

/** What sends into chats. */
export interface Sending {
  /**
   * Sends a message into a chat. The answer means accepted, not delivered: see `messages.waitUntilDelivered`.
   *
   * @throws like `messages.send`; ApiError of the kind `conflict` when the chat is closed
   * @example
   * const message = await blooio.chats.send("chat_1", { text: "See you at noon." });
   */
  send(chatId: string, content: MessageContent, options?: SendOptions): Promise<SentMessage>;

  /**
   * Checks a message for a chat, and sends nothing.
   *
   * @throws like `send`
   * @example
   * const { would_send } = await blooio.chats.dryRun("chat_1", { text: "See you at noon." });
   */
  dryRun(chatId: string, content: MessageContent, options?: CallOptions): Promise<DryRunResult>;
}

export function createSending({ call }: Core): Sending {
  const post = <Result>(
    chatId: string,
    body: SendToChatRequest,
    given: RunOptions,
    read: Read<MessageSendResult, Result>,
  ): Promise<Result> => {
    const { options, header } = withIdempotencyKey(given);
    return call(sendMessageToChat, { path: { chatId }, header, body }, options, read);
  };

  return {
    send: async (chatId, content, options = {}) => {
      checkSend(content);
      return post(chatId, content, options, acceptedMessage);
    },
    dryRun: async (chatId, content, options = {}) => {
      checkContent(content);
      return post(chatId, { ...content, dry_run: true }, { ...options, isDryRun: true }, dryRunOf);
    },
  };
}
