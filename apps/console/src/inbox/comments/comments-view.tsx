import type { Comment } from "@switchboard/messaging/blotato";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";

import { countOf } from "../../shell/count-of.ts";
import { linkTo } from "../../shell/router.ts";
import { Status } from "../../shell/status.tsx";
import { clients } from "../clients.ts";
import { InboxSections } from "../inbox-sections.tsx";
import { RawObject } from "../raw-object.tsx";
import { timeOf } from "../time.ts";
import { startReply } from "../writing/writer.tsx";
import { CommentWriter, placeBelow } from "./comment-writer.tsx";
import { commentList, keepCommentsFresh, showEarlierComments, type CommentedPost } from "./post-comments.ts";

/** What people write below the posts of Blotato's accounts, and the replies. */
export function CommentsView({ postId }: { readonly postId: string | undefined }): JSX.Element {
  useEffect(keepCommentsFresh, [clients.value]);
  const { hasMore = false, posts } = commentList.value ?? {};
  const chosen = posts?.find(({ id }) => id === postId);
  return (
    <div class={postId === undefined ? "columns" : "columns has-thread"}>
      <nav class="threads" aria-label="Posts with comments">
        <InboxSections current="comments" />
        {posts === undefined && <p class="empty">Reading the comments …</p>}
        {posts?.length === 0 && <p class="empty">Nobody has commented on a post.</p>}
        <div class="thread-scroll">
          <ul>
            {posts?.map((post) => (
              <PostLink key={post.id} commented={post} isOpen={post.id === postId} />
            ))}
          </ul>
          {hasMore && (
            <button type="button" class="quiet" onClick={showEarlierComments}>
              Show more
            </button>
          )}
        </div>
      </nav>
      {chosen === undefined ? (
        <p class="empty no-thread">
          {postId === undefined || posts === undefined
            ? "Choose a post to read its comments."
            : `There is no comment on post ${postId} among those that are loaded.`}
        </p>
      ) : (
        <PostView key={chosen.id} commented={chosen} />
      )}
    </div>
  );
}

const titleOf = ({ id, post }: CommentedPost): string => post?.text ?? `Post ${id}`;

function PostLink({ commented, isOpen }: { readonly commented: CommentedPost; readonly isOpen: boolean }): JSX.Element {
  const { comments, id } = commented;
  const [last] = comments;
  return (
    <li>
      <a href={linkTo("inbox", "comments", id)} aria-current={isOpen ? "page" : undefined}>
        <span class="face" aria-hidden="true">
          {comments.length}
        </span>
        <strong dir="auto">{titleOf(commented)}</strong>
        {last !== undefined && <time dateTime={last.createdAt}>{timeOf(new Date(last.createdAt))}</time>}
        <span class="last">
          {last?.isAuthor === true && "You: "}
          <bdi>{last?.text}</bdi>
        </span>
        <span class="via">
          <span class="unseen">{countOf(comments.length, "comment")} · </span>
          {last?.platform}
        </span>
      </a>
    </li>
  );
}

function PostView({ commented }: { readonly commented: CommentedPost }): JSX.Element {
  const { comments, id, post } = commented;
  const ids = new Set(comments.map((comment) => comment.id));
  const oldestFirst = comments.toReversed();
  const repliesTo = Map.groupBy(oldestFirst, ({ parentCommentId }) => parentCommentId ?? "");
  // A reply whose comment is not loaded stands by itself.
  const tops = oldestFirst.filter(({ parentCommentId }) => parentCommentId == null || !ids.has(parentCommentId));
  return (
    <article class="thread">
      <header>
        <a class="back" href={linkTo("inbox", "comments")}>
          All posts
        </a>
        <div class="who">
          <h1 dir="auto">{titleOf(commented)}</h1>
          <p class="via">Blotato{post !== undefined && ` · ${post.platform} · ${timeOf(new Date(post.postTime))}`}</p>
        </div>
        {post !== undefined && <RawObject of="post" id={id} raw={post} />}
      </header>
      <div class="log comments" role="log" aria-label="Comments" tabIndex={0}>
        <ol>
          {tops.map((comment) => (
            <CommentItem key={comment.id} comment={comment} postId={id} replies={repliesTo.get(comment.id) ?? []} />
          ))}
        </ol>
      </div>
      <CommentWriter commented={commented} />
    </article>
  );
}

interface CommentItemProps {
  readonly comment: Comment;
  readonly postId: string;
  readonly replies: readonly Comment[];
}

function CommentItem({ comment, postId, replies }: CommentItemProps): JSX.Element {
  const { authorId, createdAt, id, isAuthor, parentCommentId, status, text } = comment;
  return (
    <li class={isAuthor === true ? "comment is-ours" : "comment"} data-comment={id}>
      <p class="writer-name">{isAuthor === true ? "The business" : `Person …${authorId?.slice(-6) ?? "unknown"}`}</p>
      <p class="message-text" dir="auto">
        {text}
      </p>
      <div class="message-facts">
        <time dateTime={createdAt}>{timeOf(new Date(createdAt))}</time>
        {isAuthor === true && <Status of={status} />}
        {parentCommentId == null && (
          <button type="button" class="quiet" onClick={() => startReply(placeBelow(postId), id)}>
            Reply
          </button>
        )}
        <RawObject of="comment" id={id} raw={comment} />
      </div>
      {replies.length > 0 && (
        <ol>
          {replies.map((each) => (
            <CommentItem key={each.id} comment={each} postId={postId} replies={[]} />
          ))}
        </ol>
      )}
    </li>
  );
}
