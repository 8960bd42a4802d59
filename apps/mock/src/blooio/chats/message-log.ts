import { readPage } from "../../model/paging.ts";
import { Records } from "../../model/records.ts";
import type { OperationRequest, OperationResponse } from "../../model/service.ts";
import { deliveryOf } from "./delivery.ts";
import { findChat } from "./chat-store.ts";
import { findMessage } from "./message-store.ts";
import { numberedId, saltOf } from "../ids.ts";
import { pageBody } from "../pages.ts";
import type { Message } from "../records.ts";
import type { State } from "../state.ts";

interface LogEntry {
  readonly id: string;
  readonly message_id: string;
  readonly kind: string;
  readonly occurred_at: number;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** What became of a message, the latest first. */
export function listMessageEvents(state: State, request: OperationRequest): OperationResponse {
  const { path } = request;
  const message = findMessage(state, findChat(state, path["chatId"]), path["messageId"]);
  const entries = new Records(logOf(state, message), ({ occurred_at: occurredAt }) => occurredAt);
  const page = readPage(request, entries, {
    list: `message events ${message.id}`,
    order: "descending",
    show: (entry) => ({ ...entry }),
  });
  return { status: 200, body: pageBody(page) };
}

/** From the recorded events. Of a made-up message only its last status is known. */
function logOf(state: State, message: Message): readonly LogEntry[] {
  const recorded = [...state.events().values()]
    .filter(({ message_id: id }) => id === message.id)
    .map(({ data, id, occurred_at, type }) => {
      const { error, reaction } = data;
      const metadata = { ...(error !== undefined && { error }), ...(reaction !== undefined && { reaction }) };
      return { id, message_id: message.id, kind: type.replace(/^message\./, ""), occurred_at, metadata };
    });
  if (recorded.length > 0) return recorded;
  const { error, status, updated_at: at } = deliveryOf(state, message);
  const id = numberedId("evt", at, 0, saltOf(at, message.created_at));
  return [{ id, message_id: message.id, kind: status, occurred_at: at, metadata: error === null ? {} : { error } }];
}
