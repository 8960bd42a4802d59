import { comparePositions } from "../../model/keyset-cursor.ts";
import { readPage } from "../../model/paging.ts";
import { Records } from "../../model/records.ts";
import type { OperationRequest, OperationResponse } from "../../model/service.ts";
import { messagesOf } from "../chats/message-store.ts";
import { showMessage } from "../chats/messages.ts";
import type { StoredEvent } from "../events/emit.ts";
import { groupsWith } from "../groups/group-store.ts";
import { pageBody } from "../pages.ts";
import type { Message } from "../records.ts";
import type { State } from "../state.ts";
import { chatsOf, findContact } from "./contact-store.ts";

interface TimelineItem {
  readonly type: "message" | "message_event" | "chat_event";
  readonly occurred_at: number;
  readonly id: string;
  readonly chat_id: string | null;
  readonly channel_id: string | null;
  readonly channel_type: string | null;
  readonly object: object;
}

/** The messages and events of all chats in which a contact takes part, the newest first. */
export function getContactTimeline(state: State, request: OperationRequest): OperationResponse {
  const contact = findContact(state, request.path["contactId"]);
  const groupChats = groupsWith(state, contact).flatMap(({ chat_id: chatId }) => chatId ?? []);
  const chatIds = new Set([...chatsOf(state, contact.id).map(({ id }) => id), ...groupChats]);
  const messages = [...chatIds].flatMap((id) => [...messagesOf(state, id).values()]);
  const events = request.query["include_events"] === true ? [...state.events().values()] : [];
  const items = [
    ...messages.map((message) => itemOf(state, message)),
    ...events.filter(({ chat_id: id }) => id !== null && chatIds.has(id)).map((event) => eventItem(state, event)),
  ].toSorted((a, b) => comparePositions(positionOf(a), positionOf(b)));
  const page = readPage(request, new Records(items, ({ occurred_at: at }) => at), {
    list: `timeline ${contact.id}`,
    order: "descending",
    show: (item) => item,
  });
  return { status: 200, body: pageBody(page) };
}

const positionOf = ({ id, occurred_at: key }: TimelineItem): { readonly key: number; readonly id: string } => ({
  key,
  id,
});

function eventItem(state: State, event: StoredEvent): TimelineItem {
  const { channel_type, chat_id, id, message_id, occurred_at } = event;
  const channelId = state.chats.get(chat_id ?? "")?.channel_id ?? null;
  const { data, type } = structuredClone(event);
  return {
    type: message_id === null ? "chat_event" : "message_event",
    occurred_at,
    id,
    chat_id,
    channel_id: channelId,
    channel_type,
    object: { id, type, chat_id, channel_id: channelId, channel_type, data, occurred_at },
  };
}

const itemOf = (state: State, message: Message): TimelineItem => ({
  type: "message",
  occurred_at: message.created_at,
  id: message.id,
  chat_id: message.chat_id,
  channel_id: message.channel_id,
  channel_type: message.channel_type,
  object: showMessage(state, message),
});
