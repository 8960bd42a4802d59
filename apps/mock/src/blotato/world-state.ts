import type { Clock } from "../model/clock.ts";
import { createRandom, type Random } from "../model/random.ts";
import type { WorldOptions } from "../model/world-options.ts";
import { ConversationRecords } from "./conversations/conversation-records.ts";
import { MessageRecords } from "./conversations/message-records.ts";
import type { Post } from "./records.ts";
import type { SeedData } from "./made-up/seed-data.ts";

/** Everything that one API key can change. */
export interface WorldState {
  readonly clock: Clock;
  /** For the ids of this world, so that what happens in another one does not change them. */
  readonly random: Random;
  readonly seedData: SeedData;
  readonly conversations: ConversationRecords;
  readonly messages: MessageRecords;
  readonly posts: Map<string, Post>;
  /** Addresses of stored files. */
  readonly media: Set<string>;
  /** Comments with a private reply. */
  readonly answeredComments: Set<string>;
}

/** A fresh world over the shared seed data, of which it copies nothing. */
export function createWorldState(seedData: SeedData, { clock, seed }: WorldOptions): WorldState {
  return {
    clock,
    // Another sequence than that of the seed data, whose first draws are ids as well.
    random: createRandom(seed + 1),
    seedData,
    conversations: new ConversationRecords(seedData),
    messages: new MessageRecords(seedData, clock),
    posts: new Map(),
    media: new Set(),
    answeredComments: new Set(),
  };
}
