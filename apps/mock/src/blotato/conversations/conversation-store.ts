import type { SharedRecords } from "../../model/records.ts";
import type { Account, Conversation, MessagingPlatform } from "../records.ts";
import type { State } from "../state.ts";

/** The conversation of an account in which a person takes part. */
export function conversationWith(state: State, account: Account, personId: string): Conversation | undefined {
  const id =
    state.begunConversations.get(keyOf(account, personId)) ?? state.initial.conversationWith(account, personId)?.id;
  return id === undefined ? undefined : state.conversations.get(id);
}

/** Adds a conversation of an account with a person who has none. */
export function beginConversation(
  state: State,
  account: Account,
  platform: MessagingPlatform,
  personId: string,
): Conversation {
  const now = state.clock.now();
  const conversation: Conversation = {
    id: String(state.initial.nextConversationNumber + state.begunConversations.size),
    accountId: account.id,
    platform,
    participants: [{ id: personId, name: null, profileImageUrl: null, username: null }],
    createdAt: now,
    updatedAt: now,
  };
  state.begunConversations.set(keyOf(account, personId), conversation.id);
  state.accountIds.add(account.id);
  state.conversations.put(conversation);
  return conversation;
}

const keyOf = ({ id }: Account, personId: string): string => `${id} ${personId}`;

const nothing: SharedRecords<never> = { length: 0, at: () => undefined };

/**
 * No shared records when no account with conversations passes the filters, which saves a walk over all of them. An unknown account
 * gives an empty list: the vendor documents no error for it.
 */
export function amongAccounts(
  { accountIds, initial }: State,
  accountId: unknown,
  platform: unknown,
): SharedRecords<never> | undefined {
  const platforms = platform === undefined ? undefined : new Set<unknown>([platform].flat());
  const isPossible = [...accountIds].some(
    (id) =>
      (accountId === undefined || accountId === id) && platforms?.has(initial.accounts.get(id)?.platform) !== false,
  );
  return isPossible ? undefined : nothing;
}
