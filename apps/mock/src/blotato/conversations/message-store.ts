import { firstIndex, Records, type SharedRecords } from "../../model/records.ts";
import type { Message } from "../records.ts";
import type { State } from "../state.ts";

/** Blotato keeps messages and comments for 45 days. Their conversations stay. */
const keptFor = 45 * 86_400_000;

/** Lists show only messages from this time on. */
export const oldestKept = ({ clock }: State): number => clock.now() - keptFor;

/** Whether a message or a comment is still there. */
export const isKept = ({ createdAt }: Pick<Message, "createdAt">, state: State): boolean =>
  createdAt >= oldestKept(state);

/** The time that orders messages and comments. */
export const createdAt = (message: Pick<Message, "createdAt">): number => message.createdAt;

export function addMessage(state: State, message: Omit<Message, "id">): Message {
  const { conversationId, direction, senderId } = message;
  const added = { id: String(state.initial.nextMessageNumber + state.addedMessages.length), ...message };
  state.addedMessages.push(added);
  state.messages.put(added);
  if (conversationId === null) return added;
  const beside = messagesOf(state, conversationId);
  beside.put(added);
  state.messagesByConversation.set(conversationId, beside);
  if (direction === "inbound") state.lastInboundAt.set(`${conversationId} ${senderId}`, added.createdAt);
  return added;
}

/** The messages of one conversation, for reading only. */
export const messagesOf = (state: State, conversationId: string): Records<Message> =>
  state.messagesByConversation.get(conversationId) ?? new Records(state.initial.messagesOf(conversationId), createdAt);

export function newestMessage(state: State, conversationId: string): Message | undefined {
  const [newest] = messagesOf(state, conversationId).values("descending");
  return newest;
}

/** When a person last wrote in a conversation; undefined when that never happened. */
export function lastInboundAt(state: State, conversationId: string, personId: string): number | undefined {
  const known = state.lastInboundAt.get(`${conversationId} ${personId}`);
  if (known !== undefined) return known;
  const shared = state.initial.messagesOf(conversationId);
  for (let index = shared.length - 1; index >= 0; index -= 1) {
    const message = shared.at(index);
    // In the made-up data only one person writes in a conversation, so the latest message decides.
    if (message?.direction === "inbound") return message.senderId === personId ? message.createdAt : undefined;
  }
  return undefined;
}

/** How many messages the lists show. */
export const countMessages = (state: State): number =>
  countFrom(state.initial.messages, oldestKept(state)) + countFrom(state.addedMessages, oldestKept(state));

/** How many messages of a list, in the order of their creation, are from a time or later. */
const countFrom = (messages: SharedRecords<Message>, oldest: number): number =>
  messages.length - firstIndex(messages.length, (index) => (messages.at(index)?.createdAt ?? oldest) >= oldest);
