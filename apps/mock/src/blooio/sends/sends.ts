import type { OperationAnswer, OperationHandler } from "../../model/service.ts";
import { introduce } from "./addresses.ts";
import { findChat, newChat } from "../chats/chats.ts";
import { checkConversation } from "./conversation-limits.ts";
import { readContent, type Content, type ContentBody } from "./content.ts";
import { protocolOf } from "../chats/delivery.ts";
import { fanOut } from "./fan-out.ts";
import { createThreads } from "./group-threads.ts";
import { providerIdOf } from "../ids.ts";
import type { Chat, Course, Delivery, Message, SendResult } from "../records.ts";
import { invalidField } from "../refusals.ts";
import { routeInto, routeTo, type Recipient, type Route } from "./routes.ts";
import { sendersOf, type SenderBody } from "./senders.ts";
import type { State } from "../state.ts";
import { lateFailureOf, rejectionOf, type Rejection } from "./unreachable.ts";

interface SendBody extends ContentBody, SenderBody {
  readonly to: Recipient | readonly string[];
}

export const sendMessage = (state: State): OperationHandler => {
  const findThread = createThreads(state);
  return (request): OperationAnswer => {
    // Prism has checked the body.
    const body = request.body as SendBody;
    const isDryRun = body.dry_run === true;
    const content = readContent(body);
    const senders = sendersOf(state, body);
    const sendTo = (to: Recipient): SendResult => deliver(state, routeTo(state, senders, content, to), content, body);
    const recipients = recipientsOf(body.to);
    const thread = findThread(senders, content, recipients, isDryRun);
    if (thread !== undefined) return { status: isDryRun ? 200 : 201, body: deliver(state, thread, content, body) };
    const [only] = recipients;
    if (recipients.length > 1) return fanOut(recipients, sendTo, isDryRun);
    if (only === undefined) throw invalidField("to", "must name a recipient");
    return { status: isDryRun ? 200 : 201, body: sendTo(only) };
  };
};

export const sendMessageToChat =
  (state: State): OperationHandler =>
  ({ path, body: checked }): OperationAnswer => {
    const body = checked as ContentBody;
    const chat = findChat(state, path["chatId"]);
    const content = readContent(body);
    const result = deliver(state, routeInto(state, content, chat), content, body);
    return { status: body.dry_run === true ? 200 : 201, body: result };
  };

/** An address that is named twice gets the message once. */
const recipientsOf = (to: SendBody["to"]): readonly Recipient[] => (isList(to) ? [...new Set(to)] : [to]);

const isList = (to: SendBody["to"]): to is readonly string[] => Array.isArray(to);

function deliver(state: State, route: Route, content: Content, body: ContentBody): SendResult {
  checkReply(state, route, body.reply_to);
  if (route.chat !== undefined) checkConversation(state, route.chat);
  if (body.dry_run === true) return dryRun(route, content);
  const chat = touchedChat(state, route);
  const rejection = rejectionOf(chat.channel_type, chat.address);
  const message: Message = {
    id: state.newId("msg"),
    chat_id: chat.id,
    channel_id: chat.channel_id,
    channel_type: chat.channel_type,
    direction: "outbound",
    type: content.type,
    text: content.text,
    reply_to_message_id: body.reply_to ?? null,
    created_at: state.now(),
    delivery: rejection === undefined ? courseOf(state, chat) : rejected(state, rejection),
  };
  state.addMessage(message);
  return {
    id: message.id,
    chat_id: chat.id,
    ...senderOf(route),
    protocol: rejection === undefined ? "pending" : "unknown",
    direction: "outbound",
    type: content.type,
    status: rejection === undefined ? "queued" : "failed",
    error: rejection?.error ?? null,
    ...(rejection !== undefined && { fallback: rejection.fallback }),
    ...placementOf(chat, route, content),
  };
}

/** Blooio's own channels go on over whatever the other side last wrote over. */
function courseOf(state: State, { id, channel_type: type, address }: Chat): Course {
  const answer = state.lastAnswer(id)?.delivery;
  return {
    protocol: answer?.protocol ?? protocolOf(type),
    providerId: type === "amb" ? null : providerIdOf(type, state.newUuid()),
    failure: lateFailureOf(address),
  };
}

const rejected = (state: State, { error }: Rejection): Delivery => ({
  status: "failed",
  protocol: "unknown",
  provider_message_id: null,
  error,
  updated_at: state.now(),
});

/** The chat of a route, opened if need be, with the message's time as its latest. */
function touchedChat(state: State, { channel, chat, address }: Route): Chat {
  const found = chat ?? newChat(state, channel, address ?? "");
  const contact =
    address === null ? undefined : introduce(state, channel.type, address, found.identity_id ?? state.newId("cid"));
  const touched = { ...found, contact_id: found.contact_id ?? contact?.id ?? null, last_message_at: state.now() };
  state.saveChat(touched);
  return touched;
}

function dryRun(route: Route, content: Content): SendResult {
  return {
    ...(route.chat !== undefined && { chat_id: route.chat.id }),
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
  const isThere = chat !== undefined && state.message(chat.id, replyTo) !== undefined;
  if (!isThere) throw invalidField("reply_to", `names no message of this chat: ${JSON.stringify(replyTo)}`);
}
