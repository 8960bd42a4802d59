import { isoTime } from "../../model/iso-time.ts";
import type { SharedRecords } from "../../model/records.ts";
import { conversationWith } from "../conversations/conversation-store.ts";
import type { InitialData } from "../made-up/initial-data.ts";
import type { Chat, Comment, Conversation } from "../records.ts";
import type { State } from "../state.ts";

const prefix = "chat-";

/** The chats with which a tenant begins, by their last activity: one for each conversation, computed when it is needed. */
export function chatsOf({ conversations }: Pick<InitialData, "conversations">): SharedRecords<Chat> {
  const chatOf = (conversation: Conversation | undefined): Chat | undefined =>
    conversation && {
      id: `${prefix}${conversation.id}`,
      accountId: conversation.accountId,
      platform: conversation.platform,
      personIds: conversation.participants.map(({ id }) => id),
      conversationId: conversation.id,
      updatedAt: conversation.updatedAt,
    };
  return {
    length: conversations.length,
    at: (index) => chatOf(conversations.at(index)),
    byId: (id) => (id.startsWith(prefix) ? chatOf(conversations.byId?.(id.slice(prefix.length))) : undefined),
  };
}

/** Who wrote with whom. */
interface Activity extends Pick<Chat, "accountId" | "platform"> {
  /** Null where the platform does not say. */
  readonly personId: string | null;
  /** Only of a message. */
  readonly conversationId?: string;
}

/** Records that a chat was active, by default now, which makes it the newest; makes the chat if there is none. */
export function noteActivity(
  state: State,
  { accountId, conversationId, personId, platform }: Activity,
  at: number = state.clock.now(),
): void {
  const account = state.initial.accounts.get(accountId);
  const conversation =
    conversationId ?? (account && personId !== null ? conversationWith(state, account, personId)?.id : undefined);
  // A chat that began with a comment keeps its id when a conversation comes to it.
  const withoutConversation = `${prefix}${accountId}-${personId}`;
  const known = state.chats.get(withoutConversation) ?? state.chats.get(`${prefix}${conversation}`);
  const id = known?.id ?? (conversation === undefined ? withoutConversation : `${prefix}${conversation}`);
  const personIds = known?.personIds ?? [personId];
  const updatedAt = Math.max(at, known?.updatedAt ?? at);
  state.accountIds.add(accountId);
  state.chats.put({ id, accountId, platform, personIds, conversationId: conversation, updatedAt });
}

/** Whether a comment was written by, or to, the person of a chat. */
export const isIn = ({ accountId, personIds }: Chat, comment: Comment): boolean =>
  comment.accountId === accountId && comment.personId !== null && personIds.includes(comment.personId);

/** A chat as the API shows it. */
export const showChat = ({ accountId, id, platform, updatedAt }: Chat): object => ({
  id,
  accountId,
  platform,
  updatedAt: isoTime(updatedAt),
});
