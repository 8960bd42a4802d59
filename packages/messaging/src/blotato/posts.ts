import {
  finalPostStates,
  type AdditionalPost,
  type Post,
  type PostStatus,
  type PostSubmission,
  type PublishPostRequest,
} from "@switchboard/blotato";
import { getPostStatus, publishPost } from "@switchboard/blotato/operations";
import { SwitchboardError } from "@switchboard/typed-fetch";

import type { ApiPromise } from "../core/api-promise.ts";
import { checkList } from "../core/bounds.ts";
import type { Call } from "../core/call.ts";
import type { Core } from "../core/client.ts";
import { deliveryFailed } from "../core/failures.ts";
import { arrivedAt, follow } from "../core/follow.ts";
import type { CallOptions } from "../core/options.ts";
import type { WaitOptions } from "../core/polling.ts";
import { withText } from "../core/result.ts";
import { plainPosts, type PlainPosts } from "./generated/index.ts";

/** A post without a time: Blotato takes one beside the post, and ignores one within it. */
export type UntimedPost = Post & {
  readonly scheduledTime?: undefined;
  readonly slot?: undefined;
  readonly useNextFreeSlot?: undefined;
};

/** When a post is published: at a later time, or at the next slot of the calendar that is free for its account. */
export type PublishTime = Date | "nextSlot";

/** Several posts that appear as one thread. */
export interface Thread {
  readonly accountId: string;
  /** The platforms that have threads. */
  readonly platform: "bluesky" | "threads" | "twitter";
  /** The posts in order, at least one. */
  readonly posts: readonly ThreadPost[];
  /** Default: at once. */
  readonly when?: PublishTime | undefined;
}

export interface ThreadPost {
  readonly text: string;
  /** Addresses of pictures and videos. Default: none. */
  readonly mediaUrls?: readonly string[] | undefined;
}

/** Posts on the connected accounts. */
export interface Posts extends PlainPosts {
  /**
   * Publishes a post at once. The result means accepted, not published: see {@link Posts.waitUntilPublished}.
   *
   * Like a send, it is repeated only where that cannot publish it twice.
   *
   * @throws SwitchboardError before any request when a field is out of bounds, or the post holds a time; an error of the call
   *   otherwise: when its `maybeSent` is true, look at the account before you publish again
   * @example
   * const submission = await blotato.posts.publish({
   *   accountId: "40115",
   *   content: { text: "The first loaves are out.", mediaUrls: [], platform: "bluesky" },
   *   target: { targetType: "bluesky" },
   * });
   */
  publish(post: UntimedPost, options?: CallOptions): ApiPromise<PostSubmission>;

  /**
   * Publishes a post at a later time, or at the next free slot of the calendar. The submission says when that is. Until then the
   * post is one of `schedules.list`, and `schedules.delete` cancels it.
   *
   * @throws SwitchboardError before any request when the time is not a valid date in the future; otherwise like `publish`
   * @example
   * await blotato.posts.schedule(post, new Date("2027-03-10T15:30:00Z"));
   * const { scheduledTime } = await blotato.posts.schedule(post, "nextSlot");
   */
  schedule(post: UntimedPost, when: PublishTime, options?: CallOptions): ApiPromise<PostSubmission>;

  /**
   * Publishes several posts as one thread, at once or at the time that it says.
   *
   * @throws SwitchboardError before any request when there is no post, or the time is not in the future; otherwise like `publish`
   * @example
   * await blotato.posts.thread({
   *   accountId: "40114",
   *   platform: "twitter",
   *   posts: [{ text: "First." }, { text: "And then." }],
   *   when: new Date("2027-03-10T15:30:00Z"),
   * });
   */
  thread(thread: Thread, options?: CallOptions): ApiPromise<PostSubmission>;

  /**
   * Looks at a submitted post until it is published. A scheduled post is waited for as well, within the timeout.
   *
   * @throws ApiError of the kind `delivery` when it reaches another final status; TimeoutError when nothing is known in time
   * @example
   * const { publicUrl } = await blotato.posts.waitUntilPublished(submission, { timeout: 60_000 });
   */
  waitUntilPublished(submission: PostSubmission, options?: WaitOptions): Promise<PostStatus>;
}

