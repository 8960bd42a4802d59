export type * from "@switchboard/blotato";
export { isKnown } from "@switchboard/blotato";
export { rateLimits as blotatoRateLimits } from "@switchboard/blotato/operations";

export type * from "../core/public-types.ts";
export { createBlotato, type Blotato, type BlotatoRaw } from "./client.ts";
export { isComment, type Comments } from "./comments.ts";
export type * from "./generated/index.ts";
export { isInbound } from "./inbound.ts";
export type { Media } from "./media.ts";
export type { UploadOptions, UploadProgress } from "./upload.ts";
export type { DeliveryWaitOptions, Messages } from "./messages.ts";
export {
  isInState,
  type ListedPostsByState,
  type ScheduledListedPost,
  type PublishedListedPost,
  type FailedListedPost,
} from "./listed-posts.ts";
export { metric, type MetricName } from "./metric.ts";
export type { Posts, PublishTime, Thread, ThreadPost, UntimedPost } from "./posts.ts";
export type { BlotatoErrorBody } from "./profile.ts";
export type { ReplyOptions } from "./reply.ts";
export type { CommentReply, Sending } from "./sending.ts";
export type { Sources } from "./sources.ts";
export type { Visuals } from "./visuals.ts";
