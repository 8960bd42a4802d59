import { finalCommentStatuses, type Comment } from "@switchboard/blotato";
import { createComment, getComment } from "@switchboard/blotato/operations";

import type { ApiPromise } from "../core/api-promise.ts";
import type { Core } from "../core/client.ts";
import { arrivedAt, follow } from "../core/follow.ts";
import type { CallOptions } from "../core/options.ts";
import type { WaitOptions } from "../core/polling.ts";
import { withText } from "../core/result.ts";
import { plainComments, type PlainComments } from "./generated/index.ts";

/** Public comments below posts. A private reply to one is a message: `messages.replyToComment`. */
export interface Comments extends PlainComments {
  /**
   * Replies to a comment in public, below it. There is one level of replies: a reply to a reply appears below the comment above
   * both. The result means accepted, not posted: see `comments.waitUntilPosted`.
   *
   * Like every POST on Blotato, it is repeated only where no second comment can come of it.
   *
   * @throws SwitchboardError before any request when the text is empty; an error of the call otherwise: when its `maybeSent` is true,
   *   look at the comments before you reply again
   * @example
   * const comment = await blotato.comments.list({ postId: "6701195" }).first();
   * if (comment) await blotato.comments.reply(comment, "Until they are gone.");
   */
  reply(comment: Comment, text: string, options?: CallOptions): ApiPromise<Comment>;

  /**
   * Looks at a comment until it is posted.
   *
   * @throws ApiError of the kind `delivery` when it reaches another final status; TimeoutError when nothing is known in time
   * @example
   * const reply = await blotato.comments.create({ postId: "6701195", text: "Thank you all!" });
   * const { platformCommentId } = await blotato.comments.waitUntilPosted(reply, { timeout: 30_000 });
   */
  waitUntilPosted(comment: Comment, options?: WaitOptions): Promise<Comment>;
}

export const createComments = (core: Core): Comments => ({
  ...plainComments(core),
  reply: ({ id, parentCommentId, postId }, text, options) =>
    core.call(
      createComment,
      { body: { postId, parentCommentId: parentCommentId ?? id, text } },
      options,
      withText("id"),
    ),
  waitUntilPosted: ({ id: commentId }, options) =>
    follow(core, getComment, { path: { commentId } }, options, arrivedAt(["posted"], finalCommentStatuses)),
});

/**
 * Whether an item of an inbox chat is a comment; otherwise it is a direct message.
 *
 * @example
 * for await (const item of blotato.inbox.items("chat-700412")) {
 *   console.log(isComment(item) ? `below post ${item.postId}` : `to ${item.recipientId}`, item.text);
 * }
 */
export const isComment = (item: object): item is Comment => "postId" in item;
