import { readPage } from "../../model/paging.ts";
import type { OperationRequest, OperationResponse } from "../../model/service.ts";
import { pageBody } from "../pages.ts";
import type { Attachment, Message } from "../records.ts";
import type { State } from "../state.ts";
import { findChat } from "./chat-store.ts";
import { deliveryOf } from "./delivery.ts";
import { findMessage, messagesOf } from "./message-store.ts";

/** The messages of a chat by time. When the order changes under a cursor, the list continues from there, the other way. */
export function listChatMessages(state: State, request: OperationRequest): OperationResponse {
  const chat = findChat(state, request.path["chatId"]);
  const page = readPage(request, messagesOf(state, chat.id), {
    list: `messages ${chat.id}`,
    order: request.query["order"] === "asc" ? "ascending" : "descending",
    show: (message) => showMessage(state, message),
  });
  return { status: 200, body: pageBody(page) };
}

export const getChatMessage = (state: State, request: OperationRequest): OperationResponse => ({
  status: 200,
  body: { data: showMessage(state, messageOf(state, request)) },
});

export function getMessageStatus(state: State, request: OperationRequest): OperationResponse {
  const message = messageOf(state, request);
  const { status, protocol, error, updated_at } = deliveryOf(state, message);
  return {
    status: 200,
    body: { data: { id: message.id, status, protocol, error, created_at: message.created_at, updated_at } },
  };
}

const messageOf = (state: State, { path }: OperationRequest): Message =>
  findMessage(state, findChat(state, path["chatId"]), path["messageId"]);

/** A message as the API shows it. */
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
    ...(message.formatted_text !== undefined && { formatted_text: message.formatted_text }),
    ...(channel_type !== "amb" && { attachments: message.attachments ?? madeUpFiles(message) }),
    status,
    provider_message_id,
    reply_to_message_id,
    error,
    created_at,
    updated_at,
  };
}

/** What a made-up message shows: one picture where it is a picture. */
const madeUpFiles = ({ id, type }: Message): readonly Attachment[] =>
  type === "media"
    ? [{ url: `https://media.example.com/${id}.jpg`, media_type: "image/jpeg", size: null, caption: null }]
    : [];
