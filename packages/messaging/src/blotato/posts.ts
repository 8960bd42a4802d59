import type { AdditionalPost, Post, PostStatus, PostSubmission } from "@switchboard/blotato";

import { withText } from "../answer-check.ts";
import { checkList, checkText } from "../bounds.ts";
import type { CallOptions } from "../settings.ts";
import type { Fail } from "../call.ts";
import { SwitchboardError, type ApiError } from "../errors.ts";
import { pollUntil, type WaitOptions } from "../poll.ts";
import type { BlotatoCore } from "./core.ts";

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
export interface Posts {
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
   * Says how far a submitted post has come.
   *
   * @throws ApiError of the kind `notFound` when there is no such submission
   * @example
   * const { status } = await blotato.posts.status(submission.postSubmissionId);
   */
  status(postSubmissionId: string, options?: CallOptions): Promise<PostStatus>;

  /**
   * Looks at a submitted post until it is published. A scheduled post is waited for as well, within the timeout.
   *
   * @throws ApiError of the kind `delivery` when it failed; TimeoutError when nothing is known in time
   * @example
   * const { publicUrl } = await blotato.posts.waitUntilPublished(submission, { timeout: 60_000 });
   */
  waitUntilPublished(submission: PostSubmission, options?: WaitOptions): Promise<PostStatus>;
}

/** The part of a client that is its `posts`. */
export function createPosts({ raw, run, settings }: BlotatoCore): Posts {
  const submit = async (
    post: Post,
    options: CallOptions,
    schedule: { readonly scheduledTime?: string } = {},
  ): Promise<PostSubmission> => {
    checkPost(post);
    const body = { post, ...schedule };
    return run("publishPost", options, (init) => raw.POST("/v2/posts", { ...init, body }), acceptedPost);
  };

  const look = (postSubmissionId: string, options: CallOptions, read?: Read): Promise<PostStatus> =>
    run(
      "getPostStatus",
      options,
      (init) => raw.GET("/v2/posts/{postSubmissionId}", { ...init, params: { path: { postSubmissionId } } }),
      read,
    );

  return {
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
    status: (postSubmissionId, options = {}) => look(postSubmissionId, options),
    waitUntilPublished: async ({ postSubmissionId }, options = {}) =>
      pollUntil("getPostStatus", settings, options, async (callOptions) => {
        const body = await look(postSubmissionId, callOptions, notFailed);
        return body.status === "published" ? body : undefined;
      }),
  };
}

/** The documented bounds of a post, by field of its target. */
const postBounds = {
  altText: { maximum: 1_000 },
  collaborators: { maximum: 3 },
  title: { maximum: 90 },
} as const;

function checkPost(post: Post): void {
  const { scheduledTime, useNextFreeSlot } = post as { scheduledTime?: unknown; useNextFreeSlot?: unknown };
  if (scheduledTime !== undefined || useNextFreeSlot !== undefined) {
    throw new SwitchboardError(
      "The post holds a time, which Blotato would pass over, and publish it at once; call posts.schedule with the date",
    );
  }
  const { target } = post;
  if (target.targetType === "tiktok" && target.title !== undefined) {
    checkText("target.title", target.title, postBounds.title);
  }
  if (target.targetType !== "instagram") return;
  if (target.altText !== undefined) checkText("target.altText", target.altText, postBounds.altText);
  if (target.collaborators !== undefined) {
    checkList("target.collaborators", target.collaborators, postBounds.collaborators);
  }
}

/** @throws ApiError for a post that is told to have failed already, and for an answer by which it cannot be followed */
function acceptedPost(submission: PostSubmission, fail: Fail): PostSubmission {
  const { status, errorMessage } = submission as Partial<PostStatus>;
  if (status === "failed") throw postFailed(errorMessage, submission, fail);
  return withText("postSubmissionId")(submission, fail);
}

const postFailed = (reason: string | undefined, body: object, fail: Fail): ApiError =>
  fail.delivery(reason ?? "no reason given", undefined, body);

type Read = (body: PostStatus, fail: Fail) => PostStatus;

const notFailed: Read = (body, fail) => {
  if (body.status !== "failed") return body;
  throw postFailed(body.errorMessage, body, fail);
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
