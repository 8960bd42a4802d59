import { isoTime } from "../../model/iso-time.ts";
import type { OperationHandler } from "../../model/service.ts";
import { statusAt } from "./delivery.ts";
import { answerPage, canMatch, emptyPage, passes, textOf, textsOf } from "../listing.ts";
import type { Message } from "../records.ts";
import type { Refusals } from "../refusals.ts";
import type { WorldState } from "../world-state.ts";

/** Lists messages. */
export function messageHandlers(
  state: WorldState,
  refusals: Refusals,
): Readonly<Record<"listMessages", OperationHandler>> {
  return {
    listMessages: (request) => {
      const conversationId = textOf(request.query["conversationId"]);
      const accountId = textOf(request.query["accountId"]);
      const platforms = textsOf(request.query["platform"]);
      const isPossible = canMatch(state, accountId, platforms);
      const now = state.clock.now();
      return answerPage<Message>(
        request,
        {
          list: "messages",
          page: (asked) => (isPossible ? state.messages.page(conversationId, asked) : emptyPage(asked)),
          matches: (message) => passes(accountId, message.accountId) && platforms?.has(message.platform) !== false,
          toAnswer: (message) => describeMessage(message, now),
        },
        refusals,
      );
    },
  };
}

/** A message as the vendor shows it at a time. */
export function describeMessage(message: Message, now: number): object {
  const { id, conversationId, platform, senderId, recipientId, text, createdAt, delivery } = message;
  const status = statusAt(delivery, now - createdAt);
  const failure = status === "failed" ? delivery.failure : null;
  return {
    id,
    conversationId,
    platform,
    senderId,
    recipientId,
    text,
    status,
    errorCode: failure?.code ?? null,
    errorMessage: failure?.message ?? null,
    createdAt: isoTime(createdAt),
  };
}
