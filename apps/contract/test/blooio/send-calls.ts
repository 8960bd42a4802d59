/** How the facade is called for a send: one operation is several methods there. */

import type {
  Blooio,
  MessageContent,
  MessageFromChannel,
  MessageToEach,
  MessageToGroup,
  OutgoingMessage,
  SendOptions,
} from "@switchboard/messaging/blooio";

import type { HandwrittenMethod } from "../operations/by-hand.ts";
import type { OperationRequest } from "../operations/calls.ts";

/** The sender whose channel has no groups: a message to several becomes one for each. */
export const smsNumber = "+15555550107";

type Call = HandwrittenMethod["call"];
type SendBody = MessageContent & { readonly from: string; readonly to?: unknown };

/** A body of a send without the field that makes it a dry run, which is a method of its own in the facade. */
function withoutDryRun({ body }: OperationRequest): { readonly content: SendBody; readonly isDryRun: boolean } {
  const { dry_run: isDryRun = false, ...content } = body as { readonly dry_run?: boolean };
  return { content: content as SendBody, isDryRun };
}

/** To several, there are two methods: one for senders that form a group of them, and one for those that do not. */
function sendToSeveral(
  { messages }: Blooio,
  { from: id, ...content }: SendBody,
  options: SendOptions | undefined,
): Promise<object> {
  const toEach = id === smsNumber;
  const message: object = { ...content, from: { id, type: toEach ? "twilio" : "blooio" } };
  return toEach
    ? messages.sendToEach(message as MessageToEach, options)
    : messages.sendToGroup(message as MessageToGroup, options);
}

export const sendMessage: Call = ({ blooio: client }, request, options) => {
  const { content, isDryRun } = withoutDryRun(request);
  if (isDryRun) return client.messages.dryRun(content as OutgoingMessage, options);
  return Array.isArray(content.to)
    ? sendToSeveral(client, content, options)
    : client.messages.send(content as OutgoingMessage, options);
};

export const sendMessageToChannel: Call = ({ blooio: client }, request, options) => {
  const { content, isDryRun } = withoutDryRun(request);
  const channel = request.path["channel"] ?? "";
  return Array.isArray(content.to)
    ? client.messages.sendToEach({ ...content, from: { id: channel, type: "twilio" } } as MessageToEach, options)
    : client.channels[isDryRun ? "dryRun" : "send"](channel, content as MessageFromChannel, options);
};

export const sendMessageToChat: Call = ({ blooio: { chats } }, request, options) => {
  const { content, isDryRun } = withoutDryRun(request);
  return chats[isDryRun ? "dryRun" : "send"](request.path["chatId"] ?? "", content, options);
};
