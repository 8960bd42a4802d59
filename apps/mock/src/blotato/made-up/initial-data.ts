import { chance, randomOf } from "../../model/made-up/chance.ts";
import { lineOf, linesPerExchange } from "../../model/made-up/dialogues.ts";
import { memoized, numbered, wholeSize } from "../../model/made-up/numbered.ts";
import { createRandom } from "../../model/random.ts";
import type { SharedRecords } from "../../model/records.ts";
import type { TenantOptions } from "../../model/tenant-options.ts";
import { settled } from "../conversations/delivery.ts";
import { exampleIds } from "../generated/examples.ts";
import type { Account, Comment, Conversation, Message, Participant, Post, Subaccount } from "../records.ts";
import { drawUuid } from "../uuid.ts";
import { accountsById, platforms, senders, subaccounts, type Sender } from "./accounts.ts";
import { commentReplies } from "./comment-replies.ts";
import { madeUpComments } from "./comments.ts";
import { participantsOf, personIn, variants } from "./participants.ts";
import { pastDelivery } from "./past-delivery.ts";
import { madeUpPosts } from "./posts.ts";
import { createTimeline } from "./timeline.ts";

/** What every tenant begins with. Never changed: tenants put their own records on top. */
export interface InitialData {
  readonly userId: string;
  readonly accounts: ReadonlyMap<string, Account>;
  readonly subaccounts: readonly Subaccount[];
  /** The accounts that have conversations. */
  readonly accountIds: ReadonlySet<string>;
  /** In the order of their last activity. */
  readonly conversations: SharedRecords<Conversation>;
  /** In the order of their creation. */
  readonly messages: SharedRecords<Message>;
  /** In the order of their creation. */
  readonly comments: readonly Comment[];
  /** The conversation of an account in which a person takes part. */
  conversationWith(account: Account, personId: string): Conversation | undefined;
  /** In the order of their creation. */
  messagesOf(conversationId: string): SharedRecords<Message>;
  /** In the order of their times. */
  readonly posts: readonly Post[];
  readonly nextConversationNumber: number;
  readonly nextMessageNumber: number;
}

/** Which parts of a conversation or a message are random, each independent of the others. */
const aspects = { dialogue: 3, delivery: 4 } as const;

const usualConversations = 144;

/** The messages of each conversation of a wave, where no size is given. The last message of half of them is ours. */
const usualLengths = [5, 3, 9, 7, 4, 10, 6, 12];

/**
 * An inbox as of the clock's start, in the sizes of the options. Nothing of it is stored: each record is made from its number when
 * it is needed, so that millions of messages cost no more than a few.
 *
 * @throws RangeError when a size is not a whole number
 */
