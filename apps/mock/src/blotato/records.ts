/** What the model keeps. Times are epoch milliseconds; the handlers turn them into the vendor's texts. */
import type { Steps } from "../model/steps.ts";
import type { Delivery } from "./conversations/delivery.ts";

export const messagingPlatforms = ["bluesky", "facebook", "instagram", "twitter"] as const;

export type MessagingPlatform = (typeof messagingPlatforms)[number];

export type AccountPlatform = MessagingPlatform | "linkedin" | "other" | "pinterest" | "threads" | "tiktok" | "youtube";

export interface Account {
  readonly id: string;
  readonly platform: AccountPlatform;
  readonly fullname: string;
  readonly username: string;
  /** The platform's own id of the account. On Facebook a page takes part in a conversation, never the account. */
  readonly platformId: string;
}

export interface Subaccount {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
}

export interface Participant {
  readonly id: string | null;
  readonly name: string | null;
  readonly profileImageUrl: string | null;
  readonly username: string | null;
}

export interface Conversation {
  readonly id: string;
  readonly accountId: string;
  readonly platform: MessagingPlatform;
  readonly participants: readonly Participant[];
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface Message {
  readonly id: string;
  readonly conversationId: string | null;
  /** The API does not show it, but filters by it. */
  readonly accountId: string;
  readonly platform: MessagingPlatform;
  /** Whether a person wrote it, or the account. */
  readonly direction: "inbound" | "outbound";
  readonly senderId: string | null;
  readonly recipientId: string;
  readonly text: string;
  readonly createdAt: number;
  readonly delivery: Delivery;
}

export interface Comment {
  readonly id: string;
  readonly accountId: string;
  readonly platform: MessagingPlatform;
  readonly postId: string;
  /** The comment that it replies to, which is never a reply itself. */
  readonly parentCommentId: string | null;
  /** Whether the account wrote it. */
  readonly isAuthor: boolean;
  readonly authorId: string;
  /** The person in whose chat it stands; null for a comment of the account's own. */
  readonly personId: string | null;
  readonly text: string;
  readonly createdAt: number;
  readonly steps: Steps<CommentStatus>;
}

type CommentStatus = "failed" | "posted" | "queued";

/** What a person and an account wrote to each other. */
export interface Chat {
  readonly id: string;
  readonly accountId: string;
  readonly platform: MessagingPlatform;
  readonly personIds: readonly (string | null)[];
  /** Undefined as long as there are comments alone. */
  readonly conversationId: string | undefined;
  readonly updatedAt: number;
}

/** What is to be published, and where; it can have more fields than the mock reads. */
export interface PostDraft {
  readonly accountId: string;
  readonly content: Illustrated & {
    readonly text: string;
    readonly platform: AccountPlatform | "webhook";
    readonly additionalPosts?: readonly Illustrated[];
  };
  readonly target: { readonly targetType: string; readonly pageId?: string };
}

interface Illustrated {
  readonly mediaUrls: readonly string[];
}

export interface Post {
  /** The `postSubmissionId`, which it keeps. */
  readonly id: string;
  /** Its id in lists as long as it is scheduled. */
  readonly scheduleId: string;
  /** Its id in lists once it was published or failed. */
  readonly publishedId: string;
  readonly draft: PostDraft;
  readonly submittedAt: number;
  /** Undefined for a post that was to be published at once. */
  readonly scheduledAt: number | undefined;
  /** The slot at which it is queued. */
  readonly slotId: string | undefined;
  /** Why it will not be published; undefined when it will. */
  readonly failure: string | undefined;
}

export interface SlotTarget {
  readonly platform: AccountPlatform | "webhook";
  /** Null for every account on the platform. */
  readonly accountId: string | null;
  /** Null for every page of the account. */
  readonly subaccountId: string | null;
}

/** A day and time, each week, at which posts can be queued. */
export interface Slot {
  readonly id: string;
  readonly day: "sunday" | "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday";
  /** In UTC. */
  readonly hour: number;
  readonly minute: number;
  readonly selectedTargets: readonly SlotTarget[];
}
