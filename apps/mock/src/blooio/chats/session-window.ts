import type { ChannelType } from "../records.ts";

const day = 24 * 3_600_000;

/** When the time for free-form messages ends: only WhatsApp Business has one, from each message of the other side. */
export const sessionWindow = (type: ChannelType, lastInboundAt: number | undefined): number | null =>
  type === "whatsapp_business" && lastInboundAt !== undefined ? lastInboundAt + day : null;
