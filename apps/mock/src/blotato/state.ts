import type { Clock } from "../model/clock.ts";
import type { StoredRecord } from "../model/collection.ts";
import { createRandom, type Random } from "../model/random.ts";
import { Records } from "../model/records.ts";
import type { TenantOptions } from "../model/tenant-options.ts";
import { firstCredits } from "./billing.ts";
import { createdAt } from "./conversations/message-store.ts";
import type { InitialData } from "./made-up/initial-data.ts";
import { chatsOf, noteActivity } from "./inbox/chat-store.ts";
import type { StoredFile, Uploads } from "./media/storage.ts";
import { madeUpSlots, newestPostNumber, newestSlotNumber } from "./made-up/posts.ts";
import { postTime } from "./posts/post-store.ts";
import { placeInWeek } from "./posts/slot-times.ts";
import type { Chat, Comment, Conversation, Message, Post, Slot } from "./records.ts";

/** Everything that one API key sees and can change. */
export interface State {
  readonly clock: Clock;
  /** For the ids of this tenant, so that what happens in another one does not change them. */
  readonly random: Random;
  readonly initial: InitialData;
  /** By their last activity. */
  readonly conversations: Records<Conversation>;
  /** Ids of the conversations that this tenant began, by account and person. */
  readonly begunConversations: Map<string, string>;
  /** The accounts that have conversations. */
  readonly accountIds: Set<string>;
  /** Of all conversations. */
  readonly messages: Records<Message>;
  /** Of the conversations in which this tenant added messages. */
  readonly messagesByConversation: Map<string, Records<Message>>;
  /** In the order of their creation. */
  readonly addedMessages: Message[];
  /** By conversation and person, as far as this tenant received messages. */
  readonly lastInboundAt: Map<string, number>;
  readonly comments: Records<Comment>;
  /** By their last activity. */
  readonly chats: Records<Chat>;
  /** By the time at which they are to be published. */
  readonly posts: Records<Post>;
  /** The number of the newest post. */
  lastPostNumber: number;
  /** The calendar, in the order of the week. */
  readonly slots: Records<Slot>;
  /** The number of the newest slot. */
  lastSlotNumber: number;
  /** Stored files, by their public addresses. */
  readonly media: Map<string, StoredFile>;
  /** Public addresses of files for which an address to upload to was given. */
  readonly pendingUploads: Set<string>;
  /** The addresses of all tenants. */
  readonly uploads: Uploads;
  /** What is left for making visuals. */
  creditsRemaining: number;
  /** Comments that have a private reply. */
  readonly repliedComments: Set<string>;
  /** By operation, for the documented limits; undefined when they do not apply. */
  readonly rateWindows: Map<string, RateWindow> | undefined;
  /** The records of collections that are nothing else, by name. */
  readonly lists: Map<string, Records<StoredRecord>>;
}

/** The minute in which requests of one operation are counted. */
interface RateWindow {
  readonly endsAt: number;
  count: number;
}

/** A fresh tenant over the data that all tenants share, of which it copies nothing. */
export function createState(
  initial: InitialData,
  uploads: Uploads,
  { clock, rateLimits = false, seed }: TenantOptions,
): State {
  const state: State = {
    clock,
    // Another sequence than that of the made-up data, which draws ids as well.
    random: createRandom(seed + 1),
    initial,
    conversations: new Records(initial.conversations, ({ updatedAt }) => updatedAt),
    begunConversations: new Map(),
    accountIds: new Set(initial.accountIds),
    messages: new Records(initial.messages, createdAt),
    messagesByConversation: new Map(),
    addedMessages: [],
    lastInboundAt: new Map(),
    comments: new Records(initial.comments, createdAt),
    chats: new Records(chatsOf(initial), ({ updatedAt }) => updatedAt),
    posts: new Records(initial.posts, postTime),
    lastPostNumber: newestPostNumber,
    slots: new Records(madeUpSlots, placeInWeek),
    lastSlotNumber: newestSlotNumber,
    media: new Map(),
    pendingUploads: new Set(),
    uploads,
    creditsRemaining: firstCredits,
    repliedComments: new Set(),
    rateWindows: rateLimits ? new Map() : undefined,
    lists: new Map(),
  };
  for (const { createdAt: at, personId, ...comment } of initial.comments) {
    if (personId !== null) noteActivity(state, { ...comment, personId }, at);
  }
  return state;
}
