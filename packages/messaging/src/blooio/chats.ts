import type {
  Chat,
  ChatCreated,
  CreateChatRequest,
  ListChatMessagesQuery,
  ListChatsQuery,
  Message,
  MessageSendResult,
  ReadReceipt,
  SendToChatRequest,
  TypingIndicator,
} from "@switchboard/blooio";

import { withText } from "../answer-check.ts";
import type { CallOptions, RunOptions } from "../call.ts";
import type { Fail } from "../caller.ts";
import type { Listing, ListOptions } from "../paginate.ts";
import { checkContent, checkSend, type MessageContent } from "./content.ts";
import type { BlooioCore } from "./core.ts";
import { dataOf, pageOf } from "./envelope.ts";
import {
  acceptedMessage,
  dryRunOf,
  withIdempotencyKey,
  type DryRunResult,
  type SendOptions,
  type SentMessage,
} from "./send.ts";

/** Conversations with one contact or one group on one channel. */
export interface Chats {
  /**
   * Lists chats, the one with the latest message first.
   *
   * @example
   * for await (const chat of blooio.chats.list({ state: "open" })) console.log(chat.id, chat.channel_type);
   */
  list(query?: ListChatsQuery, options?: ListOptions): Listing<Chat>;

  /**
   * Lists the messages of a chat, the newest first unless `order` is `asc`.
   *
   * @throws SwitchboardError before any request when the id cannot be one
   * @example
   * const oldest = await blooio.chats.messages("chat_1", { order: "asc" }).toArray({ limit: 10 });
   */
  messages(chatId: string, query?: ListChatMessagesQuery, options?: ListOptions): Listing<Message>;

  /**
   * Gets one chat.
   *
   * @throws ApiError of the kind `notFound` when there is no such chat
   * @example
   * const { state } = await blooio.chats.get("chat_1");
   */
  get(chatId: string, options?: CallOptions): Promise<Chat>;

  /**
   * Finds the chat with a person on a channel, or opens it; `created` says which.
   *
   * @throws the errors of a call; ApiError too for an answer without the chat's id
   * @example
   * const { id, created } = await blooio.chats.findOrCreate({ channel_id: "ch_1", to: "+15555550101" });
   */
  findOrCreate(request: CreateChatRequest, options?: CallOptions): Promise<ChatCreated>;

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

  /**
   * Tells the other side that its messages were read. Works on `blooio` channels.
   *
   * @throws ApiError of the kind `conflict` on other channels
   * @example
   * await blooio.chats.markRead("chat_1");
   */
  markRead(chatId: string, options?: CallOptions): Promise<ReadReceipt>;

  /**
   * Shows that somebody is typing, or stops showing it. `blooio` channels only.
   *
   * @throws ApiError of the kind `conflict` on other channels
   * @example
   * await blooio.chats.typing("chat_1");
   * await blooio.chats.typing("chat_1", "stopped");
   */
  typing(chatId: string, state?: "started" | "stopped", options?: CallOptions): Promise<TypingIndicator>;
}

/** The part of a client that is its `chats`. */
export function createChats({ list, raw, run }: BlooioCore): Chats {
  const post = <Result>(
    chatId: string,
    body: SendToChatRequest,
    given: RunOptions,
    read: (result: MessageSendResult, fail: Fail) => Result,
  ): Promise<Result> => {
    const { options, header } = withIdempotencyKey(given);
    const params = { path: { chatId }, header };
    return run(
      "sendMessageToChat",
      options,
      (init) => raw.POST("/chats/{chatId}/messages", { ...init, params, body }),
      read,
    );
  };

  return {
    list: (given = {}, options = {}) =>
      list(
        "listChats",
        given,
        options,
        (init, query) => raw.GET("/chats", { ...init, params: { query } }),
        pageOf<Chat>,
      ),
    messages: (chatId, given = {}, options = {}) =>
      list(
        "listChatMessages",
        given,
        options,
        (init, query) => raw.GET("/chats/{chatId}/messages", { ...init, params: { path: { chatId }, query } }),
        pageOf<Message>,
      ),
    get: (chatId, options = {}) =>
      run("getChat", options, (init) => raw.GET("/chats/{chatId}", { ...init, params: { path: { chatId } } }), dataOf),
    findOrCreate: (body, options = {}) =>
      run("createChat", options, (init) => raw.POST("/chats", { ...init, body }), withText("id")),
    send: async (chatId, content, options = {}) => {
      checkSend(content);
      return post(chatId, content, options, acceptedMessage);
    },
    dryRun: async (chatId, content, options = {}) => {
      checkContent(content);
      return post(chatId, { ...content, dry_run: true }, { ...options, isDryRun: true }, dryRunOf);
    },
    markRead: (chatId, options = {}) =>
      run(
        "markChatRead",
        options,
        (init) => raw.POST("/chats/{chatId}/read", { ...init, params: { path: { chatId } } }),
        dataOf,
      ),
    typing: (chatId, state = "started", options = {}) => {
      const params = { path: { chatId } };
      return state === "stopped"
        ? run("stopTyping", options, (init) => raw.DELETE("/chats/{chatId}/typing", { ...init, params }), dataOf)
        : run(
            "setTyping",
            options,
            (init) => raw.POST("/chats/{chatId}/typing", { ...init, params, body: { state } }),
            dataOf,
          );
    },
  };
}
