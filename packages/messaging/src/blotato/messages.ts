import type {
  Conversation,
  ListMessagesQuery,
  Message,
  MessagePage,
  MessageTarget,
  SendMessageRequest,
} from "@switchboard/blotato";

import { withText } from "../answer-check.ts";
import { checkText } from "../bounds.ts";
import type { CallOptions } from "../call.ts";
import type { Fail } from "../caller.ts";
import type { Listing, ListOptions } from "../paginate.ts";
import { pollUntil, type WaitOptions } from "../poll.ts";
import type { BlotatoCore } from "./core.ts";
import { replyTo, type ReplyOptions } from "./reply.ts";

/** The documented length of a message's text, in characters. */
export const messageTextBounds = { minimum: 1, maximum: 10_000 } as const;

/** A private reply to a public comment. */
export interface CommentReply extends Omit<SendMessageRequest, "target"> {
  /** The platform's own id of the comment. Each comment takes one private reply. */
  readonly commentId: string;
  readonly target: { readonly targetType: "facebook"; readonly pageId: string } | { readonly targetType: "instagram" };
}

export interface DeliveryWaitOptions extends WaitOptions {
  /** `sent`: the platform took it; `delivered`: it reached the recipient, which not every platform reports. Default: `sent`. */
  readonly until?: "sent" | "delivered";
}

/** Direct messages on Facebook, Instagram and X. */
export interface Messages {
  /**
   * Lists messages, the newest first.
   *
   * @example
   * const latest = await blotato.messages.list({ platform: ["facebook", "instagram"] }).toArray({ limit: 20 });
   */
  list(query?: ListMessagesQuery, options?: ListOptions): Listing<Message>;

  /**
   * Sends a direct message. The answer means accepted, not delivered: see {@link Messages.waitUntilDelivered}.
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

  /**
   * Looks at a sent message until it is sent or delivered.
   *
   * @returns the message as it is then
   * @throws ApiError of the kind `delivery`, with the vendor's code, when it failed; TimeoutError when nothing is known in time
   * @example
   * const delivered = await blotato.messages.waitUntilDelivered(message, { timeout: 30_000, until: "delivered" });
   */
  waitUntilDelivered(message: Message, options?: DeliveryWaitOptions): Promise<Message>;
}

/** The part of a client that is its `messages`. */
export function createMessages(context: BlotatoCore): Messages {
  const { failure, list, raw, run, settings } = context;

  const listing = (given: ListMessagesQuery, options: ListOptions, read: ReadPage): Listing<Message> =>
    list(
      "listMessages",
      given,
      options,
      (init, query) => raw.GET("/v2/messages", { ...init, params: { query } }),
      read,
    );

  const send: Messages["send"] = async (message, options = {}) => {
    checkText("text", message.text, messageTextBounds);
    return run("sendMessage", options, (init) => raw.POST("/v2/messages", { ...init, body: message }), accepted);
  };

  /**
   * Blotato has no operation for one message: it stands near the top of its conversation, newest first.
   *
   * @throws ApiError of the kind `delivery` when it failed
   */
  const find = async (
    { id, conversationId, createdAt }: Message,
    options: CallOptions,
  ): Promise<Message | undefined> => {
    const query: ListMessagesQuery = conversationId === null ? {} : { conversationId };
    const since = Date.parse(createdAt);
    let pages = 0;
    for await (const { items } of listing(query, options, refuseFailed(id)).pages()) {
      const message = items.find((each) => each.id === id);
      pages += 1;
      // A time that cannot be read says nothing about the pages behind it; they are left alone.
      const isBehind = items.some((each) => !(Date.parse(each.createdAt) >= since));
      if (message !== undefined || isBehind || pages >= mostPagesPerLook) return message;
    }
    return undefined;
  };

  return {
    list: (query = {}, options = {}) => listing(query, options, (page) => page),
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
    waitUntilDelivered: async (message, options = {}) => {
      const done: readonly string[] = options.until === "delivered" ? ["delivered"] : ["sent", "delivered"];
      // The message at hand may be done already, which needs no request.
      notFailed(message, failure("listMessages"));
      if (done.includes(message.status)) return message;
      return pollUntil("listMessages", settings, options, async (callOptions) => {
        const latest = await find(message, callOptions);
        return latest !== undefined && done.includes(latest.status) ? latest : undefined;
      });
    },
  };
}

/** A message that was followed stands on one of the first pages, or was never listed. */
const mostPagesPerLook = 10;

/** @throws ApiError of the kind `delivery` for a message that is told to have failed */
function notFailed(message: Message, fail: Fail): void {
  if (message.status !== "failed") return;
  const reason = message.errorMessage ?? "the platform did not take the message, and Blotato gives no reason";
  throw fail.delivery(reason, message.errorCode ?? undefined, message);
}

/** @throws ApiError for a message that failed at once, and for an answer by which it cannot be followed */
function accepted(message: Message, fail: Fail): Message {
  notFailed(message, fail);
  return withText("id")(message, fail);
}

type ReadPage = (page: MessagePage, fail: Fail) => MessagePage;

/** Refuses a page on which the message is told to have failed. */
const refuseFailed =
  (id: string): ReadPage =>
  (page, fail) => {
    const own = (Array.isArray(page.items) ? page.items : []).find((message) => message?.id === id);
    if (own !== undefined) notFailed(own, fail);
    return page;
  };
