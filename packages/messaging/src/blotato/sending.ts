import type { Conversation, Message, MessageTarget, SendMessageRequest } from "@switchboard/blotato";

import { withText } from "../answer-check.ts";
import { checkText } from "../bounds.ts";
import type { Fail } from "../call.ts";
import type { CallOptions } from "../settings.ts";
import type { BlotatoCore } from "./core.ts";
import { replyTo, type ReplyOptions } from "./reply.ts";

/** The documented length of a message's text, in characters. */
const messageTextBounds = { minimum: 1, maximum: 10_000 } as const;

/** A private reply to a public comment. */
export interface CommentReply extends Omit<SendMessageRequest, "target"> {
  /** The platform's own id of the comment. Each comment takes one private reply. */
  readonly commentId: string;
  readonly target: { readonly targetType: "facebook"; readonly pageId: string } | { readonly targetType: "instagram" };
}

/** What sends direct messages on Facebook, Instagram and X. */
export interface Sending {
  /**
   * Sends a direct message. The answer means accepted, not delivered: see `messages.waitUntilDelivered`.
   *
   * Blotato knows no idempotency key, so a send is repeated only on a 429 and on a connection that was never made.
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
  send(message: SendMessageRequest, options?: CallOptions): Promise<Message>;

  /**
   * Sends a message to the participant of a conversation, from the account that it belongs to.
   *
   * @throws SwitchboardError before any request when the conversation cannot be answered: on Bluesky, without a participant's id,
   *   with several participants and no `recipientId`, or on Facebook without a `pageId`; otherwise like `send`
   * @example
   * const conversation = await blotato.conversations.list({ platform: "facebook" }).first();
   * if (conversation) await blotato.messages.reply(conversation, "Thank you!", { pageId: "100200300" });
   */
  reply(conversation: Conversation, text: string, options?: ReplyOptions): Promise<Message>;

  /**
   * Answers a public comment with a private message.
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
  replyToComment(reply: CommentReply, options?: CallOptions): Promise<Message>;
}

/** The part of `messages` that sends them. */
export function createSending({ raw, run }: BlotatoCore): Sending {
  const send: Sending["send"] = async (message, options = {}) => {
    checkText("text", message.text, messageTextBounds);
    return run("sendMessage", options, (init) => raw.POST("/v2/messages", { ...init, body: message }), accepted);
  };

  return {
    send,
    reply: async (conversation, text, options = {}) => {
      const { request, callOptions } = replyTo(conversation, text, options);
      return send(request, callOptions);
    },
    replyToComment: async ({ commentId, target, ...message }, options = {}) => {
      checkText("commentId", commentId, { minimum: 1 });
      const withComment: MessageTarget = { ...target, commentId };
      return send({ ...message, target: withComment }, options);
    },
  };
}

/** @throws ApiError of the kind `delivery` for a message that is told to have failed */
export function notFailed(message: Message, fail: Fail): void {
  if (message.status !== "failed") return;
  const reason = message.errorMessage ?? "no reason given";
  throw fail.delivery(reason, message.errorCode ?? undefined, message);
}

/** @throws ApiError for a message that failed at once, and for an answer by which it cannot be followed */
function accepted(message: Message, fail: Fail): Message {
  notFailed(message, fail);
  return withText("id")(message, fail);
}
