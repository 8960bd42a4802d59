import type { Values } from "../service/request.ts";
import { fieldsOf, pageSize, parametersBut, pathParameter } from "./entered.ts";
import type { CallMaker } from "./facade-call.ts";

const keyName = "Idempotency-Key";

/** The options of a send: the facade makes a key by itself. */
function sendOptions({ parameters }: Values): object | undefined {
  const key = parameters[keyName];
  return key === undefined ? undefined : { idempotencyKey: key };
}

/** A send that sends nothing has a method of its own, so that nobody takes one for the other. */
function sendOrTry(group: string, before: readonly unknown[], values: Values): ReturnType<CallMaker> {
  const { dry_run: isDryRun, ...content } = fieldsOf(values);
  if (isDryRun === true) return { path: [group, "dryRun"], args: [...before, content], result: "result" };
  const method = Array.isArray(content["to"]) ? "sendToSeveral" : "send";
  return { path: [group, method], args: [...before, content, sendOptions(values)], result: "message" };
}

const ofChat =
  (path: readonly string[], result: string): CallMaker =>
  (values) => ({ path, args: [pathParameter(values, "chatId")], result });

const ofMessage =
  (path: readonly string[], result: string, more: (values: Values) => readonly unknown[] = () => []): CallMaker =>
  (values) => ({
    path,
    args: [pathParameter(values, "chatId"), pathParameter(values, "messageId"), ...more(values)],
    result,
  });

export const blooioCalls: Readonly<Record<string, CallMaker>> = {
  listChats: (values) => ({
    path: ["chats", "list"],
    args: [parametersBut(values)],
    take: pageSize(values),
    result: "chats",
  }),
  createChat: ({ body }) => ({ path: ["chats", "findOrCreate"], args: [body], result: "chat" }),
  getChat: ofChat(["chats", "get"], "chat"),
  markChatRead: ofChat(["chats", "markRead"], "receipt"),
  setTyping: (values) => ({
    path: ["chats", "typing"],
    args: [pathParameter(values, "chatId"), fieldsOf(values)["state"]],
    result: "indicator",
  }),
  stopTyping: (values) => ({
    path: ["chats", "typing"],
    args: [pathParameter(values, "chatId"), "stopped"],
    result: "indicator",
  }),
  listChatMessages: (values) => ({
    path: ["chats", "messages"],
    args: [pathParameter(values, "chatId"), parametersBut(values, "chatId")],
    take: pageSize(values),
    result: "messages",
  }),
  sendMessageToChat: (values) => sendOrTry("chats", [pathParameter(values, "chatId")], values),
  sendMessage: (values) => sendOrTry("messages", [], values),
  getChatMessage: ofMessage(["messages", "get"], "message"),
  getMessageStatus: ofMessage(["messages", "status"], "status"),
  addReaction: ofMessage(["messages", "react"], "result", (values) => [fieldsOf(values)["reaction"]]),
  listChannels: (values) => ({
    path: ["channels", "list"],
    args: [parametersBut(values)],
    take: pageSize(values),
    result: "channels",
  }),
  getChannel: (values) => ({ path: ["channels", "get"], args: [pathParameter(values, "channel")], result: "channel" }),
  getMe: () => ({ path: ["account", "get"], args: [], result: "account" }),
};
