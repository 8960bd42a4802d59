import { changesAt } from "../../model/upcoming.ts";
import type { ChannelType, PendingDelivery, Delivery, Message, Protocol } from "../records.ts";
import type { State } from "../state.ts";
import { repliedAt } from "./message-store.ts";

/** Milliseconds from when a message was accepted. */
export const sentAfter = 100;
export const deliveredAfter = 250;

const protocols: Readonly<Record<ChannelType, Protocol | null>> = {
  blooio: "imessage",
  twilio: "sms",
  whatsapp: "whatsapp",
  whatsapp_business: "whatsapp",
  rcs_business: "rcs",
  // Belongs to the earlier months of the beta, which left the protocol open.
  amb: null,
};

/** SMS has no read receipts, and the earlier beta had none. */
const receipted: ReadonlySet<Protocol | null> = new Set(["imessage", "rcs", "whatsapp"]);

/** The service that a channel type sends over. */
export const protocolOf = (type: ChannelType): Protocol | null => protocols[type];

/** Whether a message moves on by itself, with the clock. */
export const isOnTheWay = ({ delivery }: Message): boolean => !("status" in delivery);

/**
 * Where a message is at a time. What was sent changes with the clock: queued, sent, then delivered or failed. It is read when the
 * other side replies, for whoever replies has the chat open; a message that is still on its way then is read as it arrives.
 */
export function deliveryOf(state: State, message: Message, at: number = state.clock.now()): Delivery {
  const { delivery, created_at: createdAt } = message;
  const reached = "status" in delivery ? delivery : deliveryAfter(delivery, createdAt, at - createdAt);
  if (reached.status !== "delivered" || !receipted.has(reached.protocol)) return reached;
  const readAt = repliedAt(state, message);
  if (readAt === undefined) return reached;
  return { ...reached, status: "read", updated_at: Math.max(reached.updated_at, readAt) };
}

function deliveryAfter({ protocol, providerId, failure }: PendingDelivery, createdAt: number, age: number): Delivery {
  const pending = protocol === null ? null : "pending";
  const nothing = { provider_message_id: null, error: null };
  changesAt(createdAt + (age < sentAfter ? sentAfter : deliveredAfter));
  if (age < sentAfter) return { ...nothing, status: "queued", protocol: pending, updated_at: createdAt };
  const isOver = age >= deliveredAfter;
  const updatedAt = createdAt + (isOver ? deliveredAfter : sentAfter);
  if (failure !== undefined) {
    return isOver
      ? { ...nothing, ...failed(protocol), error: failure, updated_at: updatedAt }
      : { ...nothing, status: "sent", protocol: pending, updated_at: updatedAt };
  }
  return {
    status: isOver ? "delivered" : "sent",
    protocol,
    provider_message_id: providerId,
    error: null,
    updated_at: updatedAt,
  };
}

/** A message that no service accepted has none. */
const failed = (protocol: Protocol | null): Pick<Delivery, "status" | "protocol"> => ({
  status: "failed",
  protocol: protocol === null ? null : "unknown",
});
