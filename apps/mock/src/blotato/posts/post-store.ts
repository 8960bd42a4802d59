import { changesAt } from "../../model/upcoming.ts";
import { subaccountsOf } from "../accounts.ts";
import type { Account, Post, Subaccount } from "../records.ts";
import type { State } from "../state.ts";

/** How long a platform takes to publish a post. */
const publishingTakes = 500;

/** When a post is to be published; posts are in this order. */
export const postTime = ({ scheduledAt, submittedAt }: Pick<Post, "scheduledAt" | "submittedAt">): number =>
  scheduledAt ?? submittedAt;

export type PostPhase = "scheduled" | "in-progress" | "published" | "failed";

/** The state of a post now. */
export function phaseOf(post: Post, { clock }: Pick<State, "clock">): PostPhase {
  const now = clock.now();
  const begins = postTime(post);
  changesAt(now < begins ? begins : begins + publishingTakes);
  if (now < begins) return "scheduled";
  if (now < begins + publishingTakes) return "in-progress";
  return post.failure === undefined ? "published" : "failed";
}

/** The posts that wait for their time. */
export const waitingPosts = (state: State): readonly Post[] =>
  [...state.posts.values()].filter((post) => phaseOf(post, state) === "scheduled");

export function accountOf({ initial }: State, { draft }: Post): Account {
  const account = initial.accounts.get(draft.accountId);
  // Validated when the post was accepted.
  if (account === undefined) throw new Error(`A post is on the account ${draft.accountId}, which is not there`);
  return account;
}

/** The page that a post goes to, where it goes to one. */
export const pageOf = (state: State, post: Post): Subaccount | undefined =>
  subaccountsOf(state, accountOf(state, post)).find(({ id }) => id === post.draft.target.pageId);
