import type { OperationHandler } from "../service.ts";
import { statusAt } from "./delivery.ts";
import { answerPage, passes, textOf, textsOf } from "./listing.ts";
import type { Message } from "./records.ts";
import type { Refusals } from "./refusals.ts";
import type { WorldState } from "./world-state.ts";

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
      // The vendor does not say what an unknown conversation or account gets. A filter finds what there is, here
      // nothing.
      const items = Iterator.from(state.messages.values()).filter(
        (message) =>
          passes(conversationId, message.conversationId) &&
          passes(accountId, message.accountId) &&
          (platforms === undefined || platforms.has(message.platform)),
      );
      const now = state.clock.now();
      return answerPage(
        request,
        {
          list: "messages",
          items,
          timeOf: ({ createdAt }) => createdAt,
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
    createdAt: new Date(createdAt).toISOString(),
  };
}
