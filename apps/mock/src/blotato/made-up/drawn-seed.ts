import { createRandom, type Random } from "../../model/random.ts";
import type { SharedRecords } from "../../model/records.ts";
import { commentRepliedBefore, settled, settledFailure } from "../conversations/delivery.ts";
import { messagingPlatforms, type Conversation, type Message } from "../records.ts";
import { accountsById, subaccounts } from "./seed-accounts.ts";
import { accountFor, draftConversations, pageFor, type MessageDraft } from "./seed-conversations.ts";
import type { InitialData } from "./initial-data.ts";
import { commentReplies } from "./seed-dialogues.ts";
import { participantId } from "./seed-people.ts";
import { drawUuid } from "../uuid.ts";

// Lists break ties by comparing ids as texts, so numbers must not grow a digit while a mock runs.
const firstConversationNumber = 700_300;
const firstMessageNumber = 1_418_000;

const repliesPerPlatform = 3;
const firstReplyPerson = 9_000;
const day = 86_400_000;

/** A small inbox in which each thing that can happen has happened, as of `start`. */
export function drawSeed(seed: number, start: number): InitialData {
  const random = createRandom(seed);
  const userId = drawUuid(random);
  const drafts = messagingPlatforms
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
  const conversationsById = new Map(conversations.map((conversation) => [conversation.id, conversation]));
  const byPerson = new Map(
    conversations.flatMap((conversation) =>
      conversation.participants.flatMap(({ id }) =>
        id === null ? [] : [[`${conversation.accountId} ${id}`, conversation] as const],
      ),
    ),
  );
  const byConversation = Map.groupBy(messages, ({ conversationId }) => conversationId);
  return {
    userId,
    accounts: accountsById,
    subaccounts,
    accountIds: new Set(conversations.map(({ accountId }) => accountId)),
    conversations: withIds(conversations.toSorted((a, b) => a.updatedAt - b.updatedAt || Number(a.id) - Number(b.id))),
    messages: withIds(messages),
    conversation: (id) => conversationsById.get(id),
    conversationWith: ({ id }, personId) => byPerson.get(`${id} ${personId}`),
    messagesOf: (conversationId) => byConversation.get(conversationId) ?? [],
    nextConversationNumber: firstConversationNumber + conversations.length,
    nextMessageNumber: firstMessageNumber + messages.length,
  };
}

function withIds<Item extends { readonly id: string }>(items: readonly Item[]): SharedRecords<Item> {
  const byId = new Map(items.map((item) => [item.id, item]));
  return { length: items.length, at: (index) => items[index], byId: (id) => byId.get(id) };
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
        direction: "outbound",
        senderId: isSecond ? null : platform === "facebook" ? pageFor(account, index) : account.platformId,
        recipientId: participantId(random, platform, firstReplyPerson + index),
        text: random.pick(commentReplies),
        createdAt: start - random.integer(1, 30) * day,
        delivery: isSecond ? settledFailure(commentRepliedBefore) : settled("delivered"),
      };
    }),
  );
}
