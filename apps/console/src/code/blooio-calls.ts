import type { HandwrittenBlooioOperationId } from "../generated/blooio/samples.ts";
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
  return { path: [group, "send"], args: [...before, content, sendOptions(values)], result: "message" };
}

const isToSeveral = (values: Values): boolean => {
  const { dry_run: isDryRun, to } = fieldsOf(values);
  return Array.isArray(to) && isDryRun !== true;
};

/** To several, there are two methods: which of them does the same depends on the type of the sender, which is not entered. */
function sendRaw(path: string, ids: object | undefined, { body, parameters }: Values): ReturnType<CallMaker> {
  const key = parameters[keyName];
  const header = key === undefined ? undefined : { [keyName]: key };
  const params = ids === undefined && header === undefined ? undefined : { path: ids, header };
  return { path: ["raw", "POST"], args: [path, { params, body }], result: "{ data, error }" };
}

/** The calls that are more than a plain method. */
export const blooioCalls: Readonly<Record<HandwrittenBlooioOperationId, CallMaker>> = {
  sendMessageToChannel: (values) =>
    isToSeveral(values)
      ? sendRaw("/channels/{channel}/messages", { channel: pathParameter(values, "channel") }, values)
      : sendOrTry("channels", [pathParameter(values, "channel")], values),
  getMyDefaultPriority: () => ({ path: ["account", "defaultPriority"], args: [], result: "priority" }),
  purchaseBlooioNumbers: (values) => ({
    path: ["numbers", "purchase"],
    args: [values.body, sendOptions(values)],
    result: "purchase",
  }),
  sendMessageToChat: (values) => sendOrTry("chats", [pathParameter(values, "chatId")], values),
  listContacts: (values) => ({
    path: ["contacts", "list"],
    args: [parametersBut(values)],
    take: pageSize(values),
    result: "contacts",
  }),
  sendMessage: (values) =>
    isToSeveral(values) ? sendRaw("/messages", undefined, values) : sendOrTry("messages", [], values),
};
