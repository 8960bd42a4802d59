import { showMessage } from "../chats/messages.ts";
import { contactAt } from "../contacts/contact-store.ts";
import type { Chat, Delivery, Message } from "../records.ts";
import type { State } from "../state.ts";
import type { EventData } from "./emit.ts";

/** The data of an event about a message with this status. */
export function messageData(state: State, message: Message, { status, protocol, error }: Delivery): EventData {
  const { id, chat_id, channel_id, channel_type, direction, type, text, reply_to_message_id } = message;
  const chat = state.chats.get(chat_id);
  const ours = addressOf(state, channel_id);
  const theirs = message.sender ?? chat?.address ?? null;
  const { attachments = [], formatted_text, interactive } = showMessage(state, message);
  const isUnderWay = status === "queued" || status === "sent";
  return {
    message_id: id,
    chat_id,
    channel_id,
    channel_type,
    channel_address: ours,
    kind: status,
    direction,
    status,
    protocol: isUnderWay ? "pending" : protocol,
    message_type: type,
    text,
    ...(formatted_text !== undefined && { formatted_text }),
    sender: direction === "outbound" ? ours : theirs,
    recipient: direction === "outbound" ? theirs : ours,
    contact: contactAtAddress(state, theirs),
    group: groupOf(state, chat),
    reply_to_message_id,
    attachments,
    ...(interactive !== undefined && { interactive }),
    ...(status === "failed" && { error }),
  };
}

/** The data of an event about what we do in a chat. */
export const chatData = (state: State, chat: Chat): EventData => ({
  chat_id: chat.id,
  direction: "outbound",
  sender: addressOf(state, chat.channel_id),
  contact: contactOf(state, chat),
});

/**
 * The data of a reaction; `+love` puts one on, `-love` takes it off.
 *
 * @param by whose it is, by number or address; ours, when left out
 */
export const reactionData = (state: State, message: Message, reaction: string, by?: string | null): EventData => ({
  message_id: message.id,
  chat_id: message.chat_id,
  direction: by === undefined ? "outbound" : "inbound",
  sender: by === undefined ? addressOf(state, message.channel_id) : by,
  reaction: reaction.slice(1),
  action: reaction.startsWith("+") ? "add" : "remove",
  original_text: message.text,
  part_index: 0,
  attachments: showMessage(state, message)["attachments"] ?? [],
  reacted_attachment: null,
});

const addressOf = (state: State, channelId: string): string | null => {
  const channel = state.channels.get(channelId);
  return channel?.address ?? channel?.alias ?? null;
};

function groupOf({ groups }: State, chat: Chat | undefined): EventData | null {
  const id = chat?.group_id ?? null;
  return id === null ? null : { group_id: id, name: groups.get(id)?.name ?? null };
}

/** The person on the other side, whether a contact or not; null in a group. */
const contactOf = (state: State, chat: Chat | undefined): EventData | null =>
  contactAtAddress(state, chat?.address ?? null);

function contactAtAddress(state: State, address: string | null): EventData | null {
  if (address === null) return null;
  const contact = contactAt(state, address);
  return { contact_id: contact?.id ?? null, identifier: address, name: contact?.name ?? null };
}
