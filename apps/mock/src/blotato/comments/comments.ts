import { isoTime } from "../../model/iso-time.ts";
import type { OperationRequest, OperationResponse } from "../../model/service.ts";
import { statusAt } from "../../model/steps.ts";
import { findAccount } from "../accounts.ts";
import { found, invalid } from "../errors.ts";
import { noteActivity } from "../inbox/chat-store.ts";
import { firstCommentNumber } from "../made-up/comments.ts";
import { messagingPlatforms, type Comment, type MessagingPlatform } from "../records.ts";
import type { State } from "../state.ts";
import { commentedPost } from "./commented-posts.ts";
import { toBePosted } from "./publication.ts";

interface CreateCommentBody {
  readonly postId: string;
  readonly parentCommentId?: string;
  readonly text: string;
}

/** Accepts a comment of an account. When the platform rejects it, that shows later, as status `failed`. */
export function createComment(state: State, { body }: OperationRequest): OperationResponse {
  const { parentCommentId, postId, text } = body as CreateCommentBody;
  const post = found(commentedPost(state, postId), "post", postId);
  const parent = parentCommentId === undefined ? undefined : parentOf(state, parentCommentId, post.id);
  const account = findAccount(state, post.accountId);
  const platform = commentingPlatform(account.platform);
  if (platform === undefined)
    throw invalid(`postId: post ${post.id} is on ${account.platform}, which takes no comments`);
  const added = addComment(state, {
    accountId: account.id,
    platform,
    postId: post.id,
    parentCommentId: parent?.id ?? null,
    isAuthor: true,
    authorId: account.platformId,
    personId: parent?.personId ?? null,
    text,
    steps: toBePosted(post.isPublished),
  });
  return { status: 201, body: showComment(added, state) };
}

function parentOf(state: State, id: string, postId: string): Comment {
  const parent = found(state.comments.get(id), "comment", id, "parentCommentId");
  if (parent.parentCommentId !== null) {
    throw invalid(`parentCommentId: comment ${id} is a reply itself; reply to comment ${parent.parentCommentId}`);
  }
  if (parent.postId !== postId) {
    throw invalid(`parentCommentId: comment ${id} stands below post ${parent.postId}, not below ${postId}`);
  }
  return parent;
}

/** The platform as one on which comments are read and written; undefined for other platforms. */
export const commentingPlatform = (platform: string): MessagingPlatform | undefined =>
  messagingPlatforms.find((name) => name === platform);

/** Adds a comment as of now, which makes the chat of its person the newest. */
export function addComment(state: State, comment: Omit<Comment, "createdAt" | "id">): Comment {
  const { accountId, personId, platform } = comment;
  const id = String(firstCommentNumber + state.comments.size);
  const added = { ...comment, id, createdAt: state.clock.now() };
  state.comments.put(added);
  if (personId !== null) noteActivity(state, { accountId, platform, personId });
  return added;
}

/** A comment as the API shows it. */
export function showComment(comment: Comment, { clock }: State): object {
  const { accountId, authorId, createdAt, id, isAuthor, parentCommentId, platform, postId, steps, text } = comment;
  const status = statusAt(steps, createdAt, clock.now());
  return {
    id,
    platform,
    accountId,
    postId,
    parentCommentId,
    isAuthor,
    authorId,
    text,
    status,
    platformCommentId: status === "posted" ? `1810000000${id}` : null,
    createdAt: isoTime(createdAt),
  };
}

/** @throws BlotatoError for a time that the format allows and Date cannot read, such as a leap second */
export function readTime(parameter: string, value: unknown): number {
  const time = Date.parse(String(value));
  if (Number.isNaN(time)) throw invalid(`${parameter}: cannot be read as a time, such as 2026-12-30T08:00:00Z`);
  return time;
}
