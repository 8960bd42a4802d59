import type { ChatCreated, CreateChatRequest, ReadReceipt, TypingIndicator } from "@switchboard/blooio";

import { withText } from "../answer-check.ts";
import type { CallOptions } from "../settings.ts";
import type { BlooioCore } from "./core.ts";
import { dataOf } from "./envelope.ts";
import { createReading, type Reading } from "./reading.ts";
import { createSending, type Sending } from "./sending.ts";

/** Conversations with one contact or one group on one channel. */
export interface Chats extends Reading, Sending {
  /**
   * Finds the chat with a person on a channel, or opens it; `created` says which.
   *
   * @throws the errors of a call; ApiError too for an answer without the chat's id
   * @example
   * const { id, created } = await blooio.chats.findOrCreate({ channel_id: "ch_1", to: "+15555550101" });
   */
  findOrCreate(request: CreateChatRequest, options?: CallOptions): Promise<ChatCreated>;

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
export function createChats(core: BlooioCore): Chats {
  const { raw, run } = core;
  return {
    ...createReading(core),
    ...createSending(core),
    findOrCreate: (body, options = {}) =>
      run("createChat", options, (init) => raw.POST("/chats", { ...init, body }), withText("id")),
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
