import { phaseOf } from "../posts/post-store.ts";
import type { State } from "../state.ts";

/** A post, as far as comments need it. */
export interface CommentedPost {
  /** That of the published post. */
  readonly id: string;
  readonly accountId: string;
  /** Before that, the platform takes no comment. */
  readonly isPublished: boolean;
}

/** The post that an id names: its own, or that of its submission. */
export function commentedPost(state: State, id: string): CommentedPost | undefined {
  const { posts } = state;
  const post = posts.get(id) ?? [...posts.values()].find(({ publishedId }) => publishedId === id);
  if (post === undefined) return undefined;
  return { id: post.publishedId, accountId: post.draft.accountId, isPublished: phaseOf(post, state) === "published" };
}
