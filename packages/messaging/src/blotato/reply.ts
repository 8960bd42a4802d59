import type { Conversation, MessageTarget, SendMessageRequest } from "@switchboard/blotato";
import { SwitchboardError, type RejectionCode } from "@switchboard/typed-fetch";

import type { CallOptions } from "../core/options.ts";

/** How to reply to a conversation, beside the options of a call. */
export type ReplyOptions = CallOptions & ReplyAddress & ReplyTag;

interface ReplyAddress {
  /** The Facebook page that replies; needed on Facebook. See `accounts.subaccounts`. */
  readonly pageId?: string | undefined;
  /** The platform's own id of the recipient; needed where a conversation has several participants. */
  readonly recipientId?: string | undefined;
}

/** Facebook and Instagram accept messages outside of their time window only with a tag. */
type ReplyTag =
  | { readonly responseType?: "RESPONSE" | "UPDATE" | undefined; readonly tag?: string | undefined }
  | { readonly responseType: "MESSAGE_TAG"; readonly tag: string };

/**
 * The request for a reply to a conversation.
 *
 * @throws SwitchboardError with the reason why there can be no reply
 */
export function replyTo(
  conversation: Conversation,
  text: string,
  { pageId, recipientId, responseType, tag }: ReplyOptions,
): SendMessageRequest {
  const { id, platform } = conversation;
  if (recipientId === "") throw noReply(id, "recipientId is empty; leave it out to reply to the participant");
  if (pageId !== undefined && platform !== "facebook") throw noReply(id, `${platform} has no pageId`);
  const isTagged = responseType !== undefined || tag !== undefined;
  if (isTagged && platform === "twitter") throw noReply(id, "twitter has neither responseType nor tag");
  if (tag === "") throw noReply(id, "tag is empty; responseType MESSAGE_TAG needs one");
  const metaTag = {
    ...(responseType !== undefined && { responseType }),
    ...(tag !== undefined && { tag }),
  } as ReplyTag;
  const target = targetOf(conversation, pageId, metaTag);
  const recipient = recipientId ?? recipientOf(conversation);
  return { accountId: conversation.accountId, recipientId: recipient, text, target };
}

function targetOf({ id, platform }: Conversation, pageId: string | undefined, tag: ReplyTag): MessageTarget {
  switch (platform) {
    case "facebook":
      if (pageId === undefined) throw noReply(id, "a Facebook conversation needs the pageId of the page that replies");
      if (!/^\d+$/.test(pageId)) throw noReply(id, `pageId is ${JSON.stringify(pageId)}; expected digits`);
      return { targetType: "facebook", pageId, ...tag };
    case "instagram":
      return { targetType: "instagram", ...tag };
    case "twitter":
      return { targetType: "twitter" };
    default:
      throw noReply(id, `Blotato can read messages on ${platform}, but not send them`, "unsupported");
  }
}

/** The one person to reply to. The vendor does not say whether its own account counts as a participant, so several are not guessed at. */
function recipientOf({ id, participants }: Conversation): string {
  const ids = [...new Set(participants.flatMap(({ id: own }) => own || []))];
  if (ids.length > 1) throw noReply(id, `it has ${ids.length} participants; name one as recipientId`);
  if (ids[0] === undefined) throw noReply(id, "the platform gives no id of its participant");
  return ids[0];
}

const noReply = (conversationId: string, reason: string, code: RejectionCode = "invalidInput"): SwitchboardError =>
  new SwitchboardError(`Conversation ${conversationId} cannot be replied to: ${reason}`, code);
