import type { OperationAnswer, OperationHandler } from "../../model/service.ts";
import { checkSendable, findChat } from "./chats.ts";
import { deliveryOf } from "./delivery.ts";
import { findMessage } from "./messages.ts";
import type { Chat } from "../records.ts";
import { conflict, invalidField } from "../refusals.ts";
import type { State } from "../state.ts";

export const markChatRead =
  (state: State): OperationHandler =>
  ({ path }) => {
    const chat = actionableChat(state, path["chatId"]);
    return { status: 200, body: { data: { chat_id: chat.id, read: true, at: state.now() } } };
  };

export const setTyping =
  (state: State): OperationHandler =>
  ({ path, body }) => {
    const wanted = (body as { readonly state?: "started" | "stopped" } | undefined)?.state;
    return typing(state, path["chatId"], wanted ?? "started");
  };

export const stopTyping =
  (state: State): OperationHandler =>
  ({ path }) =>
    typing(state, path["chatId"], "stopped");

function typing(state: State, chatId: string | undefined, shown: "started" | "stopped"): OperationAnswer {
  const chat = actionableChat(state, chatId);
  return { status: 200, body: { data: { chat_id: chat.id, state: shown, at: state.now() } } };
}

export const addReaction =
  (state: State): OperationHandler =>
  ({ path, body }) => {
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
    return { status: 200, body: { data: { message_id: message.id, reaction, at: state.now() } } };
  };

/** A chat in which receipts and typing marks can be sent. */
function actionableChat(state: State, id: string | undefined): Chat {
  const chat = findChat(state, id);
  checkIsBlooio(chat);
  const channel = state.channel(chat.channel_id);
  if (channel !== undefined) checkSendable(channel, chat);
  return chat;
}

function checkIsBlooio({ channel_type: type }: Chat): void {
  if (type !== "blooio")
    throw conflict("channel_unsupported", `Only blooio channels can do this. This chat runs on ${type}.`);
}
