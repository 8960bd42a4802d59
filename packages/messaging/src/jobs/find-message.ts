import type { Conversation, ListMessagesQuery, Message } from "@switchboard/blotato";

import { isInbound } from "../blotato/inbound.ts";
import type { ListOptions, Listing } from "../core/pagination.ts";

/** Where a message can be found again. */
export interface MessageSearch {
  /** A client of Blotato. */
  readonly blotato: {
    readonly messages: { list(query?: ListMessagesQuery, options?: ListOptions): Listing<Message> };
  };
  readonly conversation: Pick<Conversation, "id" | "participants">;
  /** The text as it is sent. No other message of the conversation may have it: put in what is unique, such as an order's number. */
  readonly text: string;
}

/** How far the clocks of this machine and of the service may differ. */
const skew = 300_000;

/** The newest message with a text that went out into a conversation since then, as Blotato lists it. */
export async function findMessage(
  { blotato, conversation, text }: MessageSearch,
  since: number,
): Promise<Message | undefined> {
  const earliest = since - skew;
  for await (const { items } of blotato.messages.list({ conversationId: conversation.id, limit: 250 }).pages()) {
    const found = items.find(
      (message) =>
        sameText(message.text, text) &&
        !(Date.parse(message.createdAt) < earliest) &&
        // With an unknown direction it counts as found: better no second message.
        isInbound(message, conversation) !== true,
    );
    if (found !== undefined) return found;
    // Newest first: all that follows are older.
    if (items.some(({ createdAt }) => Date.parse(createdAt) < earliest)) return undefined;
  }
  return undefined;
}

const sameText = (left: string, right: string): boolean => plain(left) === plain(right);

/** Platforms trim texts, and normalize Unicode. */
const plain = (text: string): string => text.normalize("NFC").replaceAll(/\s+/g, " ").trim();
