import type { AdditionalPost, Post, PostStatus, PostSubmission } from "@switchboard/blotato";

import { checkBounds } from "../bounds.ts";
import type { CallOptions } from "../call.ts";
import { SwitchboardError } from "../errors.ts";
import { pathParameter } from "../path-parameter.ts";
import { pollUntil, type WaitOptions } from "../poll.ts";
import type { Fail } from "../transport.ts";
import type { BlotatoContext } from "./context.ts";

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
   * @throws the errors of a call; when `maybeSent` is true, look at the account before you publish again
   * @example
   * const submission = await blotato.posts.publish({
   *   accountId: "40115",
   *   content: { text: "The first loaves are out.", mediaUrls: [], platform: "bluesky" },
   *   target: { targetType: "bluesky" },
   * });
   */
  publish(post: Post, options?: CallOptions): Promise<PostSubmission>;

  /**
   * Publishes a post at a later time.
   *
   * @throws SwitchboardError before any request when the time is not a valid date in the future; otherwise like `publish`
   * @example
   * await blotato.posts.schedule(post, new Date("2027-03-10T15:30:00Z"));
   */
  schedule(post: Post, when: Date, options?: CallOptions): Promise<PostSubmission>;

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

export function createPosts({ raw, run, settings }: BlotatoContext): Posts {
  const submit = (
    post: Post,
    options: CallOptions,
    schedule: { readonly scheduledTime?: string } = {},
  ): Promise<PostSubmission> =>
    run("publishPost", options, (init) => raw.POST("/v2/posts", { ...init, body: { post, ...schedule } }));

  const look = async (postSubmissionId: string, options: CallOptions, read?: Read): Promise<PostStatus> => {
    const path = { postSubmissionId: pathParameter("postSubmissionId", postSubmissionId) };
    return run(
      "getPostStatus",
      options,
      (init) => raw.GET("/v2/posts/{postSubmissionId}", { ...init, params: { path } }),
      read,
    );
  };

  return {
    publish: async (post, options = {}) => submit(post, options),
    schedule: async (post, when, options = {}) => {
      if (!(when.getTime() > Date.now())) {
        throw new SwitchboardError(
          `The post cannot be scheduled for ${describeDate(when)}; expected a date in the future`,
        );
      }
      return submit(post, options, { scheduledTime: when.toISOString() });
    },
    thread: async ({ accountId, platform, posts }, options = {}) => {
      checkBounds("posts", posts, { minimum: 1 });
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

type Read = (body: PostStatus, fail: Fail) => PostStatus;

const notFailed: Read = (body, fail) => {
  if (body.status !== "failed") return body;
  const reason = body.errorMessage ?? "the platform did not take the post, and Blotato gives no reason";
  throw fail.delivery(reason, undefined, body);
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

const describeDate = (date: Date): string => (Number.isNaN(date.getTime()) ? "an invalid date" : date.toISOString());
