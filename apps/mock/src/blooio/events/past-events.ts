import { deliveryOf } from "../chats/delivery.ts";
import { numberedId, saltOf } from "../ids.ts";
import type { State } from "../state.ts";
import { eventOf, type StoredEvent } from "./emit.ts";
import { messageData } from "./event-data.ts";

/** How many chats have their latest message among the events with which a tenant begins. */
const pastChats = 20;

/** What happened before a tenant began, in the order of time. */
export function pastEvents(state: State): readonly StoredEvent[] {
  const { initial } = state;
  const { chats } = initial;
  const numbers = Array.from({ length: Math.min(pastChats, chats.length) }, (_, number) => number);
  const events = numbers.flatMap((number) => {
    const messages = initial.messagesOf(chats.at(chats.length - 1 - number)?.id ?? "");
    const message = messages.at(messages.length - 1);
    if (message === undefined) return [];
    const delivery = deliveryOf(state, message);
    if (delivery.status === "superseded") return [];
    const id = numberedId("evt", delivery.updated_at, number, saltOf(number));
    return [
      eventOf(state, id, `message.${delivery.status}`, messageData(state, message, delivery), delivery.updated_at),
    ];
  });
  return events.toSorted((a, b) => a.occurred_at - b.occurred_at || (a.id < b.id ? -1 : 1));
}
