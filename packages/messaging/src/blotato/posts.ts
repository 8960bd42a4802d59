import type { AdditionalPost, Post, PostStatus, PostSubmission } from "@switchboard/blotato";
import { getPostStatus, publishPost } from "@switchboard/blotato/operations";
import { SwitchboardError } from "@switchboard/typed-fetch";

import { checkList } from "../core/bounds.ts";
import type { Call } from "../core/call.ts";
import type { Core } from "../core/client.ts";
import type { ApiError } from "../core/errors.ts";
import { deliveryFailed } from "../core/failures.ts";
import type { CallOptions } from "../core/options.ts";
import { pollUntil, type WaitOptions } from "../core/polling.ts";
import { withText, type Read } from "../core/result.ts";
import { plainPosts, type PlainPosts } from "./generated/index.ts";

/** A post without a time: Blotato takes one beside the post, and passes over one within it. */
export type UntimedPost = Post & { readonly scheduledTime?: never; readonly useNextFreeSlot?: never };

/** Several posts that appear as one thread. */
export interface Thread {
  readonly accountId: string;
  /** The platforms that know threads. */
  readonly platform: "bluesky" | "threads" | "twitter";
  /** The posts in order, at least one. */
  readonly posts: readonly ThreadPost[];
}

export interface ThreadPost {
  readonly text: string;
  /** Addresses of pictures and videos. Default: none. */
  readonly mediaUrls?: readonly string[];
}

/** Posts on the connected accounts. */
export interface Posts extends PlainPosts {
  /**
   * Publishes a post at once. The answer means accepted, not published: see {@link Posts.waitUntilPublished}.
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
  publish(post: UntimedPost, options?: CallOptions): Promise<PostSubmission>;

  /**
   * Publishes a post at a later time.
   *
   * @throws SwitchboardError before any request when the time is not a valid date in the future; otherwise like `publish`
   * @example
   * await blotato.posts.schedule(post, new Date("2027-03-10T15:30:00Z"));
   */
  schedule(post: UntimedPost, when: Date, options?: CallOptions): Promise<PostSubmission>;

  /**
   * Publishes several posts as one thread.
   *
   * @throws SwitchboardError before any request when there is no post; otherwise like `publish`
   * @example
   * await blotato.posts.thread({
   *   accountId: "40114",
   *   platform: "twitter",
   *   posts: [{ text: "First." }, { text: "And then." }],
   * });
   */
  thread(thread: Thread, options?: CallOptions): Promise<PostSubmission>;

  /**
   * Looks at a submitted post until it is published. A scheduled post is waited for as well, within the timeout.
   *
   * @throws ApiError of the kind `delivery` when it failed; TimeoutError when nothing is known in time
   * @example
   * const { publicUrl } = await blotato.posts.waitUntilPublished(submission, { timeout: 60_000 });
   */
  waitUntilPublished(submission: PostSubmission, options?: WaitOptions): Promise<PostStatus>;
}

export function createPosts(core: Core): Posts {
  const { call, settings } = core;

  const submit = async (
    post: Post,
    options: CallOptions,
    schedule: { readonly scheduledTime?: string } = {},
  ): Promise<PostSubmission> => {
    checkUntimed(post);
    return call(publishPost, { body: { post, ...schedule } }, options, acceptedPost);
  };

  return {
    ...plainPosts(core),
    publish: async (post, options = {}) => submit(post, options),
    schedule: async (post, when, options = {}) => {
      // A caller without types may give a text.
      if (!(when instanceof Date && when.getTime() > Date.now())) {
        throw new SwitchboardError(
          `The post cannot be scheduled for ${describeDate(when)}; expected a date in the future`,
        );
      }
      return submit(post, options, { scheduledTime: when.toISOString() });
    },
    thread: async ({ accountId, platform, posts }, options = {}) => {
      checkList("posts", posts, { minimum: 1 });
      const [first, ...additionalPosts] = posts.map(withMedia);
      const content = { text: "", mediaUrls: [], ...first, additionalPosts };
      return submit(postOn(platform, accountId, content), options);
    },
    waitUntilPublished: async ({ postSubmissionId }, options = {}) =>
      pollUntil(getPostStatus, settings, options, async (callOptions) => {
        const body = await call(getPostStatus, { path: { postSubmissionId } }, callOptions, notFailed);
        return body.status === "published" ? body : undefined;
      }),
  };
}

function checkUntimed(post: Post): void {
  const { scheduledTime, useNextFreeSlot } = post as { scheduledTime?: unknown; useNextFreeSlot?: unknown };
  if (scheduledTime === undefined && useNextFreeSlot === undefined) return;
  throw new SwitchboardError(
    "The post holds a time, which Blotato would pass over, and publish it at once; call posts.schedule with the date",
  );
}

/** @throws ApiError for a post that failed already, and for a response without which it cannot be followed */
function acceptedPost(submission: PostSubmission, call: Call): PostSubmission {
  const { status, errorMessage } = submission as Partial<PostStatus>;
  if (status === "failed") throw postFailed(errorMessage, submission, call);
  return withText("postSubmissionId")(submission, call);
}

const postFailed = (reason: string | undefined, body: object, call: Call): ApiError =>
  deliveryFailed(call, reason ?? "no reason given", undefined, body);

const notFailed: Read<PostStatus, PostStatus> = (body, call) => {
  if (body.status !== "failed") return body;
  throw postFailed(body.errorMessage, body, call);
};

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
