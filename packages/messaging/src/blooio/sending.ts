import type { MessageSendResult, SendToChatRequest } from "@switchboard/blooio";
import { sendMessageToChat } from "@switchboard/blooio/operations";

import type { ApiPromise } from "../core/api-promise.ts";
import type { Core } from "../core/client.ts";
import type { CallOptions, RunOptions } from "../core/options.ts";
import type { Read } from "../core/result.ts";
import { checkedContent, checkedSend, type MessageContent } from "./content.ts";
import { acceptedMessage, dryRunOf, keyHeader, type DryRunResult, type SendOptions, type SentMessage } from "./send.ts";

/** What sends into chats. */
export interface Sending {
  /**
   * Sends a message into a chat. The result means accepted, not delivered: see `messages.waitUntilDelivered`.
   *
   * @throws like `messages.send`; ApiError of the kind `conflict` when the chat is closed
   * @example
   * const message = await blooio.chats.send("chat_1", { text: "See you at noon." });
   */
  send(chatId: string, content: MessageContent, options?: SendOptions): ApiPromise<SentMessage>;

  /**
   * Checks a message for a chat, and sends nothing.
   *
   * @throws like `send`
   * @example
   * const { would_send } = await blooio.chats.dryRun("chat_1", { text: "See you at noon." });
   */
  dryRun(chatId: string, content: MessageContent, options?: CallOptions): ApiPromise<DryRunResult>;
}

export function createSending({ call }: Core): Sending {
  const post = <Result>(
    chatId: string,
    body: () => SendToChatRequest,
    options: RunOptions,
    read: Read<MessageSendResult, Result>,
  ): ApiPromise<Result> =>
    call(sendMessageToChat, () => ({ path: { chatId }, header: keyHeader(options), body: body() }), options, read);

  return {
    send: (chatId, content, options = {}) => post(chatId, () => checkedSend(content), options, acceptedMessage),
    dryRun: (chatId, content, options = {}) =>
      post(
        chatId,
        () => ({ ...checkedContent(content), dry_run: true }),
        { ...options, isDryRun: true },
        dryRunOf<MessageSendResult>,
      ),
  };
}
