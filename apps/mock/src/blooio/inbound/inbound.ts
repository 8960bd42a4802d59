import { readFields } from "../../model/inbound-fields.ts";
import { InboundError } from "../../model/service.ts";
import { isAddress } from "../addresses.ts";

/** What a person does: writes a message, or reacts to one. */
export type BlooioInbound = BlooioInboundMessage | BlooioInboundReaction;

/** A reaction of a person to a message of a chat, put on or taken off. */
export interface BlooioInboundReaction {
  readonly kind: "reaction";
  readonly chatId: string;
  readonly messageId: string;
  /** A sign and a name or an emoji: `+love` puts it on, `-love` takes it off. */
  readonly reaction: string;
  /** Whose it is in a group, by number or address. Default: its first member's. */
  readonly from?: string;
}

/** A file that comes with a message. */
interface BlooioInboundFile {
  /** Where it can be read. */
  readonly url: string;
  /** Such as `image/jpeg`. Default: by the end of the address. */
  readonly mediaType?: string;
  readonly caption?: string;
}

/**
 * A message from a person: into a chat, by `chatId`; or to a channel, by `channelId` and `from`, where it starts a chat or
 * continues the one that is there.
 *
 * @example
 * const message: BlooioInbound = { channelId: "+15555550101", from: "+15555550142", text: "Are you open today?" };
 */
export interface BlooioInboundMessage {
  readonly kind?: "message";
  readonly chatId?: string;
  /** The channel's id, number or alias. */
  readonly channelId?: string;
  /** The person's phone number, or e-mail address on a blooio channel. With `chatId`: which member of its group; by default the first. */
  readonly from?: string;
  /** Null in a `media` message without a caption. */
  readonly text: string | null;
  /** The files of a `media` message. */
  readonly attachments?: readonly BlooioInboundFile[];
  /** Default: `text`; with attachments `media`. */
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
export function readInbound(message: unknown): BlooioInboundMessage {
  const { files, fields } = withoutFiles(message);
  const { text = null, ...rest } = readFields<Omit<BlooioInboundMessage, "attachments">>(
    fields,
    {
      kind: ["message"],
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
  const { type = files === undefined ? "text" : "media" } = rest;
  if (text === null && type !== "media") {
    throw new InboundError("text: is missing; expected what the person writes, which only media does without");
  }
  if (files !== undefined && type !== "media")
    throw new InboundError("attachments: cannot be combined with the type text");
  return { ...rest, type, text, ...(files !== undefined && { attachments: files }) };
}

/**
 * Validates a reaction as far as it needs no tenant.
 *
 * @throws InboundError when a field is unknown, missing or not valid
 */
export function readReaction(given: unknown): BlooioInboundReaction {
  const { chatId, messageId, reaction, ...rest } = readFields<BlooioInboundReaction>(
    given,
    { kind: ["reaction"], chatId: "text", messageId: "text", reaction: "text", from: "text" },
    '{ kind: "reaction", chatId, messageId, reaction: "+love" }',
  );
  if (chatId === undefined) throw new InboundError("chatId: is missing; expected the chat in which the message stands");
  if (messageId === undefined) throw new InboundError("messageId: is missing; expected the message that is reacted to");
  if (reaction === undefined || !/^[+-]\S+$/u.test(reaction))
    throw new InboundError(`reaction: is ${JSON.stringify(reaction)}; expected a sign and a name, such as +love`);
  return { ...rest, kind: "reaction", chatId, messageId, reaction };
}

/** The fields of a message, and its files apart, which are not texts. */
function withoutFiles(message: unknown): { fields: unknown; files: readonly BlooioInboundFile[] | undefined } {
  if (typeof message !== "object" || message === null || !("attachments" in message))
    return { fields: message, files: undefined };
  const { attachments, ...fields } = message;
  if (attachments === undefined) return { fields, files: undefined };
  if (!Array.isArray(attachments) || attachments.length === 0)
    throw new InboundError("attachments: is not a list of files; expected one such as [{ url }]");
  return { fields, files: attachments.map(readFile) };
}

function readFile(given: unknown): BlooioInboundFile {
  const { url = "", ...rest } = readFields<BlooioInboundFile>(
    given,
    { url: "text", mediaType: "text", caption: "text" },
    "{ url }",
  );
  if (!URL.canParse(url))
    throw new InboundError(`attachments: url is ${JSON.stringify(url)}; expected where the file can be read`);
  return { url, ...rest };
}

function checkPlace({ chatId, channelId, from }: Partial<BlooioInboundMessage>): void {
  if (chatId !== undefined) {
    if (channelId === undefined) return;
    throw new InboundError("channelId: cannot be combined with chatId, which implies it");
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
