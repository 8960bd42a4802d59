import { readFields } from "../../model/inbound-fields.ts";
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

/**
 * Validates a message as far as it needs no tenant.
 *
 * @throws InboundError when a field is unknown, missing or not a text
 */
export function readInbound(message: unknown): BlotatoInbound {
  const { text, profileImageUrl, ...rest } = readFields<BlotatoInbound>(
    message,
    {
      conversationId: "text",
      accountId: "text",
      senderId: "text",
      pageId: "text",
      platform: "text",
      text: "text",
      name: "text",
      username: "text",
      profileImageUrl: "text",
    },
    "{ conversationId, text }",
  );
  if (text === undefined) throw new InboundError("text: is missing; expected what the person writes");
  if (profileImageUrl === undefined) return { ...rest, text };
  if (!URL.canParse(profileImageUrl)) {
    throw new InboundError(`profileImageUrl: is ${JSON.stringify(profileImageUrl)}; expected the URL of a picture`);
  }
  return { ...rest, text, profileImageUrl };
}
