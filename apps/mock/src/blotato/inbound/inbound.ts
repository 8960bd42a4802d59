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
  /** The Facebook page that receives it. By default the one of the conversation. */
  readonly pageId?: string;
  /** The platform of the account, which follows from it. */
  readonly platform?: MessagingPlatform;
  readonly text: string;
  /** These update the profile of the person. */
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
 * Validates a message as far as it needs no tenant.
 *
 * @throws InboundError when a field is unknown, missing or not a text
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
