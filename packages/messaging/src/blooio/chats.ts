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
import { Listing, type ListOptions } from "../paginate.ts";
import { pathParameter } from "../path-parameter.ts";
import type { Fail } from "../transport.ts";
import { checkContent, checkSend, type MessageContent } from "./content.ts";
import type { BlooioContext } from "./context.ts";
import {
  acceptedMessage,
  dataOf,
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
   * @throws SwitchboardError at once when the id cannot be one
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

export function createChats({ raw, run, settings }: BlooioContext): Chats {
  const post = async <Result>(
    chatId: string,
    body: SendToChatRequest,
    given: RunOptions,
    read: (result: MessageSendResult, fail: Fail) => Result,
  ): Promise<Result> => {
    const { options, header } = withIdempotencyKey(given);
    const params = { path: chatPath(chatId), header };
    return run(
      "sendMessageToChat",
      options,
      (init) => raw.POST("/chats/{chatId}/messages", { ...init, params, body }),
      read,
    );
  };

  return {
    list: (query = {}, options = {}) =>
      new Listing<Chat>(
        async (start, pageOptions) => {
          const page = await run("listChats", pageOptions, (init) =>
            raw.GET("/chats", { ...init, params: { query: { ...query, ...start } } }),
          );
          return { items: page.data, cursor: page.next_cursor, hasMore: page.has_more };
        },
        query.cursor,
        options,
        settings.redact,
      ),
    messages: (chatId, query = {}, options = {}) => {
      const path = chatPath(chatId);
      return new Listing<Message>(
        async (start, pageOptions) => {
          const page = await run("listChatMessages", pageOptions, (init) =>
            raw.GET("/chats/{chatId}/messages", { ...init, params: { path, query: { ...query, ...start } } }),
          );
          return { items: page.data, cursor: page.next_cursor, hasMore: page.has_more };
        },
        query.cursor,
        options,
        settings.redact,
      );
    },
    get: async (chatId, options = {}) => {
      const path = chatPath(chatId);
      return run("getChat", options, (init) => raw.GET("/chats/{chatId}", { ...init, params: { path } }), dataOf);
    },
    findOrCreate: async (request, options = {}) =>
      run("createChat", options, (init) => raw.POST("/chats", { ...init, body: request }), withText("id")),
    send: async (chatId, content, options = {}) => {
      checkSend(content);
      return post(chatId, content, options, acceptedMessage);
    },
    dryRun: async (chatId, content, options = {}) => {
      checkContent(content);
      return post(chatId, { ...content, dry_run: true }, { ...options, isDryRun: true }, dryRunOf);
    },
    markRead: async (chatId, options = {}) => {
      const path = chatPath(chatId);
      return run(
        "markChatRead",
        options,
        (init) => raw.POST("/chats/{chatId}/read", { ...init, params: { path } }),
        dataOf,
      );
    },
    typing: async (chatId, state = "started", options = {}) => {
      const path = chatPath(chatId);
      return state === "stopped"
        ? run(
            "stopTyping",
            options,
            (init) => raw.DELETE("/chats/{chatId}/typing", { ...init, params: { path } }),
            dataOf,
          )
        : run(
            "setTyping",
            options,
            (init) => raw.POST("/chats/{chatId}/typing", { ...init, params: { path }, body: { state } }),
            dataOf,
          );
    },
  };
}

const chatPath = (chatId: string): { chatId: string } => ({ chatId: pathParameter("chatId", chatId) });
