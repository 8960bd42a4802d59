import { isoTime } from "../../model/iso-time.ts";
import { passes, readPage } from "../../model/paging.ts";
import type { OperationRequest, OperationResponse } from "../../model/service.ts";
import { statusAt } from "../../model/steps.ts";
import { pageBody } from "../pages.ts";
import type { Message } from "../records.ts";
import type { State } from "../state.ts";
import { amongAccounts } from "./conversation-store.ts";
import { messagesOf, oldestKept } from "./message-store.ts";

/** The messages of all conversations or of one, the newest first. */
export function listMessages(state: State, request: OperationRequest): OperationResponse {
  const { accountId, conversationId, platform } = request.query;
  const platforms = Array.isArray(platform) ? new Set<unknown>(platform) : undefined;
  const among = amongAccounts(state, accountId, platform);
  const now = state.clock.now();
  const messages = typeof conversationId === "string" ? messagesOf(state, conversationId) : state.messages;
  const page = readPage<Message>(request, messages, {
    list: "messages",
    order: "descending",
    least: oldestKept(state),
    ...(among !== undefined && { among }),
    matches: (message) => passes(accountId, message.accountId) && platforms?.has(message.platform) !== false,
    show: (message) => showMessage(message, now),
  });
  return { status: 200, body: pageBody(page) };
}

/** A message as the API shows it at a time. */
export function showMessage(message: Message, now: number): object {
  const { id, conversationId, platform, direction, senderId, recipientId, text, createdAt, delivery } = message;
  const status = statusAt(delivery.steps, createdAt, now);
  const failure = status === "failed" ? delivery.failure : null;
  return {
    id,
    conversationId,
    platform,
    direction: direction === "inbound" ? "incoming" : "outgoing",
    senderId,
    recipientId,
    text,
    status,
    errorCode: failure?.code ?? null,
    errorMessage: failure?.message ?? null,
    createdAt: isoTime(createdAt),
  };
}