export function initialData({ clock, seed, sizes = {} }: TenantOptions): InitialData {
  const count = wholeSize("conversations", sizes.conversations ?? usualConversations);
  const each = sizes.messagesPerConversation;
  const length = each === undefined ? undefined : wholeSize("messagesPerConversation", each);
  // A conversation without messages has the time that its message would have.
  const lengths = length === undefined ? usualLengths : usualLengths.map(() => Math.max(length, 1));
  const timeline = createTimeline(seed, clock.start, count, lengths);
  const messageCount = length === 0 ? 0 : timeline.messages;
  const replies = count === usualConversations && length === undefined ? commentReplies(seed, clock.start) : [];
  // The newest one has the id of the spec's examples, where there are as many as usual or fewer.
  const example = Number(exampleIds.conversationId);
  const newestConversation =
    count <= usualConversations ? example : roomyNumber(example + 1 - usualConversations, count) + count - 1;
  const firstMessage = roomyNumber(1_418_000, messageCount);
  const newestMessage = firstMessage + replies.length + messageCount - 1;

  const participantsIn = memoized((conversation: number): readonly Participant[] => {
    const { platform } = senderOf(conversation);
    return participantsOf(seed, platform, rankOf(conversation) % variants, conversation * 2 + 1);
  });

  const conversationAt = memoized((conversation: number): Conversation => {
    const { account, platform } = senderOf(conversation);
    const oldest = timeline.messageAt(conversation, timeline.lengthOf(conversation) - 1);
    return {
      id: String(newestConversation - conversation),
      accountId: account.id,
      platform,
      participants: participantsIn(conversation),
      createdAt: timeline.timeOf(oldest),
      updatedAt: timeline.timeOf(timeline.messageAt(conversation, 0)),
    };
  });

  const messageAt = memoized((message: number): Message => {
    const { conversation, position } = timeline.placeOf(message);
    const { account, platform, ownId } = senderOf(conversation);
    const theirId = participantsIn(conversation)[0]?.id ?? null;
    const line = timeline.lengthOf(conversation) - 1 - position;
    // Nobody can write to a person without an id: all lines are theirs.
    const isOurs = theirId !== null && line % 2 === 1;
    const said = theirId === null ? line * 2 : line;
    return {
      id: String(newestMessage - message),
      conversationId: String(newestConversation - conversation),
      accountId: account.id,
      platform,
      direction: isOurs ? "outbound" : "inbound",
      senderId: isOurs ? ownId : theirId,
      recipientId: isOurs ? theirId : ownId,
      text: lineOf(
        chance(2 ** 16, seed, aspects.dialogue, conversation),
        Math.floor(said / linesPerExchange),
        said % linesPerExchange,
      ),
      createdAt: timeline.timeOf(message),
      delivery: isOurs
        ? pastDelivery(randomOf(seed, aspects.delivery, message), rankOf(conversation), position === 0)
        : settled("delivered"),
    };
  });

  const numberIn = (id: string, newest: number): number => (/^[1-9]\d{5,14}$/.test(id) ? newest - Number(id) : -1);
  const messageNumber = (id: string): number => numberIn(id, newestMessage);
  const conversationNumber = (id: string): number => numberIn(id, newestConversation);
  const conversations = numbered(count, conversationAt, conversationNumber);
  return {
    userId: drawUuid(createRandom(seed)),
    accounts: accountsById,
    subaccounts,
    accountIds: new Set(senders.slice(0, count).map(({ account }) => account.id)),
    conversations,
    messages: after(
      replies.map((reply, index) => ({ id: String(firstMessage + index), ...reply })),
      numbered(messageCount, messageAt, messageNumber),
    ),
    comments: madeUpComments(seed, clock.start, conversations),
    conversationWith(account, personId) {
      const platform = platforms.find((name) => name === account.platform);
      if (platform === undefined) return undefined;
      const conversation = conversations.at(count - 1 - Math.floor((personIn(platform, personId) - 1) / 2));
      const isTheirs =
        conversation?.accountId === account.id && conversation.participants.some(({ id }) => id === personId);
      return isTheirs ? conversation : undefined;
    },
    messagesOf(conversationId) {
      const conversation = conversationNumber(conversationId);
      const isThere = conversation >= 0 && conversation < count && length !== 0;
      return numbered(
        isThere ? timeline.lengthOf(conversation) : 0,
        (position) => messageAt(timeline.messageAt(conversation, position)),
        (id) => positionIn(conversation, messageNumber(id)),
      );
    },
    posts: madeUpPosts(seed, clock.start),
    nextConversationNumber: newestConversation + 1,
    nextMessageNumber: newestMessage + 1,
  };

  function positionIn(conversation: number, message: number): number {
    if (!(message >= 0 && message < messageCount)) return -1;
    const place = timeline.placeOf(message);
    return place.conversation === conversation ? place.position : -1;
  }
}

const senderOf = (conversation: number): Sender => senders[conversation % senders.length] as Sender;

/** How many newer conversations a platform has. */
const rankOf = (conversation: number): number => Math.floor(conversation / platforms.length);

/** Some records, followed by later ones. */
function after<Item extends { readonly id: string }>(
  earlier: readonly Item[],
  later: Required<SharedRecords<Item>>,
): SharedRecords<Item> {
  return {
    length: earlier.length + later.length,
    at: (index) => (index < earlier.length ? earlier[index] : later.at(index - earlier.length)),
    byId: (id) => earlier.find((item) => item.id === id) ?? later.byId(id),
  };
}

/**
 * Where to count from, so that as many records again as there are get numbers of the same length: lists break ties by comparing
 * ids as texts.
 */
function roomyNumber(usual: number, count: number): number {
  let first = usual;
  while (first + 2 * count >= 10 ** String(first).length) first *= 10;
  return first;
}
