import { isoTime } from "../../model/iso-time.ts";
import type { Conversation } from "../records.ts";

/** A conversation as the API shows it. */
export function showConversation(conversation: Conversation): object {
  const { id, accountId, platform, participants, createdAt, updatedAt } = conversation;
  return { id, accountId, platform, participants, createdAt: isoTime(createdAt), updatedAt: isoTime(updatedAt) };
}
