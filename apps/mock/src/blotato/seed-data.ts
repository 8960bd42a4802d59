import { createRandom, type Random } from "../random.ts";
import { commentAnsweredBefore, settled, settledFailure } from "./delivery.ts";
import type { Account, Conversation, Message, Subaccount } from "./records.ts";
import { accounts, subaccounts } from "./seed-accounts.ts";
import { accountFor, draftConversations, pageFor, type MessageDraft } from "./seed-conversations.ts";
import { commentReplies } from "./seed-dialogues.ts";
import { participantId } from "./seed-people.ts";
import { drawUuid } from "./uuid.ts";

/** What every world begins with. Never changed: worlds put their own records on top. */
export interface SeedData {
  readonly userId: string;
  readonly accounts: ReadonlyMap<string, Account>;
  readonly subaccounts: readonly Subaccount[];
  readonly conversations: ReadonlyMap<string, Conversation>;
  readonly messages: ReadonlyMap<string, Message>;
  readonly nextConversationNumber: number;
  readonly nextMessageNumber: number;
}

// Lists break ties by comparing ids as texts, so numbers must not grow a digit while a mock runs.
const firstConversationNumber = 700_300;
const firstMessageNumber = 1_418_000;

const repliesPerPlatform = 3;
const firstReplyPerson = 9_000;
const day = 86_400_000;

/** Draws the data of a service, as of `start`. */
export function createSeedData(seed: number, start: number): SeedData {
  const random = createRandom(seed);
  const userId = drawUuid(random);
  const drafts = (["bluesky", "facebook", "instagram", "twitter"] as const)
    .flatMap((platform) => draftConversations(random, platform, start))
    .toSorted((a, b) => a.conversation.createdAt - b.conversation.createdAt);
  const numbered = drafts.map((draft, index) => ({ ...draft, id: String(firstConversationNumber + index) }));
  const conversations = numbered.map(({ id, conversation }): Conversation => ({ id, ...conversation }));
  const messages = [
    ...numbered.flatMap((draft) => draft.messages.map((message) => ({ conversationId: draft.id, ...message }))),
    ...draftCommentReplies(random, start).map((message) => ({ conversationId: null, ...message })),
  ]
    .toSorted((a, b) => a.createdAt - b.createdAt)
    .map((message, index): Message => ({ id: String(firstMessageNumber + index), ...message }));
  return {
    userId,
    accounts: byId(accounts),
    subaccounts,
    conversations: byId(conversations),
    messages: byId(messages),
    nextConversationNumber: firstConversationNumber + conversations.length,
    nextMessageNumber: firstMessageNumber + messages.length,
  };
}

/** Private replies to comments. They have no conversation, and the last of each platform came second. */
function draftCommentReplies(random: Random, start: number): readonly MessageDraft[] {
  return (["facebook", "instagram"] as const).flatMap((platform) =>
    Array.from({ length: repliesPerPlatform }, (_, index): MessageDraft => {
      const account = accountFor(platform, index);
      const isSecond = index === repliesPerPlatform - 1;
      return {
        accountId: account.id,
        platform,
        senderId: isSecond ? null : platform === "facebook" ? pageFor(account, index) : account.platformId,
        recipientId: participantId(random, platform, firstReplyPerson + index),
        text: random.pick(commentReplies),
        createdAt: start - random.integer(1, 30) * day,
        delivery: isSecond ? settledFailure(commentAnsweredBefore) : settled("delivered"),
      };
    }),
  );
}

const byId = <T extends { readonly id: string }>(records: readonly T[]): ReadonlyMap<string, T> =>
  new Map(records.map((record) => [record.id, record]));
