import { comparePositions, type Position } from "../../model/keyset-cursor.ts";
import type { Message } from "../records.ts";

/** What people have written in one world, in the order in which it came. */
export interface Answers {
  add(message: Message): void;
  /** The first thing that the other side wrote after a message. */
  firstAfter(message: Message): Message | undefined;
  last(chatId: string): Message | undefined;
}

export function createAnswers(): Answers {
  const byChat = new Map<string, Message[]>();
  return {
    add(message) {
      const ofChat = byChat.get(message.chat_id);
      if (ofChat === undefined) byChat.set(message.chat_id, [message]);
      else ofChat.push(message);
    },
    firstAfter(message) {
      const ofChat = byChat.get(message.chat_id) ?? [];
      const sought = positionOf(message);
      let low = 0;
      let high = ofChat.length;
      while (low < high) {
        const middle = (low + high) >>> 1;
        const answer = ofChat[middle];
        if (answer !== undefined && comparePositions(positionOf(answer), sought) <= 0) low = middle + 1;
        else high = middle;
      }
      return ofChat[low];
    },
    last: (chatId) => byChat.get(chatId)?.at(-1),
  };
}

const positionOf = ({ created_at, id }: Message): Position => ({ key: created_at, id });
