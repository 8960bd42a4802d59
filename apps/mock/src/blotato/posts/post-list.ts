import { isoTime } from "../../model/iso-time.ts";
import { readPage } from "../../model/paging.ts";
import type { OperationRequest, OperationResponse } from "../../model/service.ts";
import { pageBody } from "../pages.ts";
import type { Post } from "../records.ts";
import type { State } from "../state.ts";
import { readTime } from "./drafts.ts";
import { accountOf, phaseOf, postTime } from "./post-store.ts";
import { publicUrlOf } from "./publish.ts";
import { week } from "./slot-times.ts";

/** The posts of a window, newest first. One that is being published is in none of the documented states, and not listed. */
export function listPosts(state: State, request: OperationRequest): OperationResponse {
  const { platform, status } = request.query as {
    readonly platform?: readonly string[];
    readonly status?: readonly string[];
  };
  const now = state.clock.now();
  const { least, most } = windowOf(request, now - week, now + week);
  const page = readPage(request, state.posts, {
    list: "posts",
    order: "descending",
    least,
    matches: (post) => {
      const phase = phaseOf(post, state);
      return (
        phase !== "in-progress" &&
        postTime(post) <= most &&
        (status === undefined || status.includes(phase)) &&
        (platform === undefined || platform.includes(accountOf(state, post).platform))
      );
    },
    show: (post) => showPost(post, state),
  });
  return { status: 200, body: pageBody(page) };
}

/**
 * The window of times that a query names.
 *
 * @throws BlotatoError when one of its times cannot be read
 */
export function windowOf(
  { query }: OperationRequest,
  least: number,
  most: number,
): { readonly least: number; readonly most: number } {
  const { since, until } = query as { readonly since?: string; readonly until?: string };
  return {
    least: since === undefined ? least : readTime(since, "since"),
    most: until === undefined ? most : readTime(until, "until"),
  };
}

function showPost(post: Post, state: State): object {
  const { content } = post.draft;
  const { id, platform } = accountOf(state, post);
  const type = phaseOf(post, state);
  return {
    id: type === "scheduled" ? post.scheduleId : post.publishedId,
    postTime: isoTime(postTime(post)),
    platform,
    text: content.text,
    mediaUrls: [...content.mediaUrls],
    account: { id },
    state: {
      type,
      ...(type === "published" && { postUrl: publicUrlOf(state, post) }),
      ...(type === "failed" && { errorMessage: post.failure }),
    },
  };
}
