import type { OperationHandler } from "../../model/service.ts";
import { findChat } from "./chats.ts";
import { deliveryOf } from "./delivery.ts";
import { pageAnswer } from "../pages.ts";
import type { Chat, Message } from "../records.ts";
import { notFound } from "../refusals.ts";
import type { State } from "../state.ts";

/** The messages of a chat by time. When the order changes under a cursor, the list goes on from there, the other way. */
export const listChatMessages =
  (state: State): OperationHandler =>
  (request) => {
    const chat = findChat(state, request.path["chatId"]);
    return pageAnswer(request, state.messages(chat.id), {
      list: `messages ${chat.id}`,
      order: request.query["order"] === "asc" ? "ascending" : "descending",
      show: (message) => showMessage(state, message),
    });
  };

export const getChatMessage =
  (state: State): OperationHandler =>
  ({ path }) => {
    const message = findMessage(state, findChat(state, path["chatId"]), path["messageId"]);
    return { status: 200, body: { data: showMessage(state, message) } };
  };

export const getMessageStatus =
  (state: State): OperationHandler =>
  ({ path }) => {
    const message = findMessage(state, findChat(state, path["chatId"]), path["messageId"]);
    const { status, protocol, error, updated_at } = deliveryOf(state, message);
    return {
      status: 200,
      body: { data: { id: message.id, status, protocol, error, created_at: message.created_at, updated_at } },
    };
  };

/** @throws BlooioError when the chat has no such message */
export function findMessage(state: State, chat: Chat, id = ""): Message {
  const message = state.message(chat.id, id);
  if (message === undefined) throw notFound(`There is no message ${JSON.stringify(id)} in chat ${chat.id}.`);
  return message;
}

/** A message as the API gives it. */
export function showMessage(state: State, message: Message): Record<string, unknown> {
  const { id, chat_id, channel_id, channel_type, direction, type, text, reply_to_message_id, created_at } = message;
  const { status, protocol, provider_message_id, error, updated_at } = deliveryOf(state, message);
  return {
    id,
    chat_id,
    channel_id,
    channel_type,
    protocol,
    direction,
    type,
    text,
    status,
    provider_message_id,
    reply_to_message_id,
    error,
    created_at,
    updated_at,
  };
}
