import { isoTime } from "../../model/iso-time.ts";
import type { OperationHandler } from "../../model/service.ts";
import { answerPage, canMatch, emptyPage, passes, textOf } from "../listing.ts";
import type { Conversation } from "../records.ts";
import type { Refusals } from "../refusals.ts";
import type { WorldState } from "../world-state.ts";

/** Lists and reads conversations. */
export function conversationHandlers(
  state: WorldState,
  refusals: Refusals,
): Readonly<Record<"getConversation" | "listConversations", OperationHandler>> {
  return {
    listConversations: (request) => {
      const platform = textOf(request.query["platform"]);
      const accountId = textOf(request.query["accountId"]);
      const isPossible = canMatch(state, accountId, platform === undefined ? undefined : new Set([platform]));
      return answerPage<Conversation>(
        request,
        {
          list: "conversations",
          page: (asked) => (isPossible ? state.conversations.page(asked) : emptyPage(asked)),
          matches: (conversation) =>
            passes(platform, conversation.platform) && passes(accountId, conversation.accountId),
          toAnswer: describeConversation,
        },
        refusals,
      );
    },
    getConversation: ({ path }) => {
      const id = path["conversationId"] ?? "";
      const conversation = state.conversations.get(id);
      if (conversation === undefined) {
        return refusals.notFound(`conversationId: there is no conversation ${JSON.stringify(id)}`);
      }
      return { status: 200, body: describeConversation(conversation) };
    },
  };
}

function describeConversation({ id, accountId, platform, participants, createdAt, updatedAt }: Conversation): object {
  return {
    id,
    accountId,
    platform,
    participants,
    createdAt: isoTime(createdAt),
    updatedAt: isoTime(updatedAt),
  };
}
