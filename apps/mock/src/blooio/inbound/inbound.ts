import { readFields } from "../../model/inbound-fields.ts";
import { InboundError } from "../../model/service.ts";
import { isAddress } from "../addresses.ts";

/**
 * A message from a person: into a chat, by `chatId`; or to a channel, by `channelId` and `from`, where it starts a chat or
 * continues the one that is there.
 *
 * @example
 * const message: BlooioInbound = { channelId: "+15555550101", from: "+15555550142", text: "Are you open today?" };
 */
export interface BlooioInbound {
  readonly chatId?: string;
  /** The channel's id, number or alias. */
  readonly channelId?: string;
  /** The person's phone number, or e-mail address on a blooio channel. */
  readonly from?: string;
  /** Null in a `media` message without a caption. */
  readonly text: string | null;
  /** Default: `text`. */
  readonly type?: "text" | "media";
  /** Id of the message of the chat to which this one replies. */
  readonly replyTo?: string;
  /** Of blooio channels; later sends to the chat use it as well. Default: `imessage`. */
  readonly protocol?: "imessage" | "sms" | "rcs";
}

/**
 * Validates a message as far as it needs no tenant.
 *
 * @throws InboundError when a field is unknown, missing, not valid, or excluded by another one
 */
export function readInbound(message: unknown): BlooioInbound {
  const { text = null, ...rest } = readFields<BlooioInbound>(
    message,
    {
      chatId: "text",
      channelId: "text",
      from: "text",
      text: "text or null",
      type: ["text", "media"],
      replyTo: "text",
      protocol: ["imessage", "sms", "rcs"],
    },
    "{ chatId, text }",
  );
  checkPlace(rest);
  if (text === null && rest.type !== "media") {
    throw new InboundError("text: is missing; expected what the person writes, which only media does without");
  }
  return { ...rest, text };
}

function checkPlace({ chatId, channelId, from }: Partial<BlooioInbound>): void {
  if (chatId !== undefined) {
    for (const [field, value] of Object.entries({ channelId, from })) {
      if (value !== undefined) throw new InboundError(`${field}: cannot be combined with chatId, which implies it`);
    }
    return;
  }
  if (channelId === undefined) {
    throw from === undefined
      ? new InboundError("chatId: is missing; expected it, or channelId and from")
      : new InboundError("channelId: is missing; expected the channel on which the message arrives");
  }
  if (from === undefined) throw new InboundError("from: is missing; expected who writes");
  if (!isAddress(from)) {
    throw new InboundError(
      `from: is ${JSON.stringify(from)}; expected a phone number such as +15555550142, or an e-mail address`,
    );
  }
}

/** A message that arrived, as Blooio gives it; it has further fields. */
export interface BlooioReceived {
  readonly id: string;
  readonly chat_id: string;
  readonly channel_id: string;
  readonly text: string | null;
  /** Epoch milliseconds. */
  readonly created_at: number;
  readonly [field: string]: unknown;
}
