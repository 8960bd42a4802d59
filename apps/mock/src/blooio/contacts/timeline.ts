import { comparePositions } from "../../model/keyset-cursor.ts";
import { readPage } from "../../model/paging.ts";
import { Records } from "../../model/records.ts";
import type { OperationRequest, OperationResponse } from "../../model/service.ts";
import { messagesOf } from "../chats/message-store.ts";
import { showMessage } from "../chats/messages.ts";
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

/** What was said in all chats in which a contact takes part, the newest first. */
export function getContactTimeline(state: State, request: OperationRequest): OperationResponse {
  const contact = findContact(state, request.path["contactId"]);
  const items = chatsOf(state, contact.id)
    .flatMap(({ id }) => [...messagesOf(state, id).values()].map((message) => itemOf(state, message)))
    .toSorted((a, b) => comparePositions(positionOf(a), positionOf(b)));
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

const itemOf = (state: State, message: Message): TimelineItem => ({
  type: "message",
  occurred_at: message.created_at,
  id: message.id,
  chat_id: message.chat_id,
  channel_id: message.channel_id,
  channel_type: message.channel_type,
  object: showMessage(state, message),
});
