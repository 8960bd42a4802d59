import { deliveredAfter, deliveryOf, isOnTheWay, sentAfter } from "../chats/delivery.ts";
import { messagesOf } from "../chats/message-store.ts";
import type { Delivery, Message } from "../records.ts";
import type { State } from "../state.ts";
import { emit } from "./emit.ts";
import { messageData } from "./event-data.ts";

/** Records that a message of ours was accepted, and what becomes of it as the clock moves. */
export function emitSent(state: State, message: Message): void {
  const follow = (time: number): void => emitDelivery(state, message, deliveryOf(state, message, time), time);
  follow(message.created_at);
  if (!isOnTheWay(message)) return;
  state.schedule.at(message.created_at + sentAfter, follow);
  state.schedule.at(message.created_at + deliveredAfter, (time) => {
    const delivery = deliveryOf(state, message, time);
    // The other side wrote while it was on its way, and reads it as it arrives.
    if (delivery.status === "read") emitDelivery(state, message, { ...delivery, status: "delivered" }, time);
    follow(time);
  });
}

/** Records that a message arrived, and that the other side has read ours since its last one. */
export function emitReceived(state: State, message: Message): void {
  const at = message.created_at;
  emitDelivery(state, message, deliveryOf(state, message, at), at);
  for (const earlier of messagesOf(state, message.chat_id).values("descending")) {
    if (earlier.id === message.id) continue;
    if (earlier.direction === "inbound") return;
    const delivery = deliveryOf(state, earlier, at);
    if (delivery.status === "read" && delivery.updated_at === at) emitDelivery(state, earlier, delivery, at);
  }
}

function emitDelivery(state: State, message: Message, delivery: Delivery, at: number): void {
  // What was replaced by another message has no event.
  if (delivery.status === "superseded") return;
  emit(state, `message.${delivery.status}`, messageData(state, message, delivery), at);
}
