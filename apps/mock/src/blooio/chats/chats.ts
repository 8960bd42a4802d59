import type { OperationAnswer, OperationHandler } from "../../model/service.ts";
import { checkAddress, identityAt, reaches } from "../sends/addresses.ts";
import { pageAnswer, passes } from "../pages.ts";
import type { Channel, Chat } from "../records.ts";
import { conflict, invalidField, notFound, unprocessable } from "../refusals.ts";
import type { State } from "../state.ts";

/** The chats, the one with the latest activity first. */
export const listChats =
  (state: State): OperationHandler =>
  (request) => {
    const { type, state: chatState, channel_id: channelId, contact_id: contactId } = request.query;
    return pageAnswer(request, state.chats, {
      list: "chats",
      order: "descending",
      among: state.chatsMatching({ type, state: chatState, channelId, contactId }),
      matches: (chat) =>
        passes(type, chat.channel_type) &&
        passes(chatState, chat.state) &&
        passes(channelId, chat.channel_id) &&
        passes(contactId, chat.contact_id),
      show: showChat,
    });
  };

export const getChat =
  (state: State): OperationHandler =>
  ({ path }) => ({ status: 200, body: { data: showChat(findChat(state, path["chatId"])) } });

export const createChat =
  (state: State): OperationHandler =>
  ({ body }): OperationAnswer => {
    // Prism has checked the body.
    const { channel_id: channelId, to } = body as { readonly channel_id: string; readonly to: string };
    const channel = state.channel(channelId);
    if (channel === undefined)
      throw invalidField("channel_id", `names no channel: there is no ${JSON.stringify(channelId)}`);
    checkAddress(to);
    if (!reaches(channel.type, to))
      throw unprocessable("invalid_recipient", `to: ${channel.type} channels reach phone numbers only`);
    const existing = state.chatAt(channel.id, to);
    if (existing !== undefined) return { status: 200, body: showCreated(existing, false) };
    if (channel.status !== "active")
      throw unprocessable("channel_not_active", `channel_id: the channel is ${channel.status}`);
    const chat = newChat(state, channel, to);
    state.saveChat(chat);
    return { status: 201, body: showCreated(chat, true) };
  };

/** @throws BlooioError when there is no such chat */
export function findChat(state: State, id = ""): Chat {
  const chat = state.chat(id);
  if (chat === undefined) throw notFound(`There is no chat ${JSON.stringify(id)}.`);
  return chat;
}

/** @throws BlooioError when the channel cannot send, or the chat is not open */
export function checkSendable(channel: Channel, chat: Chat | undefined): void {
  if (channel.status !== "active")
    throw conflict("channel_not_active", `The channel ${channel.id} is ${channel.status}.`);
  if (chat !== undefined && chat.state !== "open")
    throw conflict(`chat_${chat.state}`, `The chat ${chat.id} is ${chat.state}.`);
}

/** A chat with one person, not yet saved. The person is a contact only if one has that address. */
export function newChat(state: State, channel: Channel, address: string): Chat {
  const contact = state.contactAt(address);
  return {
    id: state.newId("chat"),
    channel_id: channel.id,
    channel_type: channel.type,
    contact_id: contact?.id ?? null,
    identity_id: identityAt(contact, channel.type, address)?.id ?? state.newId("cid"),
    group_id: null,
    state: "open",
    capabilities: {},
    window_expires_at: null,
    last_message_at: null,
    created_at: state.now(),
    address,
  };
}

function showChat({ address: _address, ...chat }: Chat): Omit<Chat, "address"> {
  return chat;
}

function showCreated(
  { id, channel_id, channel_type, contact_id, identity_id, state }: Chat,
  created: boolean,
): Record<string, unknown> {
  return { id, channel_id, channel_type, contact_id, identity_id, state, created };
}