export function createPosts(core: Core): Posts {
  const { call, settings } = core;

  const submit = (make: () => PublishPostRequest, options?: CallOptions): ApiPromise<PostSubmission> =>
    call(publishPost, () => ({ body: make() }), options, acceptedPost);

  return {
    ...plainPosts(core),
    publish: (post, options) => submit(() => ({ post: untimed(post) }), options),
    schedule: (post, when, options) =>
      submit(() => ({ post: untimed(post), ...timing(when, settings.now()) }), options),
    thread: ({ when, ...thread }, options) =>
      submit(() => ({ post: threadPost(thread), ...(when !== undefined && timing(when, settings.now())) }), options),
    waitUntilPublished: ({ postSubmissionId }, options) =>
      follow(core, getPostStatus, { path: { postSubmissionId } }, options, whenPublished),
  };
}

/** @throws SwitchboardError for a post with a time in it */
function untimed(post: Post): Post {
  const { scheduledTime, slot, useNextFreeSlot } = post as {
    scheduledTime?: unknown;
    slot?: unknown;
    useNextFreeSlot?: unknown;
  };
  if (scheduledTime === undefined && slot === undefined && useNextFreeSlot === undefined) return post;
  throw new SwitchboardError(
    "The post holds a time, which Blotato would pass over, and publish it at once; call posts.schedule with the date",
    "invalidInput",
  );
}

/**
 * The fields beside a post that is to be published then.
 *
 * @throws SwitchboardError for a time that is not in the future
 */
function timing(when: PublishTime, now: number): Omit<PublishPostRequest, "post"> {
  if (when === "nextSlot") return { useNextFreeSlot: true };
  // A caller without types may give a text.
  if (when instanceof Date && when.getTime() > now) return { scheduledTime: when.toISOString() };
  throw new SwitchboardError(
    `The post cannot be scheduled for ${describeDate(when)}; expected a date in the future, or "nextSlot"`,
    "invalidInput",
  );
}

/** @throws ApiError for a post that failed already, and for a response without which it cannot be followed */
function acceptedPost(submission: PostSubmission, call: Call): PostSubmission {
  const { status, errorMessage } = submission as Partial<PostStatus>;
  if (status === "failed") throw deliveryFailed(call, errorMessage ?? "no reason given", undefined, submission);
  return withText("postSubmissionId")(submission, call);
}

const whenPublished = arrivedAt<PostStatus>(["published"], finalPostStates, ({ errorMessage }) => errorMessage);

/** @throws SwitchboardError for a thread without a post */
function threadPost({ accountId, platform, posts }: Omit<Thread, "when">): Post {
  checkList("posts", posts, { minimum: 1 });
  const [first, ...additionalPosts] = posts.map(withMedia);
  return postOn(platform, accountId, { text: "", mediaUrls: [], ...first, additionalPosts });
}

const withMedia = ({ text, mediaUrls = [] }: ThreadPost): AdditionalPost => ({ text, mediaUrls: [...mediaUrls] });

interface ThreadContent extends AdditionalPost {
  additionalPosts: AdditionalPost[];
}

/** One branch for each platform: the type of a post ties its content's platform to its target's. */
function postOn(platform: Thread["platform"], accountId: string, content: ThreadContent): Post {
  switch (platform) {
    case "bluesky":
      return { accountId, content: { ...content, platform }, target: { targetType: platform } };
    case "threads":
      return { accountId, content: { ...content, platform }, target: { targetType: platform } };
    case "twitter":
      return { accountId, content: { ...content, platform }, target: { targetType: platform } };
  }
}

function describeDate(date: unknown): string {
  if (!(date instanceof Date)) return `a ${typeof date}`;
  return Number.isNaN(date.getTime()) ? "an invalid date" : date.toISOString();
}
