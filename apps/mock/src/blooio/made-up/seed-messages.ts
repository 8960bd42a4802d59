import type { Random } from "../../model/random.ts";
import { protocolOf } from "../chats/delivery.ts";
import { asReceived, providerIdOf, type Ids } from "../ids.ts";
import type { Channel, Delivery, Failure, Message, MessageType } from "../records.ts";
import type { Line } from "./seed-dialogues.ts";

interface Talk {
  readonly chatId: string;
  readonly channel: Channel;
  readonly lines: readonly Line[];
  readonly lastAt: number;
}

const minute = 60_000;

const failures: readonly Failure[] = [
  { code: "recipient_unreachable", message: "The recipient cannot be reached on this channel." },
  { code: "attachment_too_large", message: "The file is larger than the channel allows." },
  { code: "delivery_timeout", message: "The channel gave no answer in time." },
];

/** Settled messages, oldest first, of which the last was sent or received at `lastAt`. */
export function seedMessages(random: Random, ids: Ids, { chatId, channel, lines, lastAt }: Talk): readonly Message[] {
  const times = timesBefore(random, lastAt, lines.length);
  const messages: Message[] = [];
  for (const [index, line] of lines.entries()) {
    const createdAt = times[index] ?? lastAt;
    const { type, text } = contentOf(random, channel, line);
    const earlier = messages.at(-1);
    const isReply = earlier !== undefined && earlier.direction !== line.direction && random.integer(1, 8) === 1;
    const isHeld = channel.status === "suspended" && line.direction === "outbound" && index >= lines.length - 2;
    const delivery = isHeld ? held(channel, createdAt) : settle(random, ids, channel, line, createdAt);
    messages.push({
      id: messageId(ids, channel, line, createdAt),
      chat_id: chatId,
      channel_id: channel.id,
      channel_type: channel.type,
      direction: line.direction,
      type,
      text,
      reply_to_message_id: isReply ? earlier.id : null,
      created_at: createdAt,
      delivery,
    });
  }
  return messages;
}

/** Ascending times that end at `lastAt`; a few are equal, as with messages that arrive together. */
function timesBefore(random: Random, lastAt: number, count: number): readonly number[] {
  const times = [lastAt];
  while (times.length < count) {
    const gap = random.pick([0, 1, 1, 2, 3, 5, 8, 20, 90, 600]);
    times.unshift((times[0] ?? lastAt) - gap * minute);
  }
  return times;
}

function messageId(ids: Ids, channel: Channel, line: Line, time: number): string {
  const id = ids.next("msg", time);
  return line.direction === "inbound" ? asReceived(id, channel.type) : id;
}

export function contentOf(
  random: Random,
  channel: Channel,
  { direction, text }: Line,
): { type: MessageType; text: string | null } {
  const draw = random.integer(1, 20);
  if (draw === 1) return { type: "media", text: null };
  if (draw === 2) return { type: "media", text };
  if (draw === 3 && channel.type === "blooio" && direction === "outbound") return { type: "poll", text: null };
  return { type: "text", text };
}

/** How a message of the past ended. */
export function settle(random: Random, ids: Ids, channel: Channel, { direction }: Line, createdAt: number): Delivery {
  const providerId = channel.type === "amb" ? null : providerIdOf(channel.type, ids.uuid());
  const protocol =
    channel.type === "blooio"
      ? random.pick(["imessage", "imessage", "imessage", "sms", "rcs"])
      : protocolOf(channel.type);
  const delivery = { protocol, provider_message_id: providerId, error: null };
  if (direction === "inbound") return { ...delivery, status: "received", updated_at: createdAt };
  const updatedAt = createdAt + random.integer(1, 50) * 1_000;
  const draw = random.integer(1, 40);
  if (draw <= 2) {
    return {
      status: "failed",
      protocol: channel.type === "amb" ? null : "unknown",
      provider_message_id: null,
      error: random.pick(failures),
      updated_at: updatedAt,
    };
  }
  if (draw === 3) return { ...delivery, status: "superseded", updated_at: updatedAt };
  if (draw <= 7) return { ...delivery, status: "sent", updated_at: updatedAt };
  // SMS has no read receipts.
  const isRead = protocol !== "sms" && draw <= 28;
  return { ...delivery, status: isRead ? "read" : "delivered", updated_at: updatedAt };
}

/** What a suspended channel still had to send waits in its queue. */
const held = (channel: Channel, createdAt: number): Delivery => ({
  status: "queued",
  protocol: channel.type === "amb" ? null : "pending",
  provider_message_id: null,
  error: null,
  updated_at: createdAt,
});
