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

const fields = ["chatId", "channelId", "from", "text", "type", "replyTo", "protocol"] as const;
const types = ["text", "media"] as const;
const protocols = ["imessage", "sms", "rcs"] as const;

/** @throws InboundError when a value is not such a message; it names the field */
export function readInbound(given: unknown): BlooioInbound {
  if (typeof given !== "object" || given === null || Array.isArray(given))
    throw new InboundError(`an inbound message must be an object with chatId and text, not ${shown(given)}`);
  const message: Readonly<Record<string, unknown>> = { ...given };
  const unknown = Object.keys(message).find((name) => !fields.some((field) => field === name));
  if (unknown !== undefined)
    throw new InboundError(`${unknown} is not a field of an inbound message: expected ${fields.join(", ")}`);
  const chatId = optionalText(message, "chatId");
  const channelId = optionalText(message, "channelId");
  const from = optionalText(message, "from");
  const replyTo = optionalText(message, "replyTo");
  const type = oneOf(message, "type", types);
  const protocol = oneOf(message, "protocol", protocols);
  checkPlace(chatId, channelId, from);
  return {
    text: textOf(message, type),
    ...(chatId !== undefined && { chatId }),
    ...(channelId !== undefined && { channelId }),
    ...(from !== undefined && { from }),
    ...(type !== undefined && { type }),
    ...(replyTo !== undefined && { replyTo }),
    ...(protocol !== undefined && { protocol }),
  };
}

function checkPlace(chatId: string | undefined, channelId: string | undefined, from: string | undefined): void {
  if (chatId !== undefined) {
    for (const [field, value] of Object.entries({ channelId, from })) {
      if (value !== undefined) throw new InboundError(`${field} cannot be combined with chatId, which implies it`);
    }
    return;
  }
  if (channelId === undefined) {
    throw from === undefined
      ? new InboundError("chatId is missing: say where the message arrives, by chatId or by channelId and from")
      : new InboundError("channelId is missing: say on which channel the message arrives");
  }
  if (from === undefined) throw new InboundError("from is missing: say who writes, by phone number or e-mail address");
  if (!isAddress(from))
    throw new InboundError(`from must be a phone number such as +15555550142 or an e-mail address, not ${shown(from)}`);
}

function textOf({ text }: Readonly<Record<string, unknown>>, type: BlooioInbound["type"]): string | null {
  if (typeof text === "string" && text !== "") return text;
  if (type === "media" && (text === null || text === undefined)) return null;
  throw new InboundError(`text must be a text that is not empty, not ${shown(text)}`);
}

function optionalText(message: Readonly<Record<string, unknown>>, field: string): string | undefined {
  const value = message[field];
  if (value === undefined || (typeof value === "string" && value !== "")) return value;
  throw new InboundError(`${field} must be a text that is not empty, not ${shown(value)}`);
}

function oneOf<const Choice extends string>(
  message: Readonly<Record<string, unknown>>,
  field: string,
  choices: readonly Choice[],
): Choice | undefined {
  const value = message[field];
  const choice = choices.find((candidate) => candidate === value);
  if (value !== undefined && choice === undefined)
    throw new InboundError(`${field} must be ${choices.join(" or ")}, not ${shown(value)}`);
  return choice;
}

/** What no JSON can show is named by its type: undefined, a function. */
const shown = (value: unknown): string => JSON.stringify(value) ?? typeof value;
