import type { OperationRequest, OperationResponse } from "../../model/service.ts";
import { findChat, newChat, saveChat } from "../chats/chat-store.ts";
import { protocolOf } from "../chats/delivery.ts";
import { addMessage, lastReply, messageIn } from "../chats/message-store.ts";
import { introduce } from "../contacts/contact-store.ts";
import { invalidField } from "../errors.ts";
import { emit } from "../events/emit.ts";
import { emitSent } from "../events/message-events.ts";
import { linkGroup } from "../groups/group-store.ts";
import { providerIdOf } from "../ids.ts";
import type { Chat, Delivery, Message, PendingDelivery, SendResult } from "../records.ts";
import type { State } from "../state.ts";
import { readContent, type Content, type ContentBody } from "./content.ts";
import { checkConversation } from "./conversation-limits.ts";
import { fanOut } from "./fan-out.ts";
import { threadRoute } from "./group-threads.ts";
import { routeInto, routeTo, type Recipient, type Route } from "./routes.ts";
import { sendersOf, type SenderBody } from "./senders.ts";
import { immediateFailureOf, lateFailureOf, type ImmediateFailure } from "./unreachable-numbers.ts";

interface SendBody extends ContentBody, SenderBody {
  readonly to: Recipient | readonly string[];
}

export function sendMessage(state: State, request: OperationRequest): OperationResponse {
  const body = request.body as SendBody;
  if (body.from !== undefined && typeof body.to === "object" && "contact_id" in body.to)
    throw invalidField("to.contact_id", "cannot be combined with from: a contact is reached on any of its channels");
  return send(state, body);
}

/** A send that names the channel as its sender; a contact is reached on that channel. */
export const sendMessageToChannel = (state: State, { body, path }: OperationRequest): OperationResponse =>
  send(state, { ...(body as SendBody), from: path["channel"] ?? "" });

function send(state: State, body: SendBody): OperationResponse {
  const isDryRun = body.dry_run === true;
  const content = readContent(body);
  const senders = sendersOf(state, body);
  const sendTo = (to: Recipient): SendResult => deliver(state, routeTo(state, senders, content, to), content, body);
  const recipients = recipientsOf(body.to);
  const thread = threadRoute(state, senders, content, recipients, isDryRun);
  if (thread !== undefined) return { status: isDryRun ? 200 : 201, body: deliver(state, thread, content, body) };
  const [only] = recipients;
  if (recipients.length > 1) return fanOut(recipients, sendTo, isDryRun);
  if (only === undefined) throw invalidField("to", "must name a recipient");
  return { status: isDryRun ? 200 : 201, body: sendTo(only) };
}

export function sendMessageToChat(state: State, request: OperationRequest): OperationResponse {
  const body = request.body as ContentBody;
  const chat = findChat(state, request.path["chatId"]);
  return { status: body.dry_run === true ? 200 : 201, body: sendInto(state, chat, body) };
}

/** Sends into a chat, which gives the sender and the recipient. */
export function sendInto(state: State, chat: Chat, body: ContentBody): SendResult {
  const content = readContent(body);
  return deliver(state, routeInto(state, content, chat), content, body);
}

/** An address that is named twice gets the message once. */
const recipientsOf = (to: SendBody["to"]): readonly Recipient[] => (isList(to) ? [...new Set(to)] : [to]);

const isList = (to: SendBody["to"]): to is readonly string[] => Array.isArray(to);

function deliver(state: State, route: Route, content: Content, body: ContentBody): SendResult {
  checkReply(state, route, body.reply_to);
  if (route.chat !== undefined) checkConversation(state, route.chat);
  if (body.dry_run === true) return dryRun(state, route, content);
  const chat = touchedChat(state, route);
  const failure = immediateFailureOf(chat.channel_type, chat.address);
  const now = state.clock.now();
  const message: Message = {
    id: state.ids.next("msg", now),
    chat_id: chat.id,
    channel_id: chat.channel_id,
    channel_type: chat.channel_type,
    direction: "outbound",
    type: content.type,
    text: content.text,
    ...(content.formatted !== undefined && { formatted_text: content.formatted }),
    attachments: content.attachments,
    ...(content.poll !== undefined && { poll: content.poll }),
    reply_to_message_id: body.reply_to ?? null,
    created_at: now,
    delivery: failure === undefined ? pendingDelivery(state, chat) : failed(failure, now),
  };
  addMessage(state, message);
  emitSent(state, message);
  if (content.poll !== undefined)
    emit(state, "poll.created", {
      message_id: message.id,
      chat_id: chat.id,
      direction: "outbound",
      poll: content.poll,
    });
  return {
    id: message.id,
    chat_id: chat.id,
    ...senderOf(route),
    protocol: failure === undefined ? "pending" : "unknown",
    direction: "outbound",
    type: content.type,
    status: failure === undefined ? "queued" : "failed",
    error: failure?.error ?? null,
    ...(failure !== undefined && { fallback: failure.fallback }),
    ...placementOf(chat, route, content),
  };
}

/** Blooio's own channels keep using the protocol of the other side's last message. */
function pendingDelivery(state: State, { id, channel_type: type, address }: Chat): PendingDelivery {
  const reply = lastReply(state, id)?.delivery;
  return {
    protocol: reply?.protocol ?? protocolOf(type),
    providerId: type === "amb" ? null : providerIdOf(type, state.ids.uuid()),
    failure: lateFailureOf(address),
  };
}

const failed = ({ error }: ImmediateFailure, now: number): Delivery => ({
  status: "failed",
  protocol: "unknown",
  provider_message_id: null,
  error,
  updated_at: now,
});

/** The chat of a route, opened if it is new, with the time of the message as its latest. */
function touchedChat(state: State, { channel, chat, address }: Route): Chat {
  const found = chat ?? newChat(state, channel, address ?? "");
  const now = state.clock.now();
  const identityId = found.identity_id ?? state.ids.next("cid", now);
  const contact = address === null ? undefined : introduce(state, channel.type, address, identityId);
  const touched = { ...found, contact_id: found.contact_id ?? contact?.id ?? null, last_message_at: now };
  saveChat(state, touched);
  linkGroup(state, touched);
  return touched;
}

function dryRun(state: State, route: Route, content: Content): SendResult {
  return {
    // A group has no chat before its first message.
    ...(state.chats.get(route.chat?.id ?? "") !== undefined && { chat_id: route.chat?.id }),
    ...senderOf(route),
    direction: "outbound",
    type: content.type,
    dry_run: true,
    would_send: true,
    preview: content.preview,
    ...placementOf(route.chat, route, content),
  };
}

const senderOf = ({ channel }: Route): SendResult => ({
  channel_id: channel.id,
  channel_type: channel.type,
  from: channel.address ?? channel.alias ?? null,
});

function placementOf(chat: Chat | undefined, { routing, hybrid }: Route, { poll }: Content): SendResult {
  const groupId = chat?.group_id ?? undefined;
  return {
    ...(groupId !== undefined && { group_id: groupId }),
    ...(hybrid !== undefined && { hybrid }),
    ...(poll !== undefined && { poll }),
    routing,
  };
}

function checkReply(state: State, { chat }: Route, replyTo: string | undefined): void {
  if (replyTo === undefined) return;
  const isThere = chat !== undefined && messageIn(state, chat.id, replyTo) !== undefined;
  if (!isThere) throw invalidField("reply_to", `names no message of this chat: ${JSON.stringify(replyTo)}`);
}
