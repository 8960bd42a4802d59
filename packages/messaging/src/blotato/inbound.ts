import type { Conversation, Message } from "@switchboard/blotato";

/**
 * Whether a message came from the other side of its conversation.
 *
 * Blotato says so in the message's `direction`, which older responses lack. Then the ids decide: a participant sends what comes in,
 * and receives what goes out. A participant without an id can only be the sender, since a recipient always has one; and a message
 * that is still to be delivered is outbound.
 *
 * @returns undefined where nothing of this is known
 * @example
 * const conversation = await blotato.conversations.get("700412");
 * for await (const message of blotato.messages.list({ conversationId: conversation.id })) {
 *   if (isInbound(message, conversation) !== false) console.log(message.text);
 * }
 */
export function isInbound(
  { direction, recipientId, senderId, status }: Pick<Message, "direction" | "recipientId" | "senderId" | "status">,
  { participants }: Pick<Conversation, "participants">,
): boolean | undefined {
  if (direction === "incoming" || direction === "outgoing") return direction === "incoming";
  const ids = new Set(participants.map(({ id }) => id));
  const isSender = senderId !== null && ids.has(senderId);
  const isRecipient = ids.has(recipientId);
  if (isSender !== isRecipient) return isSender;
  if (["queued", "processing", "failed"].includes(status)) return false;
  return !isSender && ids.has(null) ? true : undefined;
}
