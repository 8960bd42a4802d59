import type { InboxMessage } from "@switchboard/messaging/inbox";

import { askMock } from "../../service/admin.ts";
import type { ApiName } from "../../spec/operations.ts";
import { whose } from "../../service/target.ts";
import { madeClients } from "../clients.ts";
import type { Draft, Side } from "./draft.ts";
import type { TitledConversation } from "../list/thread-list.ts";

/**
 * Sends in the name of the business, as a program would.
 *
 * @throws what the client throws
 */
export async function writeAsBusiness(
  { conversation }: TitledConversation,
  messages: readonly InboxMessage[],
  { file, replyTo, text }: Draft,
): Promise<void> {
  const { blooio, inbox } = madeClients();
  if (conversation.service === "blooio") {
    const extras = replyTo === undefined ? {} : { reply_to: replyTo };
    const content = file === "" ? { text } : { attachments: [file], ...(text !== "" && { text }) };
    await blooio.chats.send(conversation.id, { ...content, ...extras });
    return;
  }
  // A message says more than its conversation: on Facebook, from which page to reply.
  await inbox.reply(messages.findLast(({ direction }) => direction === "inbound") ?? conversation, text);
}

/**
 * Lets a message of the other side arrive.
 *
 * @throws MockError with the reason why it cannot
 */
export async function writeAsPerson(
  { conversation: { id, service } }: TitledConversation,
  { file, from, replyTo, text }: Draft,
): Promise<void> {
  const message =
    service === "blotato"
      ? { conversationId: id, text, ...(from !== undefined && { senderId: from }) }
      : {
          chatId: id,
          text: text === "" ? null : text,
          ...(file !== "" && { type: "media", attachments: [{ url: file }] }),
          ...(from !== undefined && { from }),
          ...(replyTo !== undefined && { replyTo }),
        };
  await receive(service, message);
}

/**
 * Puts a reaction on a message of Blooio, or takes it off.
 *
 * @param reaction such as `+love`, or `-love` to take it off
 * @throws what the client throws, or MockError
 */
export async function react(
  chatId: string,
  messageId: string,
  reaction: string,
  by: { readonly side: Side; readonly from: string | undefined },
): Promise<void> {
  if (by.side === "business") await madeClients().blooio.messages.react(chatId, messageId, { reaction });
  else await receive("blooio", { kind: "reaction", chatId, messageId, reaction, from: by.from });
}

/** Lets something arrive from outside, in the tenant that is shown. */
export const receive = (service: ApiName, message: object): Promise<unknown> =>
  askMock("POST", `/${service}/messages`, { ...message, ...whose.peek() });
