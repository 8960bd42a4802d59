import { InboundError } from "../../model/service.ts";
import { reaches } from "../addresses.ts";
import { channelNamed } from "../channels.ts";
import { chatAt, newChat, saveChat } from "../chats/chat-store.ts";
import { protocolOf } from "../chats/delivery.ts";
import { addMessage, messageIn } from "../chats/message-store.ts";
import { showMessage } from "../chats/messages.ts";
import { sessionWindow } from "../chats/session-window.ts";
import { contactAt, introduce } from "../contacts/contact-store.ts";
import { emit } from "../events/emit.ts";
import { reactionData } from "../events/event-data.ts";
import { emitReceived } from "../events/message-events.ts";
import { providerIdOf } from "../ids.ts";
import type { Channel, Chat, Message, Protocol } from "../records.ts";
import { fileOf } from "../sends/files.ts";
import type { State } from "../state.ts";
import { readInbound, readReaction, type BlooioInboundMessage } from "./inbound.ts";

/**
 * Receives a {@link BlooioInbound}, now.
 *
 * @returns the message as the API shows it
 * @throws InboundError when no such message can arrive
 */
export const receive = (state: State, given: unknown): Record<string, unknown> =>
  isReaction(given) ? receiveReaction(state, given) : receiveMessage(state, given);

const isReaction = (given: unknown): boolean =>
  typeof given === "object" && given !== null && "kind" in given && given.kind === "reaction";

/** A reaction leaves the order of the chats as it is. */
function receiveReaction(state: State, given: unknown): Record<string, unknown> {
  const { chatId, from, messageId, reaction } = readReaction(given);
  const { channel, chat } = knownPlace(state, chatId);
  checkReceives(channel, chat);
  if (channel.type !== "blooio")
    throw new InboundError(`chatId: chat ${chat.id} runs on ${channel.type}; only blooio channels have reactions`);
  const message = messageIn(state, chat.id, messageId);
  if (message === undefined)
    throw new InboundError(`messageId: chat ${chat.id} has no message ${JSON.stringify(messageId)}`);
  emit(state, "message.reaction", reactionData(state, message, reaction, writerIn(state, chat, from)));
  return showMessage(state, message);
}

function receiveMessage(state: State, given: unknown): Record<string, unknown> {
  const inbound = readInbound(given);
  const { channel, chat } = inbound.chatId === undefined ? placeOf(state, inbound) : knownPlace(state, inbound.chatId);
  checkReceives(channel, chat);
  const sender = writerIn(state, chat, inbound.chatId === undefined ? undefined : inbound.from);
  const replyTo = inbound.replyTo ?? null;
  if (replyTo !== null && messageIn(state, chat.id, replyTo) === undefined)
    throw new InboundError(`replyTo: chat ${chat.id} has no message ${JSON.stringify(replyTo)}`);
  const protocol = protocolIn(inbound, channel, chat);
  const now = state.clock.now();
  const contactId = contactOf(state, chat);
  saveChat(state, {
    ...chat,
    contact_id: contactId,
    // A person does not know that we closed the chat, and their message must not be lost: it opens again.
    state: "open",
    window_expires_at: sessionWindow(channel.type, now) ?? chat.window_expires_at,
    last_message_at: now,
  });
  const message: Message = {
    // Without the prefix of received WhatsApp messages: messages of one instant are ordered by id.
    id: state.ids.next("msg", now),
    chat_id: chat.id,
    channel_id: channel.id,
    channel_type: channel.type,
    direction: "inbound",
    sender,
    type: inbound.type ?? "text",
    text: inbound.text,
    ...(inbound.attachments !== undefined && { attachments: inbound.attachments.map(fileOf) }),
    reply_to_message_id: replyTo,
    created_at: now,
    delivery: {
      status: "received",
      protocol,
      provider_message_id: channel.type === "amb" ? null : providerIdOf(channel.type, state.ids.uuid()),
      error: null,
      updated_at: now,
    },
  };
  addMessage(state, message);
  emitReceived(state, message);
  return showMessage(state, message);
}

interface Place {
  readonly channel: Channel;
  readonly chat: Chat;
}

function knownPlace(state: State, chatId: string): Place {
  const chat = state.chats.get(chatId);
  const channel = chat === undefined ? undefined : state.channels.get(chat.channel_id);
  if (chat === undefined || channel === undefined)
    throw new InboundError(`chatId: there is no chat ${JSON.stringify(chatId)}`);
  return { channel, chat };
}

/** Who writes in a chat, by number or address. In a group it is one of its members. */
function writerIn(state: State, { address, group_id: groupId, id }: Chat, from: string | undefined): string | null {
  const members = state.groups.get(groupId ?? "")?.members.map(({ identifier }) => identifier) ?? [];
  const possible = address === null ? members : [address];
  if (from === undefined) return possible[0] ?? null;
  if (possible.includes(from)) return from;
  throw new InboundError(
    `from: ${JSON.stringify(from)} takes no part in chat ${id}; expected ${possible.join(" or ") || "none"}`,
  );
}

function placeOf(state: State, { channelId = "", from = "" }: BlooioInboundMessage): Place {
  const channel = channelNamed(state, channelId);
  if (channel === undefined)
    throw new InboundError(
      `channelId: there is no channel ${JSON.stringify(channelId)}; expected an id, number or alias`,
    );
  if (!reaches(channel.type, from))
    throw new InboundError(
      `from: is ${JSON.stringify(from)}; expected a phone number on a channel of type ${channel.type}`,
    );
  return { channel, chat: chatAt(state, channel.id, from) ?? newChat(state, channel, from) };
}

/** A suspended channel may not send; those that are not yet or no longer ours receive nothing either. */
function checkReceives(channel: Channel, chat: Chat): void {
  if (channel.status !== "active" && channel.status !== "suspended")
    throw new InboundError(`the channel ${channel.id} is ${channel.status}: nothing arrives on it`);
  if (chat.state === "blocked" || chat.state === "deprecated")
    throw new InboundError(`the chat ${chat.id} is ${chat.state}: it takes no messages`);
}

/** A contact who writes from a new address gets it as an identity; a stranger stays one. */
function contactOf(state: State, { contact_id: id, identity_id: identityId, channel_type: type, address }: Chat) {
  if (address === null || contactAt(state, address) === undefined) return id;
  return introduce(state, type, address, identityId ?? state.ids.next("cid", state.clock.now())).id;
}

function protocolIn({ protocol }: BlooioInboundMessage, { type }: Channel, { address }: Chat): Protocol | null {
  if (protocol === undefined) return protocolOf(type);
  if (type !== "blooio")
    throw new InboundError(`protocol: can be chosen on blooio channels only; on ${type} it is ${protocolOf(type)}`);
  if (address?.includes("@") === true && protocol !== "imessage")
    throw new InboundError(`protocol: is ${protocol}; expected imessage for an e-mail address`);
  return protocol;
}
