import type { ChannelType, Delivery, Message, Protocol } from "./records.ts";

const sentAfter = 100;
const deliveredAfter = 250;

const protocols: Readonly<Record<ChannelType, Protocol | null>> = {
  blooio: "imessage",
  twilio: "sms",
  whatsapp: "whatsapp",
  whatsapp_business: "whatsapp",
  rcs_business: "rcs",
  // Belongs to the earlier months of the beta, which left the protocol open.
  amb: null,
};

/** The service that a channel type sends over. */
export const protocolOf = (type: ChannelType): Protocol | null => protocols[type];

/** Where a message is at a time. What was sent moves on with the clock alone: queued, sent, delivered. */
export function deliveryAt(message: Message, now: number): Delivery {
  if (message.settled !== undefined) return message.settled;
  const protocol = protocolOf(message.channel_type);
  const age = now - message.created_at;
  if (age < sentAfter) {
    return {
      status: "queued",
      protocol: protocol === null ? null : "pending",
      provider_message_id: null,
      error: null,
      updated_at: message.created_at,
    };
  }
  const isDelivered = age >= deliveredAfter;
  return {
    status: isDelivered ? "delivered" : "sent",
    protocol,
    provider_message_id: message.providerId,
    error: null,
    updated_at: message.created_at + (isDelivered ? deliveredAfter : sentAfter),
  };
}
