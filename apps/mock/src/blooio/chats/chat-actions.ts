import type { OperationRequest, OperationResponse } from "../../model/service.ts";
import { conflict, invalidField } from "../errors.ts";
import { emit } from "../events/emit.ts";
import { chatData, reactionData } from "../events/event-data.ts";
import type { Chat } from "../records.ts";
import type { State } from "../state.ts";
import { findChat } from "./chat-store.ts";
import { checkSendable } from "./chats.ts";
import { deliveryOf } from "./delivery.ts";
import { findMessage } from "./message-store.ts";

export function markChatRead(state: State, { path }: OperationRequest): OperationResponse {
  const chat = actionableChat(state, path["chatId"]);
  return { status: 200, body: { data: { chat_id: chat.id, read: true, at: state.clock.now() } } };
}

export function setTyping(state: State, { path, body }: OperationRequest): OperationResponse {
  const shown = (body as { readonly state?: "started" | "stopped" } | undefined)?.state;
  return typing(state, path["chatId"], shown ?? "started");
}

export const stopTyping = (state: State, { path }: OperationRequest): OperationResponse =>
  typing(state, path["chatId"], "stopped");

function typing(state: State, chatId: string | undefined, shown: "started" | "stopped"): OperationResponse {
  const chat = actionableChat(state, chatId);
  emit(state, `typing.${shown}`, chatData(state, chat));
  return { status: 200, body: { data: { chat_id: chat.id, state: shown, at: state.clock.now() } } };
}

export function addReaction(state: State, { path, body }: OperationRequest): OperationResponse {
  const { reaction } = body as { readonly reaction: string };
  if (!/^[+-]\S+$/u.test(reaction)) {
    throw invalidField("reaction", "must be a sign and a name: +love puts the reaction on, -love takes it off");
  }
  const chat = findChat(state, path["chatId"]);
  const message = findMessage(state, chat, path["messageId"]);
  checkIsBlooio(chat);
  const { status } = deliveryOf(state, message);
  if (status === "queued" || status === "failed") {
    throw conflict(
      "message_not_dispatched",
      `The message is ${status}: it has not reached the device, so it cannot carry a reaction.`,
    );
  }
  emit(state, "message.reaction", reactionData(state, message, reaction));
  return { status: 200, body: { data: { message_id: message.id, reaction, at: state.clock.now() } } };
}

/** A chat in which receipts and typing marks can be sent. */
export function actionableChat(state: State, id: string | undefined): Chat {
  const chat = findChat(state, id);
  checkIsBlooio(chat);
  const channel = state.channels.get(chat.channel_id);
  if (channel !== undefined) checkSendable(channel, chat);
  return chat;
}

function checkIsBlooio({ channel_type: type }: Chat): void {
  if (type !== "blooio")
    throw conflict("channel_unsupported", `Only blooio channels can do this. This chat runs on ${type}.`);
}
