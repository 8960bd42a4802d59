import type { Conversation, ListConversationsQuery } from "@switchboard/blotato";

import type { CallOptions } from "../call.ts";
import { Listing, type ListOptions } from "../paginate.ts";
import { pathParameter } from "../path-parameter.ts";
import type { BlotatoContext } from "./context.ts";

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

export function createConversations({ raw, run, settings }: BlotatoContext): Conversations {
  return {
    list: (query = {}, options = {}) =>
      new Listing<Conversation>(
        (start, pageOptions) =>
          run("listConversations", pageOptions, (init) =>
            raw.GET("/v2/conversations", { ...init, params: { query: { ...query, ...start } } }),
          ),
        query.cursor,
        options,
        settings.redact,
      ),
    get: async (conversationId, options = {}) => {
      const path = { conversationId: pathParameter("conversationId", conversationId) };
      return run("getConversation", options, (init) =>
        raw.GET("/v2/conversations/{conversationId}", { ...init, params: { path } }),
      );
    },
  };
}
