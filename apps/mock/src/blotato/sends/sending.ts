import type { OperationHandler } from "../../model/service.ts";
import { hasPage } from "../accounts.ts";
import { commentAnsweredBefore, toBeDelivered, toBeRefused, type Delivery } from "../conversations/delivery.ts";
import { describeMessage } from "../conversations/messages.ts";
import type { Account, Message } from "../records.ts";
import type { Refusals } from "../refusals.ts";
import { closedWindow } from "./reply-window.ts";
import type { WorldState } from "../world-state.ts";

/** The body as Prism lets it through. */
interface SendMessageBody {
  readonly accountId: string;
  readonly recipientId: string;
  readonly text: string;
  readonly target: MessageTarget;
}

// Targets are open: what a branch does not list may be there, of any type, and means nothing.
type MessageTarget =
  | ({ readonly targetType: "facebook"; readonly pageId: string } & MetaTarget)
  | ({ readonly targetType: "instagram" } & MetaTarget)
  | { readonly targetType: "twitter" };

interface MetaTarget {
  readonly commentId?: string;
  readonly responseType?: "MESSAGE_TAG" | "RESPONSE" | "UPDATE";
  readonly tag?: string;
}

/** Accepts messages. What a platform refuses shows later, as status `failed`. */
export function sendingHandlers(
  state: WorldState,
  refusals: Refusals,
): Readonly<Record<"sendMessage", OperationHandler>> {
  return {
    sendMessage: ({ body }) => {
      const sent = body as SendMessageBody;
      const account = state.seedData.accounts.get(sent.accountId);
      if (account === undefined) {
        return refusals.notFound(`accountId: there is no account ${JSON.stringify(sent.accountId)}`);
      }
      const problem = targetProblem(state, account, sent.target);
      if (problem !== undefined) return refusals.invalid(problem);
      return { status: 201, body: describeMessage(accept(state, account, sent), state.clock.now()) };
    },
  };
}

function targetProblem({ seedData }: WorldState, account: Account, target: MessageTarget): string | undefined {
  if (target.targetType !== account.platform) {
    return `target.targetType: account ${account.id} is on ${account.platform}, not on ${target.targetType}`;
  }
  if (target.targetType === "facebook" && !hasPage(seedData, account, target.pageId)) {
    return `target.pageId: account ${account.id} has no page ${JSON.stringify(target.pageId)}`;
  }
  return undefined;
}

function accept(state: WorldState, account: Account, sent: SendMessageBody): Message {
  const { recipientId, text, target } = sent;
  const platform = target.targetType;
  const createdAt = state.clock.now();
  const conversation =
    state.conversations.between(account, recipientId) ??
    state.conversations.begin(account, platform, recipientId, createdAt);
  state.conversations.put({ ...conversation, updatedAt: createdAt });
  return state.messages.add({
    conversationId: conversation.id,
    accountId: account.id,
    platform,
    direction: "outbound",
    senderId: target.targetType === "facebook" ? target.pageId : account.platformId,
    recipientId,
    text,
    createdAt,
    delivery: deliveryOf(state, sent, conversation.id, createdAt),
  });
}

function deliveryOf(
  { answeredComments, messages }: WorldState,
  { recipientId, target }: SendMessageBody,
  conversationId: string,
  sentAt: number,
): Delivery {
  if (target.targetType === "twitter") return toBeDelivered;
  const { commentId, responseType, tag, targetType } = target;
  if (commentId === undefined) {
    const failure = closedWindow({
      lastInboundAt: messages.lastInboundAt(conversationId, recipientId),
      sentAt,
      isFromHumanAgent: responseType === "MESSAGE_TAG" && tag === "HUMAN_AGENT",
    });
    return failure === undefined ? toBeDelivered : toBeRefused(failure);
  }
  const comment = `${targetType} ${commentId}`;
  if (answeredComments.has(comment)) return toBeRefused(commentAnsweredBefore);
  answeredComments.add(comment);
  return toBeDelivered;
}
