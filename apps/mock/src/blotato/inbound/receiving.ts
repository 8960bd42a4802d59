import { InboundError } from "../../model/service.ts";
import { subaccountsOf } from "../accounts.ts";
import { beginConversation, conversationWith } from "../conversations/conversation-store.ts";
import { settled } from "../conversations/delivery.ts";
import { addMessage, newestMessage } from "../conversations/message-store.ts";
import { showMessage } from "../conversations/messages.ts";
import {
  messagingPlatforms,
  type Account,
  type Conversation,
  type MessagingPlatform,
  type Participant,
} from "../records.ts";
import type { State } from "../state.ts";
import { noteActivity } from "../inbox/chat-store.ts";
import { receiveComment } from "./comments.ts";
import { readInbound, type InboundMessage } from "./inbound.ts";

/**
 * Receives a {@link BlotatoInbound}, now.
 *
 * @returns the message or comment as the API shows it
 * @throws InboundError when no such message can arrive
 */
export const receive = (state: State, message: unknown): object =>
  isComment(message) ? receiveComment(state, message) : receiveMessage(state, message);

const isComment = (message: unknown): boolean =>
  typeof message === "object" && message !== null && "kind" in message && message.kind === "comment";

function receiveMessage(state: State, message: unknown): object {
  const inbound = readInbound(message);
  const known = conversationOf(state, inbound);
  const account = accountOf(state, known?.accountId ?? inbound.accountId);
  const platform = platformOf(account, inbound);
  const senderId = senderOf(known, inbound);
  const recipientId = recipientOf(state, account, known, inbound);
  if (senderId === recipientId) throw new InboundError(`senderId: ${quote(senderId)} is the account itself`);
  const createdAt = state.clock.now();
  const conversation = known ?? beginConversation(state, account, platform, senderId ?? "");
  state.conversations.put({
    ...conversation,
    participants: conversation.participants.map((person) =>
      person.id === senderId ? { ...person, ...knownOf(inbound) } : person,
    ),
    updatedAt: createdAt,
  });
  noteActivity(state, { accountId: account.id, platform, personId: senderId, conversationId: conversation.id });
  const received = addMessage(state, {
    conversationId: conversation.id,
    accountId: account.id,
    platform,
    direction: "inbound",
    senderId,
    recipientId,
    text: inbound.text,
    createdAt,
    delivery: settled("delivered"),
  });
  return showMessage(received, createdAt);
}

/** The conversation that the message continues; undefined when it begins one. */
function conversationOf(
  state: State,
  { conversationId, accountId, senderId }: InboundMessage,
): Conversation | undefined {
  if (conversationId === undefined) {
    if (accountId === undefined) {
      throw new InboundError("conversationId: is missing; expected it, or accountId and senderId");
    }
    if (senderId === undefined) throw new InboundError("senderId: is missing; expected who writes to the account");
    const account = state.initial.accounts.get(accountId);
    return account && conversationWith(state, account, senderId);
  }
  const conversation = state.conversations.get(conversationId);
  if (conversation === undefined) {
    throw new InboundError(`conversationId: there is no conversation ${quote(conversationId)}`);
  }
  if (accountId !== undefined && accountId !== conversation.accountId) {
    throw new InboundError(
      `accountId: conversation ${conversationId} is one of account ${conversation.accountId}, not of ${quote(accountId)}`,
    );
  }
  return conversation;
}

function accountOf({ initial }: State, accountId = ""): Account {
  const account = initial.accounts.get(accountId);
  if (account === undefined) throw new InboundError(`accountId: there is no account ${quote(accountId)}`);
  return account;
}

function platformOf({ id, platform }: Account, inbound: InboundMessage): MessagingPlatform {
  const messaging = messagingPlatforms.find((name) => name === platform);
  if (messaging === undefined) {
    throw new InboundError(
      `accountId: account ${id} is on ${platform}; messages arrive on ${messagingPlatforms.join(", ")} alone`,
    );
  }
  if (inbound.platform !== undefined && inbound.platform !== platform) {
    throw new InboundError(`platform: account ${id} is on ${platform}, not on ${quote(inbound.platform)}`);
  }
  return messaging;
}

/** Null when the platform does not identify who writes in this conversation. */
function senderOf(conversation: Conversation | undefined, { senderId }: InboundMessage): string | null {
  if (conversation === undefined) return senderId ?? null;
  const ids = conversation.participants.map(({ id }) => id);
  if (senderId === undefined) return ids[0] ?? null;
  if (ids.includes(senderId)) return senderId;
  throw new InboundError(
    `senderId: ${quote(senderId)} takes no part in conversation ${conversation.id}; expected ${ids.map(quote).join(" or ") || "none"}`,
  );
}

function recipientOf(
  state: State,
  account: Account,
  conversation: Conversation | undefined,
  { pageId }: InboundMessage,
): string {
  if (account.platform !== "facebook") {
    if (pageId === undefined) return account.platformId;
    throw new InboundError(`pageId: account ${account.id} is on ${account.platform}, and only Facebook has pages`);
  }
  const pages = subaccountsOf(state, account).map(({ id }) => id);
  const newest = conversation && newestMessage(state, conversation.id);
  const wanted = pageId ?? (newest?.direction === "inbound" ? newest.recipientId : newest?.senderId);
  const page = pages.find((id) => id === wanted);
  if (page !== undefined) return page;
  const problem = pageId === undefined ? "is missing" : `account ${account.id} has no page ${quote(pageId)}`;
  throw new InboundError(`pageId: ${problem}; expected one of ${pages.join(", ")}`);
}

/** What the message says about its sender. */
function knownOf({ name, username, profileImageUrl }: InboundMessage): Partial<Participant> {
  return {
    ...(name !== undefined && { name }),
    ...(username !== undefined && { username }),
    ...(profileImageUrl !== undefined && { profileImageUrl }),
  };
}

const quote = (text: string | null): string => JSON.stringify(text);
