import { comparePositions, type Position } from "../../model/keyset-cursor.ts";
import { firstIndex, Records } from "../../model/records.ts";
import { notFound } from "../errors.ts";
import type { Chat, Message } from "../records.ts";
import type { State } from "../state.ts";

/** The messages of a chat by time, for reading only. */
export const messagesOf = (state: State, chatId: string): Records<Message> =>
  state.messagesByChat.get(chatId) ?? new Records(state.initial.messagesOf(chatId), ({ created_at }) => created_at);

export const messageIn = (state: State, chatId: string, id: string): Message | undefined =>
  messagesOf(state, chatId).get(id);

/** @throws BlooioError when the chat has no such message */
export function findMessage(state: State, chat: Chat, id = ""): Message {
  const message = messageIn(state, chat.id, id);
  if (message === undefined) throw notFound(`There is no message ${JSON.stringify(id)} in chat ${chat.id}.`);
  return message;
}

export function addMessage(state: State, message: Message): void {
  const { chat_id: chatId, direction } = message;
  const ofChat = messagesOf(state, chatId);
  state.messagesByChat.set(chatId, ofChat);
  ofChat.put(message);
  state.addedMessages.push(message);
  if (direction === "outbound") return;
  const replies = state.replies.get(chatId);
  if (replies === undefined) state.replies.set(chatId, [message]);
  else replies.push(message);
}

/** When the other side next wrote after a message, among what this tenant received. */
export function repliedAt(state: State, message: Message): number | undefined {
  const replies = state.replies.get(message.chat_id) ?? [];
  const isLater = (reply: Message | undefined): boolean =>
    reply === undefined || comparePositions(positionOf(reply), positionOf(message)) > 0;
  return replies[firstIndex(replies.length, (index) => isLater(replies[index]))]?.created_at;
}

/** The latest message that this tenant received in a chat. */
export const lastReply = (state: State, chatId: string): Message | undefined => state.replies.get(chatId)?.at(-1);

const positionOf = ({ created_at, id }: Message): Position => ({ key: created_at, id });
