import type { StoredRecord } from "../../model/collection.ts";
import type { BlooioEventType } from "../generated/events.ts";
import type { State } from "../state.ts";
import { deliver } from "../webhooks/deliver.ts";

/** Something that happened in a tenant, as the API lists it. */
export interface StoredEvent extends StoredRecord {
  readonly type: string;
  readonly message_id: string | null;
  readonly chat_id: string | null;
  readonly channel_type: string | null;
  readonly occurred_at: number;
  /** As webhooks deliver it in their newest payload version. */
  readonly data: EventData;
}

export type EventData = Readonly<Record<string, unknown>>;

/**
 * Records that something happened: `GET /events` lists it from now on, and each webhook that subscribes to it gets it.
 *
 * @param data with the `message_id` and `chat_id` that it is about, if any
 * @param at when it happened; now, when left out
 * @example
 * emit(state, "contact.merged", { contact_id: winner.id, merged_contact_id: loser.id });
 */
export function emit(
  state: State,
  type: BlooioEventType,
  data: EventData,
  at: number = state.clock.now(),
): StoredEvent {
  const event = eventOf(state, state.eventIds.next("evt", at), type, data, at);
  state.events().put(event);
  deliver(state, event);
  return event;
}

export function eventOf(state: State, id: string, type: string, data: EventData, at: number): StoredEvent {
  const { chat_id: chatId, message_id: messageId } = data;
  const chat = typeof chatId === "string" ? state.chats.get(chatId) : undefined;
  return {
    id,
    type,
    message_id: typeof messageId === "string" ? messageId : null,
    chat_id: chat?.id ?? null,
    channel_type: chat?.channel_type ?? null,
    occurred_at: at,
    data,
  };
}
