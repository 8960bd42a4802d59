import type { Channel, ChannelType, Priority } from "../records.ts";

/** The first type that can reach the recipient sends. */
const steps: readonly ChannelType[] = ["blooio", "twilio", "whatsapp", "whatsapp_business", "rcs_business"];

/** The default priority: every active channel, at the step of its type. */
export function madeUpPriority(id: string, now: number, channels: readonly Channel[]): Priority {
  const createdAt = now - 7 * 24 * 3_600_000;
  return {
    id,
    name: "iMessage, then SMS, WhatsApp and RCS",
    is_default: true,
    channels: steps.flatMap((step, index) =>
      channels
        .filter(({ status, type }) => type === step && status === "active")
        .map((channel) => ({
          channel_id: channel.id,
          type: step,
          address: channel.address,
          ...(channel.alias !== undefined && { alias: channel.alias }),
          priority: index + 1,
        })),
    ),
    created_at: createdAt,
    updated_at: createdAt,
  };
}
