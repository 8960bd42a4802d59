import { SwitchboardError } from "@switchboard/messaging";

/** A conversation, of which the id of a thread is made. */
export interface ConversationThread {
  /** Blooio's id of a chat, or Blotato's of a conversation. */
  readonly conversationId: string;
  /** Whether several people are on the other side. */
  readonly isGroup: boolean;
}

/** `blooio:chat_4f7c2a91`, and for a group `blooio:chat_9d03b6e8:group`. */
export const encodeThread = (adapter: string, { conversationId, isGroup }: ConversationThread): string =>
  `${adapter}:${encodeURIComponent(conversationId)}${isGroup ? ":group" : ""}`;

/** @throws SwitchboardError when it is not the id of a thread of this adapter */
export function decodeThread(adapter: string, threadId: string): ConversationThread {
  const [name, conversation = "", kind, ...rest] = threadId.split(":");
  const isKnown = kind === undefined || kind === "group";
  if (name === adapter && conversation !== "" && isKnown && rest.length === 0) {
    return { conversationId: decodeURIComponent(conversation), isGroup: kind === "group" };
  }
  throw new SwitchboardError(
    `The thread is ${JSON.stringify(threadId)}; expected ${adapter}:<conversation>, or ${adapter}:<conversation>:group`,
    "invalidInput",
  );
}
