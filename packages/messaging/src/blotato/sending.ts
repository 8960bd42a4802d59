import type { Conversation, Message, SendMessageRequest } from "@switchboard/blotato";
import { sendMessage } from "@switchboard/blotato/operations";

import type { ApiPromise } from "../core/api-promise.ts";
import { checkText } from "../core/bounds.ts";
import type { Call } from "../core/call.ts";
import type { Core } from "../core/client.ts";
import type { ApiError } from "../core/errors.ts";
import { deliveryFailed } from "../core/failures.ts";
import type { CallOptions } from "../core/options.ts";
import { withText } from "../core/result.ts";
import { replyTo, type ReplyOptions } from "./reply.ts";

/** A private reply to a public comment. */
export interface CommentReply extends Omit<SendMessageRequest, "target"> {
  /** The platform's own id of the comment. Each comment takes one private reply. */
  readonly commentId: string;
  readonly target: { readonly targetType: "facebook"; readonly pageId: string } | { readonly targetType: "instagram" };
}

/** What sends direct messages on Facebook, Instagram and X. */
export interface Sending {
  /**
   * Sends a direct message. The result means accepted, not delivered: see `messages.waitUntilDelivered`.
   *
   * Blotato has no idempotency keys, so a send is repeated only after a 429 or when no connection was made.
   *
   * @throws SwitchboardError before any request when the text is empty or too long; ApiError of the kind `delivery`, with the
   *   vendor's code, when the message failed at once; an error of the call otherwise: when its `maybeSent` is true, look into
   *   the conversation before you send again
   * @example
   * const message = await blotato.messages.send({
   *   accountId: "98432",
   *   recipientId: "17841400000000000",
   *   text: "Your parcel is on its way.",
   *   target: { targetType: "instagram" },
   * });
   */
  send(message: SendMessageRequest, options?: CallOptions): ApiPromise<Message>;

  /**
   * Sends a message to the participant of a conversation, from the account that it belongs to.
   *
   * @throws SwitchboardError before any request when the conversation cannot be replied to: on Bluesky, without a participant's id,
   *   with several participants and no `recipientId`, or on Facebook without a `pageId`; otherwise like `send`
   * @example
   * const conversation = await blotato.conversations.list({ platform: "facebook" }).first();
   * if (conversation) await blotato.messages.reply(conversation, "Thank you!", { pageId: "100200300" });
   */
  reply(conversation: Conversation, text: string, options?: ReplyOptions): ApiPromise<Message>;

  /**
   * Replies to a public comment with a private message.
   *
   * @throws like `send`
   * @example
   * await blotato.messages.replyToComment({
   *   accountId: "98432",
   *   recipientId: "17841400000000000",
   *   commentId: "18134260012643719",
   *   text: "We sent you the link.",
   *   target: { targetType: "instagram" },
   * });
   */
  replyToComment(reply: CommentReply, options?: CallOptions): ApiPromise<Message>;
}

export const createSending = ({ call }: Core): Sending => ({
  send: (message, options) => call(sendMessage, { body: message }, options, accepted),
  reply: (conversation, text, options = {}) =>
    call(sendMessage, () => ({ body: replyTo(conversation, text, options) }), options, accepted),
  replyToComment: (reply, options) => call(sendMessage, () => ({ body: asMessage(reply) }), options, accepted),
});

/** @throws SwitchboardError for an empty `commentId`: it would become an ordinary message */
function asMessage({ commentId, target, ...message }: CommentReply): SendMessageRequest {
  checkText("commentId", commentId, { minimum: 1 });
  return { ...message, target: { ...target, commentId } };
}

/** @param ending says how it came to an end */
export const messageFailed = (message: Message, call: Call, ending: string): ApiError =>
  deliveryFailed(
    call,
    `${ending}, ${message.errorMessage ?? "for no reason given"}`,
    message.errorCode ?? undefined,
    message,
  );

/** @throws ApiError for a message that failed at once, and for a response without which it cannot be followed */
function accepted(message: Message, call: Call): Message {
  if (message.status === "failed") throw messageFailed(message, call, "its status is failed");
  return withText("id")(message, call);
}
