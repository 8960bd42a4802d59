import type { OperationRequest, OperationResponse } from "../../model/service.ts";
import { checkAddress, reaches } from "../addresses.ts";
import { conflict, invalidField, unprocessable } from "../errors.ts";
import type { Channel, Chat } from "../records.ts";
import type { State } from "../state.ts";
import { emit } from "../events/emit.ts";
import { chatData } from "../events/event-data.ts";
import { chatAt, findChat, newChat, saveChat } from "./chat-store.ts";

/** Opens a chat, or gives the one that is there. */
export function createChat(state: State, { body }: OperationRequest): OperationResponse {
  const { channel_id: channelId, to } = body as { readonly channel_id: string; readonly to: string };
  const channel = state.channels.get(channelId);
  if (channel === undefined)
    throw invalidField("channel_id", `names no channel: there is no ${JSON.stringify(channelId)}`);
  checkAddress(to);
  if (!reaches(channel.type, to))
    throw unprocessable("invalid_recipient", `to: ${channel.type} channels reach phone numbers only`);
  const existing = chatAt(state, channel.id, to);
  if (existing !== undefined) return { status: 200, body: showCreated(existing, false) };
  if (channel.status !== "active")
    throw unprocessable("channel_not_active", `channel_id: the channel is ${channel.status}`);
  const chat = newChat(state, channel, to);
  saveChat(state, chat);
  return { status: 201, body: showCreated(chat, true) };
}

/** Closes a chat or opens it, and adds to its metadata. */
export function updateChat(state: State, { body, path }: OperationRequest): OperationResponse {
  const chat = findChat(state, path["chatId"]);
  const { metadata, state: given } = body as { readonly metadata?: object; readonly state?: "open" | "closed" };
  if (metadata === undefined && given === undefined)
    throw unprocessable("validation_failed", "the body must have a state or metadata");
  const isChangeable = chat.state === "open" || chat.state === "closed";
  if (given !== undefined && !isChangeable) throw invalidField("state", `cannot change: the chat is ${chat.state}`);
  const changed = { ...chat, state: given ?? chat.state, metadata: { ...chat.metadata, ...metadata } };
  saveChat(state, changed);
  if (changed.state === "closed" && chat.state !== "closed") emit(state, "chat.closed", chatData(state, changed));
  return { status: 200, body: { data: showChat(changed) } };
}

/** @throws BlooioError when the channel cannot send, or the chat is not open */
export function checkSendable(channel: Channel, chat: Chat | undefined): void {
  if (channel.status !== "active")
    throw conflict("channel_not_active", `The channel ${channel.id} is ${channel.status}.`);
  if (chat !== undefined && chat.state !== "open")
    throw conflict(`chat_${chat.state}`, `The chat ${chat.id} is ${chat.state}.`);
}

/** A chat as the API shows it. */
export const showChat = ({ address: _address, ...chat }: Chat): Omit<Chat, "address"> => ({
  ...chat,
  capabilities: { ...chat.capabilities },
  // The earlier months of the beta had none.
  ...(chat.channel_type !== "amb" && { metadata: { ...chat.metadata } }),
});

function showCreated(
  { id, channel_id, channel_type, contact_id, identity_id, state }: Chat,
  created: boolean,
): Record<string, unknown> {
  return { id, channel_id, channel_type, contact_id, identity_id, state, created };
}
