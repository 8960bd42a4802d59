import { InboundError } from "../../model/service.ts";
import type { MessagingPlatform } from "../records.ts";

/**
 * A message that a person writes to a connected account: in a conversation that is named by `conversationId`, or in the one
 * with `senderId` on `accountId`, which begins if there is none.
 */
export interface BlotatoInbound {
  readonly conversationId?: string;
  readonly accountId?: string;
  /** The platform's id of the person. By default the first participant of the conversation. */
  readonly senderId?: string;
  /** The Facebook page that is written to. By default the one that the conversation is with. */
  readonly pageId?: string;
  /** Follows from the account. When it is given, it has to be that. */
  readonly platform?: MessagingPlatform;
  readonly text: string;
  /** What becomes known of the person. */
  readonly name?: string;
  readonly username?: string;
  readonly profileImageUrl?: string;
}

const fields: Readonly<Record<keyof BlotatoInbound, true>> = {
  conversationId: true,
  accountId: true,
  senderId: true,
  pageId: true,
  platform: true,
  text: true,
  name: true,
  username: true,
  profileImageUrl: true,
};

/**
 * The message that somebody asked for, as far as it can be told without a look at the world.
 *
 * @throws InboundError when a field is unknown, missing or no text
 */
export function readInbound(message: unknown): BlotatoInbound {
  if (typeof message !== "object" || message === null || Array.isArray(message)) {
    throw new InboundError(`the message is ${show(message)}: expected an object such as { conversationId, text }`);
  }
  for (const [field, value] of Object.entries(message)) {
    if (!Object.hasOwn(fields, field)) {
      throw new InboundError(`${field}: is not a field of a message; expected ${Object.keys(fields).join(", ")}`);
    }
    if (value !== undefined && (typeof value !== "string" || value === "")) {
      throw new InboundError(`${field}: is ${show(value)}; expected a text of at least one character`);
    }
  }
  const inbound = message as BlotatoInbound;
  if (inbound.profileImageUrl !== undefined && !URL.canParse(inbound.profileImageUrl)) {
    throw new InboundError(`profileImageUrl: is ${show(inbound.profileImageUrl)}; expected an address of a picture`);
  }
  if (inbound.text === undefined) throw new InboundError("text: is missing; expected what the person writes");
  return inbound;
}

function show(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (Array.isArray(value)) return "an array";
  return typeof value === "object" && value !== null ? "an object" : String(value);
}
