import type { Conversation, ListConversationsQuery } from "@switchboard/blotato";

import type { CallOptions } from "../settings.ts";
import type { Listing, ListOptions } from "../paginate.ts";
import type { BlotatoCore } from "./core.ts";

/** The direct-message conversations of the connected accounts. */
export interface Conversations {
  /**
   * Lists conversations, the one with the latest activity first.
   *
   * @example
   * for await (const conversation of blotato.conversations.list({ platform: "facebook" })) console.log(conversation.id);
   */
  list(query?: ListConversationsQuery, options?: ListOptions): Listing<Conversation>;

  /**
   * Gets one conversation with its participants.
   *
   * @throws ApiError of the kind `notFound` when there is no such conversation
   * @example
   * const { participants } = await blotato.conversations.get("4711");
   */
  get(conversationId: string, options?: CallOptions): Promise<Conversation>;
}

/** The part of a client that is its `conversations`. */
export function createConversations({ list, raw, run }: BlotatoCore): Conversations {
  return {
    list: (given = {}, options = {}) =>
      list(
        "listConversations",
        given,
        options,
        (init, query) => raw.GET("/v2/conversations", { ...init, params: { query } }),
        (page) => page,
      ),
    get: (conversationId, options = {}) =>
      run("getConversation", options, (init) =>
        raw.GET("/v2/conversations/{conversationId}", { ...init, params: { path: { conversationId } } }),
      ),
  };
}
