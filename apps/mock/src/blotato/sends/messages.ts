import type { OperationRequest, OperationResponse } from "../../model/service.ts";
import { findAccount, hasPage } from "../accounts.ts";
import { beginConversation, conversationWith } from "../conversations/conversation-store.ts";
import { commentRepliedBefore, toBeDelivered, toBeRejected, type Delivery } from "../conversations/delivery.ts";
import { addMessage, lastInboundAt } from "../conversations/message-store.ts";
import { showMessage } from "../conversations/messages.ts";
import { invalid } from "../errors.ts";
import { noteActivity } from "../inbox/chat-store.ts";
import type { Account, Message } from "../records.ts";
import type { State } from "../state.ts";
import { closedWindow } from "./reply-window.ts";

/** The validated body. */
interface SendMessageBody {
  readonly accountId: string;
  readonly recipientId: string;
  readonly text: string;
  readonly target: MessageTarget;
}

// Targets are open: fields that a branch does not list may be there, of any type, and have no effect.
type MessageTarget =
  | ({ readonly targetType: "facebook"; readonly pageId: string } & MetaTarget)
  | ({ readonly targetType: "instagram" } & MetaTarget)
  | { readonly targetType: "twitter" };

interface MetaTarget {
  readonly commentId?: string;
  readonly responseType?: "MESSAGE_TAG" | "RESPONSE" | "UPDATE";
  readonly tag?: string;
}

/** Accepts a message. When the platform rejects it, that shows later, as status `failed`. */
export function sendMessage(state: State, { body }: OperationRequest): OperationResponse {
  const sent = body as SendMessageBody;
  const account = findAccount(state, sent.accountId);
  const problem = targetProblem(state, account, sent.target);
  if (problem !== undefined) throw invalid(problem);
  return { status: 201, body: showMessage(accept(state, account, sent), state.clock.now()) };
}

function targetProblem(state: State, account: Account, target: MessageTarget): string | undefined {
  if (target.targetType !== account.platform) {
    return `target.targetType: account ${account.id} is on ${account.platform}, not on ${target.targetType}`;
  }
  if (target.targetType === "facebook" && !hasPage(state, account, target.pageId)) {
    return `target.pageId: account ${account.id} has no page ${JSON.stringify(target.pageId)}`;
  }
  return undefined;
}

function accept(state: State, account: Account, sent: SendMessageBody): Message {
  const { recipientId, text, target } = sent;
  const platform = target.targetType;
  const createdAt = state.clock.now();
  const conversation =
    conversationWith(state, account, recipientId) ?? beginConversation(state, account, platform, recipientId);
  state.conversations.put({ ...conversation, updatedAt: createdAt });
  noteActivity(state, { accountId: account.id, platform, personId: recipientId, conversationId: conversation.id });
  return addMessage(state, {
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
  state: State,
  { recipientId, target }: SendMessageBody,
  conversationId: string,
  sentAt: number,
): Delivery {
  if (target.targetType === "twitter") return toBeDelivered;
  const { commentId, responseType, tag, targetType } = target;
  if (commentId === undefined) {
    const failure = closedWindow({
      lastInboundAt: lastInboundAt(state, conversationId, recipientId),
      sentAt,
      isFromHumanAgent: responseType === "MESSAGE_TAG" && tag === "HUMAN_AGENT",
    });
    return failure === undefined ? toBeDelivered : toBeRejected(failure);
  }
  const comment = `${targetType} ${commentId}`;
  if (state.repliedComments.has(comment)) return toBeRejected(commentRepliedBefore);
  state.repliedComments.add(comment);
  return toBeDelivered;
}
