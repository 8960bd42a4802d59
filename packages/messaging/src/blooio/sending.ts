import type { MessageSendResult } from "@switchboard/blooio";
import { sendMessageToChat } from "@switchboard/blooio/operations";

import type { ApiPromise } from "../core/api-promise.ts";
import type { Core } from "../core/client.ts";
import type { CallOptions } from "../core/options.ts";
import { checkedContent, checkedSend, type MessageContent } from "./content.ts";
import { keyedCall, type SendOptions } from "./keyed-call.ts";
import { acceptedMessage, dryRunOf, type DryRunResult, type SentMessage } from "./send.ts";

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

export const createSending = (core: Core): Sending => ({
  send: (chatId, content, options = {}) =>
    keyedCall(
      core,
      sendMessageToChat,
      () => ({ path: { chatId }, body: checkedSend(content) }),
      options,
      acceptedMessage,
    ),
  dryRun: (chatId, content, options = {}) =>
    keyedCall(
      core,
      sendMessageToChat,
      () => ({ path: { chatId }, body: { ...checkedContent(content), dry_run: true } }),
      { ...options, isDryRun: true },
      dryRunOf<MessageSendResult>,
    ),
});
