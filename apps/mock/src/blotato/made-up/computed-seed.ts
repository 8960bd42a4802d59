import type { SharedRecords } from "../../model/records.ts";
import { createRandom } from "../../model/random.ts";
import { settled } from "../conversations/delivery.ts";
import { createMemo } from "./memo.ts";
import type { Account, Conversation, Message, Participant } from "../records.ts";
import { accountsById, subaccounts } from "./seed-accounts.ts";
import { accountFor, conversationsPerPlatform, drawParticipants, pageFor, pastDelivery } from "./seed-conversations.ts";
import type { InitialData } from "./initial-data.ts";
import { lineOf } from "./seed-dialogues.ts";
import { seedHash } from "./seed-hash.ts";
import { participantNumber } from "./seed-people.ts";
import { createTimeline, type Timeline } from "./seed-timeline.ts";
import { drawUuid } from "../uuid.ts";

export interface SeedSizes {
  readonly conversations?: number;
  readonly messagesPerConversation?: number;
}

/** What may be drawn for the same record without being the same. */
const chances = { participants: 1, dialogue: 2, delivery: 3 } as const;

// Those that can be answered first, so that a single conversation can be.
const platforms = ["instagram", "facebook", "twitter", "bluesky"] as const;

/** The accounts in turn, with the id by which each takes part. A platform has two accounts or pages at most. */
const senders = Array.from({ length: platforms.length * 2 }, (_, index) => {
  const platform = platforms[index % platforms.length] ?? "instagram";
  const turn = Math.floor(index / platforms.length);
  const account = accountFor(platform, turn);
  return { platform, account, ownId: platform === "facebook" ? pageFor(account, turn) : account.platformId };
});

/**
 * An inbox of any size. Nothing of it is stored: each record is worked out from the seed and its place when somebody asks, so
 * that millions of messages cost no more than a few.
 *
 * @throws RangeError when a size is no whole number
 */
export function computeSeed(seed: number, start: number, sizes: SeedSizes): InitialData {
  const timeline = createTimeline(seed, start, {
    conversations: wholeNumber("conversations", sizes.conversations ?? 144),
    messagesPerConversation: wholeNumber("messagesPerConversation", sizes.messagesPerConversation ?? 7),
  });
  const count = timeline.conversations;
  const firstConversation = roomyNumber(700_300, count);
  const firstMessage = roomyNumber(1_418_000, timeline.messages);
  const participantsOf = createMemo((index: number): readonly Participant[] => {
    const random = createRandom(seedHash(seed, chances.participants, index));
    const { platform } = senderOf(index);
    return drawParticipants(random, platform, rankOnPlatform(index) % conversationsPerPlatform, index * 2 + 1);
  });
  const idOf = (index: number): string => String(firstConversation + index);

  const conversationAt = (index: number): Conversation | undefined => {
    if (!(index >= 0 && index < count)) return undefined;
    const { account, platform } = senderOf(index);
    return {
      id: idOf(index),
      accountId: account.id,
      platform,
      participants: participantsOf(index),
      createdAt: timeline.timeOf(timeline.messageIndex(index, 0)),
      updatedAt: timeline.timeOf(timeline.messageIndex(index, Math.max(timeline.messagesPerConversation, 1) - 1)),
    };
  };

  const messageAt = (index: number): Message | undefined => {
    if (!(index >= 0 && index < timeline.messages)) return undefined;
    const { conversation, position } = timeline.placeOf(index);
    const { account, platform, ownId } = senderOf(conversation);
    const theirId = participantsOf(conversation)[0]?.id ?? null;
    // Nobody can answer a person without an id.
    const isOurs = theirId !== null && position % 2 === 1;
    return {
      id: String(firstMessage + index),
      conversationId: idOf(conversation),
      accountId: account.id,
      platform,
      direction: isOurs ? "outbound" : "inbound",
      senderId: isOurs ? ownId : theirId,
      recipientId: isOurs ? theirId : ownId,
      text: lineOf(seedHash(seed, chances.dialogue, conversation), theirId === null ? position * 2 : position),
      createdAt: timeline.timeOf(index),
      delivery: isOurs
        ? pastDelivery(
            createRandom(seedHash(seed, chances.delivery, index)),
            rankOnPlatform(count - 1 - conversation),
            position === timeline.messagesPerConversation - 1,
          )
        : settled("delivered"),
    };
  };

  const indexOf = (id: string): number => (/^[1-9]\d{5,14}$/.test(id) ? Number(id) - firstConversation : -1);
  return {
    userId: drawUuid(createRandom(seed)),
    accounts: accountsById,
    subaccounts,
    accountIds: new Set(senders.slice(0, count).map(({ account }) => account.id)),
    conversations: { length: count, at: conversationAt, byId: (id) => conversationAt(indexOf(id)) },
    messages: { length: timeline.messages, at: messageAt, byId: (id) => messageAt(Number(id) - firstMessage) },
    conversation: (id) => conversationAt(indexOf(id)),
    conversationWith: (account, personId) => conversationWith(conversationAt, account, personId),
    messagesOf: (conversationId) => {
      const index = indexOf(conversationId);
      return index >= 0 && index < count
        ? messagesOf(timeline, messageAt, index, (id) => messageAt(Number(id) - firstMessage))
        : [];
    },
    nextConversationNumber: firstConversation + count,
    nextMessageNumber: firstMessage + timeline.messages,
  };
}

const senderOf = (conversation: number): (typeof senders)[number] =>
  senders[conversation % senders.length] as (typeof senders)[number];

/** How many conversations of the same platform come before one. */
const rankOnPlatform = (conversation: number): number => Math.floor(conversation / platforms.length);

function messagesOf(
  timeline: Timeline,
  messageAt: (index: number) => Message | undefined,
  conversation: number,
  byId: (id: string) => Message | undefined,
): SharedRecords<Message> {
  return {
    length: timeline.messagesPerConversation,
    at: (position) =>
      position < timeline.messagesPerConversation
        ? messageAt(timeline.messageIndex(conversation, position))
        : undefined,
    byId,
  };
}

/** A person's number tells the conversation, whose own participants tell whether it is that person. */
function conversationWith(
  conversationAt: (index: number) => Conversation | undefined,
  account: Account,
  personId: string,
): Conversation | undefined {
  const { platform } = account;
  const number = platforms.find((name) => name === platform);
  const index = number === undefined ? -1 : Math.floor((participantNumber(number, personId) - 1) / 2);
  const conversation = conversationAt(index);
  const isTheirs =
    conversation?.accountId === account.id && conversation.participants.some(({ id }) => id === personId);
  return isTheirs ? conversation : undefined;
}

/** Where to count from, so that as many records again as there are get numbers of the same length. */
function roomyNumber(usual: number, count: number): number {
  let first = usual;
  while (first + 2 * count >= 10 ** String(first).length) first *= 10;
  return first;
}

function wholeNumber(name: string, size: number): number {
  if (Number.isSafeInteger(size) && size >= 0) return size;
  throw new RangeError(`sizes.${name} is ${size}: expected a whole number from 0 on`);
}
