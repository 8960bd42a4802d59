import { deliveryOf } from "../chats/delivery.ts";
import { messagesOf } from "../chats/message-store.ts";
import { BlooioError } from "../errors.ts";
import type { Chat } from "../records.ts";
import type { State } from "../state.ts";

/** How well the two sides of a chat know each other, which decides how much it allows. */
type Acquaintance = "new" | "active" | "established" | "trusted";

interface Conversation {
  readonly acquaintance: Acquaintance;
  /** Undefined before the other side's first reply. */
  readonly repliedAt: number | undefined;
  /** The times of our messages since then, without those that failed; the latest first. */
  readonly streak: readonly number[];
}

const day = 24 * 3_600_000;
const silence = 14 * day;

/** Messages in a row without a reply, from the vendor's guide to messaging safety. */
const caps: Readonly<Record<Acquaintance, number>> = { new: 3, active: 4, established: 6, trusted: 8 };

/**
 * Rejects one message too many without a reply. Only a reply resets the count, never time.
 *
 * @throws BlooioError when the chat has reached a limit
 */
export function checkConversation(state: State, chat: Chat): void {
  if (!state.rateLimits) return;
  const { acquaintance, repliedAt, streak } = conversationIn(state, chat);
  const cap = caps[acquaintance];
  const details = { chat_id: chat.id, conversation_state: acquaintance, current_streak: streak.length, limit: cap };
  if (repliedAt !== undefined && streak.some((sentAt) => sentAt - repliedAt >= silence)) {
    throw new BlooioError(
      429,
      "conversation_inactive_paused",
      "The recipient has been silent for 14 days, and the one message that may follow was sent. Wait for a reply.",
      { ...details, conversation_state: "inactive", limit: 1 },
    );
  }
  if (streak.length < cap) return;
  throw acquaintance === "new"
    ? new BlooioError(
        429,
        "conversation_awaiting_reply",
        `The recipient has not replied yet: no more than ${cap} messages may be sent before the first reply.`,
        details,
      )
    : new BlooioError(
        429,
        "conversation_streak_limit",
        `No more than ${cap} messages may follow one another in this chat. Wait for a reply.`,
        details,
      );
}

function conversationIn(state: State, chat: Chat): Conversation {
  const streak: number[] = [];
  const replyDays = new Set<number>();
  let replies = 0;
  let repliedAt: number | undefined;
  for (const message of messagesOf(state, chat.id).values("descending")) {
    if (message.direction === "inbound") {
      repliedAt ??= message.created_at;
      replies += 1;
      replyDays.add(Math.floor(message.created_at / day));
    } else if (repliedAt === undefined && hasArrived(deliveryOf(state, message).status)) {
      streak.push(message.created_at);
    }
    // Earlier messages change nothing.
    if (replies >= 10 && replyDays.size >= 3) break;
  }
  const isOld = state.clock.now() - chat.created_at >= 7 * day;
  return { acquaintance: acquaintanceAfter(replies, replyDays.size, isOld), repliedAt, streak };
}

const hasArrived = (status: string): boolean => status !== "failed" && status !== "superseded";

function acquaintanceAfter(replies: number, days: number, isOld: boolean): Acquaintance {
  if (replies === 0) return "new";
  if (replies >= 10 && days >= 3 && isOld) return "trusted";
  return replies >= 3 && days >= 2 ? "established" : "active";
}
