import type { Chat, ChatPage, ListChatMessagesQuery, ListChatsQuery, Message, MessagePage } from "@switchboard/blooio";

import type { Listing, ListOptions } from "../paginate.ts";
import type { CallOptions } from "../settings.ts";
import type { BlooioCore } from "./core.ts";
import { dataOf, pageOf } from "./envelope.ts";

/** What reads chats. */
export interface Reading {
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
}

/** The part of `chats` that reads. */
export function createReading({ list, raw, run }: BlooioCore): Reading {
  return {
    list: (given = {}, options = {}) =>
      list(
        "listChats",
        given,
        options,
        (init, query) => raw.GET("/chats", { ...init, params: { query } }),
        pageOf<ChatPage>,
      ),
    messages: (chatId, given = {}, options = {}) =>
      list(
        "listChatMessages",
        given,
        options,
        (init, query) => raw.GET("/chats/{chatId}/messages", { ...init, params: { path: { chatId }, query } }),
        pageOf<MessagePage>,
      ),
    get: (chatId, options = {}) =>
      run("getChat", options, (init) => raw.GET("/chats/{chatId}", { ...init, params: { path: { chatId } } }), dataOf),
  };
}
