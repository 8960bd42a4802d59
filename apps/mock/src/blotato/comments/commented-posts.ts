import { commentedPosts } from "../made-up/comments.ts";
import { showPostStatus } from "../sends/posts.ts";
import type { State } from "../state.ts";

/** A post, as far as comments need it. */
export interface CommentedPost {
  readonly id: string;
  readonly accountId: string;
  /** Before that, the platform takes no comment. */
  readonly isPublished: boolean;
}

/** The post that an id names: its own, or that of its submission. */
export function commentedPost(state: State, id: string): CommentedPost | undefined {
  const known = commentedPosts.find((post) => post.id === id);
  if (known !== undefined) return { ...known, isPublished: true };
  const post = state.posts.get(id);
  if (post === undefined) return undefined;
  const { status } = showPostStatus(post, state) as { status: string };
  return { id, accountId: post.accountId, isPublished: status === "published" };
}
