import { identityAt } from "../addresses.ts";
import { contactAt } from "../contacts/contact-store.ts";
import { found } from "../errors.ts";
import type { Channel, Chat } from "../records.ts";
import type { State } from "../state.ts";

/** The key of a chat with one person: each channel has one at most. */
const placeKey = (channelId: string, address: string): string => `${channelId} ${address}`;

/** The time that orders chats; for an empty one, that of its creation. */
export const latestActivity = ({ last_message_at, created_at }: Chat): number => last_message_at ?? created_at;

/** The chat with one person on a channel. */
export function chatAt(state: State, channelId: string, address: string): Chat | undefined {
  const id = state.chatIds.get(placeKey(channelId, address)) ?? state.initial.chatAt(channelId, address)?.id;
  const chat = id === undefined ? undefined : state.chats.get(id);
  // The person of the chat may have another address by now.
  return chat?.address === address ? chat : undefined;
}

/** @throws BlooioError when there is no such chat */
export const findChat = ({ chats }: State, id = ""): Chat => found(chats.get(id), "chat", id);

export function saveChat(state: State, chat: Chat): void {
  state.chats.put(chat);
  if (chat.address !== null) state.chatIds.set(placeKey(chat.channel_id, chat.address), chat.id);
}

/** A chat with one person, not yet saved. The person is a contact only if one has that address. */
export function newChat(state: State, channel: Channel, address: string): Chat {
  const contact = contactAt(state, address);
  const now = state.clock.now();
  return {
    id: state.ids.next("chat", now),
    channel_id: channel.id,
    channel_type: channel.type,
    contact_id: contact?.id ?? null,
    identity_id: identityAt(contact, channel.type, address)?.id ?? state.ids.next("cid", now),
    group_id: null,
    state: "open",
    capabilities: {},
    window_expires_at: null,
    last_message_at: null,
    created_at: now,
    address,
  };
}
