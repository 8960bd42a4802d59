import type { ListedPost } from "@switchboard/blotato";

/** A post that waits for its time. */
export interface ScheduledListedPost extends ListedPost {
  /** The schedule, for `schedules.get`, `schedules.update` and `schedules.delete`. It ends when the post is published. */
  readonly id: string;
  readonly state: { readonly type: "scheduled" };
}

/** A post that was published. */
export interface PublishedListedPost extends ListedPost {
  /** The published post, for `analytics.post`. It is not the submission, which `posts.status` takes. */
  readonly id: string;
  readonly state: {
    readonly type: "published";
    /** Address of the post on the platform, where there is one. */
    readonly postUrl?: string;
  };
}

/** A post that could not be published. */
export interface FailedListedPost extends ListedPost {
  /** The failed attempt. No operation takes this id. */
  readonly id: string;
  readonly state: {
    readonly type: "failed";
    /** Why, for a person to read. */
    readonly errorMessage?: string;
  };
}

/** The posts of a list by where they stand. */
export interface ListedPostsByState {
  readonly scheduled: ScheduledListedPost;
  readonly published: PublishedListedPost;
  readonly failed: FailedListedPost;
}

/**
 * Whether a post of `posts.list` stands there. What its `id` names depends on it: a schedule, a published post, or a failed attempt.
 *
 * @example
 * for await (const post of blotato.posts.list()) {
 *   if (isInState(post, "scheduled")) await blotato.schedules.delete(post.id);
 * }
 */
export const isInState = <State extends keyof ListedPostsByState>(
  post: ListedPost,
  state: State,
): post is ListedPostsByState[State] => post.state.type === state;
