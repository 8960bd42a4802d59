import { InboundError } from "../../model/service.ts";
import { addComment, commentingPlatform, showComment } from "../comments/comments.ts";
import { commentedPost, type CommentedPost } from "../comments/commented-posts.ts";
import { posted } from "../comments/publication.ts";
import type { Comment } from "../records.ts";
import type { State } from "../state.ts";
import { readInboundComment, type InboundComment } from "./inbound.ts";

/**
 * Receives a comment of a person, now.
 *
 * @returns the comment as the API shows it
 * @throws InboundError when no such comment can arrive
 */
export function receiveComment(state: State, message: unknown): object {
  const inbound = readInboundComment(message);
  const parent = parentOf(state, inbound);
  const post = postOf(state, inbound, parent);
  const account = state.initial.accounts.get(post.accountId);
  const platform = commentingPlatform(account?.platform ?? "");
  if (account === undefined || platform === undefined) {
    throw new InboundError(`postId: post ${post.id} is on ${account?.platform}, from where no comments come`);
  }
  if (!post.isPublished) throw new InboundError(`postId: post ${post.id} is not published, so nobody sees it`);
  const { authorId, text } = inbound;
  if (authorId === account.platformId) throw new InboundError(`authorId: ${quote(authorId)} is the account itself`);
  const added = addComment(state, {
    accountId: account.id,
    platform,
    postId: post.id,
    parentCommentId: parent?.id ?? null,
    isAuthor: false,
    authorId,
    personId: authorId,
    text,
    steps: posted,
  });
  return showComment(added, state);
}

function parentOf({ comments }: State, { parentCommentId: id }: InboundComment): Comment | undefined {
  if (id === undefined) return undefined;
  const parent = comments.get(id);
  if (parent === undefined) throw new InboundError(`parentCommentId: there is no comment ${quote(id)}`);
  if (parent.parentCommentId === null) return parent;
  throw new InboundError(
    `parentCommentId: comment ${id} is a reply itself; expected the one above it, ${parent.parentCommentId}`,
  );
}

function postOf(state: State, { accountId, postId }: InboundComment, parent: Comment | undefined): CommentedPost {
  const id = postId ?? parent?.postId;
  if (id === undefined) throw new InboundError("postId: is missing; expected the post that the comment stands below");
  const post = commentedPost(state, id);
  if (post === undefined) throw new InboundError(`postId: there is no post ${quote(id)}`);
  if (parent !== undefined && parent.postId !== post.id) {
    throw new InboundError(`postId: comment ${parent.id} stands below post ${parent.postId}, not below ${quote(id)}`);
  }
  if (accountId !== undefined && accountId !== post.accountId) {
    throw new InboundError(
      `accountId: post ${post.id} is one of account ${post.accountId}, not of ${quote(accountId)}`,
    );
  }
  return post;
}

const quote = (text: string): string => JSON.stringify(text);
