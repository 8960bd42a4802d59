import type { Clock } from "../clock.ts";
import { createRandom, type Random } from "../random.ts";
import type { WorldOptions } from "../world-options.ts";
import type { Conversation, Message, Post } from "./records.ts";
import { createRecordStore, type RecordStore } from "./record-store.ts";
import type { SeedData } from "./seed-data.ts";

/** Everything that one API key can change. */
export interface WorldState {
  readonly clock: Clock;
  /** For the ids of this world, so that what happens in another one does not change them. */
  readonly random: Random;
  readonly seedData: SeedData;
  readonly conversations: RecordStore<Conversation>;
  readonly messages: RecordStore<Message>;
  readonly posts: RecordStore<Post>;
  /** Comments with a private reply. */
  readonly answeredComments: Set<string>;
  nextConversationId(): string;
  nextMessageId(): string;
  nextPostNumber(): number;
}

const firstPostNumber = 9001;

/** A fresh world over the shared seed data. */
export function createWorldState(seedData: SeedData, { clock, seed }: WorldOptions): WorldState {
  const conversationNumbers = countFrom(seedData.nextConversationNumber);
  const messageNumbers = countFrom(seedData.nextMessageNumber);
  return {
    clock,
    // Another sequence than that of the seed data, whose first draws are ids as well.
    random: createRandom(seed + 1),
    seedData,
    conversations: createRecordStore(seedData.conversations),
    messages: createRecordStore(seedData.messages),
    posts: createRecordStore(new Map<string, Post>()),
    answeredComments: new Set(),
    nextConversationId: () => String(conversationNumbers()),
    nextMessageId: () => String(messageNumbers()),
    nextPostNumber: countFrom(firstPostNumber),
  };
}

function countFrom(first: number): () => number {
  let next = first;
  return () => next++;
}
