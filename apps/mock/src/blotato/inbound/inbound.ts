import { readFields } from "../../model/inbound-fields.ts";
import { InboundError } from "../../model/service.ts";
import type { MessagingPlatform } from "../records.ts";

/** What a person writes: a message, or a comment below a post. */
export type BlotatoInbound = InboundMessage | InboundComment;

/** A comment that a person writes below the post `postId`, or as a reply to the comment `parentCommentId`. */
export interface InboundComment {
  readonly kind: "comment";
  readonly accountId?: string;
  /** Blotato's id of the post, or its `postSubmissionId`. */
  readonly postId?: string;
  readonly parentCommentId?: string;
  /** The platform's id of the person. */
  readonly authorId: string;
  readonly text: string;
}

/**
 * A message that a person writes to a connected account: in a conversation that is named by `conversationId`, or in the one
 * with `senderId` on `accountId`, which begins if there is none.
 */
export interface InboundMessage {
  readonly kind?: "message";
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
export function readInbound(message: unknown): InboundMessage {
  const { text, profileImageUrl, ...rest } = readFields<InboundMessage>(
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
      kind: ["message"],
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

/**
 * Validates a comment as far as it needs no tenant.
 *
 * @throws InboundError when a field is unknown, missing or not a text
 */
export function readInboundComment(comment: unknown): InboundComment {
  const { authorId, text, ...rest } = readFields<InboundComment>(
    comment,
    {
      kind: ["comment"],
      accountId: "text",
      postId: "text",
      parentCommentId: "text",
      authorId: "text",
      text: "text",
    },
    '{ kind: "comment", postId, authorId, text }',
  );
  if (text === undefined) throw new InboundError("text: is missing; expected what the person writes");
  if (authorId === undefined) throw new InboundError("authorId: is missing; expected who writes the comment");
  return { ...rest, kind: "comment", authorId, text };
}

/** A message that arrived, as Blotato gives it; it has further fields. */
export interface BlotatoReceived {
  readonly id: string;
  readonly conversationId: string;
  readonly text: string;
  /** In ISO 8601. */
  readonly createdAt: string;
  readonly [field: string]: unknown;
}
