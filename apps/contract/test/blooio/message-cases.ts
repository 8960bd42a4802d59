import type { Message } from "@switchboard/blooio";
import type { MessageContent, OutgoingMessage } from "@switchboard/messaging/blooio";
import { expect } from "vitest";

import { blooioCase } from "../operation-case.ts";
import { present, type Tenant } from "../tenants.ts";
import { blooioChat, chatOn } from "./chat-cases.ts";

interface MessageInput {
  readonly chatId: string;
  readonly messageId: string;
  readonly listed: Message;
  readonly reaction: string;
  readonly twilio: { readonly chatId: string; readonly messageId: string };
}

/** A message that was received, in a chat of each kind. */
const prepareMessages = async (tenant: Tenant): Promise<MessageInput> => {
  const receivedIn = async (chatId: string): Promise<Message> => {
    const messages = await tenant.facade.blooio.chats.messages(chatId).toArray({ limit: 50 });
    return present(messages.find(({ status }) => status === "received"));
  };
  const chat = await blooioChat(tenant);
  const twilioChat = await chatOn(tenant, { type: "twilio", state: "open" });
  const listed = await receivedIn(chat.id);
  const { id: twilioMessageId } = await receivedIn(twilioChat.id);
  const twilio = { chatId: twilioChat.id, messageId: twilioMessageId };
  return { chatId: chat.id, messageId: listed.id, listed, reaction: "+love", twilio };
};

const unknownMessage = {
  input: (input: MessageInput) => ({ ...input, messageId: input.twilio.messageId }),
  reason: /no message .* in chat/,
};

export const messageCases = {
  sendMessageToChat: blooioCase({
    prepare: async (tenant): Promise<{ chatId: string; closedChatId: string; content: MessageContent }> => ({
      chatId: (await blooioChat(tenant)).id,
      closedChatId: (await chatOn(tenant, { type: "twilio", state: "closed" })).id,
      content: { text: "Your order is ready for pickup." },
    }),
    raw: {
      call: (client, { chatId, content }, headers) =>
        client.POST("/chats/{chatId}/messages", { params: { path: { chatId } }, body: content, headers }),
      status: 201,
      check: (data, { chatId }) => {
        expect(data).toMatchObject({
          chat_id: chatId,
          channel_type: "blooio",
          direction: "outbound",
          status: "queued",
        });
        expect(data?.id).toMatch(/^msg_/);
      },
    },
    facade: {
      call: (client, { chatId, content }, options) => client.chats.send(chatId, content, options),
      check: (message, { chatId }) => expect(message).toMatchObject({ chat_id: chatId, status: "queued" }),
    },
    refusals: {
      404: { input: (input) => ({ ...input, chatId: "chat_0" }), reason: /no chat "chat_0"/ },
      409: { input: (input) => ({ ...input, chatId: input.closedChatId }), reason: /is (closed|deprecated|suspended)/ },
      422: {
        input: (input) => ({ ...input, content: { text: "Yes.", reply_to: "msg_0" } }),
        reason: /reply_to .*"msg_0"/,
      },
    },
  }),

  sendMessage: blooioCase({
    prepare: async (): Promise<OutgoingMessage> => ({ from: "+15555550101", to: "+15555559999", text: "Come in!" }),
    raw: {
      call: (client, body, headers) => client.POST("/messages", { body, headers }),
      status: 201,
      check: (data) =>
        expect(data).toMatchObject({ from: "+15555550101", status: "queued", routing: { mode: "explicit" } }),
    },
    facade: {
      call: (client, message, options) => client.messages.send(message, options),
      check: (message) => expect(message).toMatchObject({ from: "+15555550101", status: "queued" }),
    },
    refusals: {
      404: { input: () => ({ from: "bakery-nobody", to: "+15555559999", text: "Hi" }), reason: /"bakery-nobody"/ },
      409: { input: () => ({ from: "+15555550108", to: "+15555559999", text: "Hi" }), reason: /2 active channels/ },
      422: { input: () => ({ to: "nobody", text: "Hi" }), reason: /to: "nobody" is neither/ },
    },
  }),

  getChatMessage: blooioCase({
    prepare: prepareMessages,
    raw: {
      call: (client, { chatId, messageId }, headers) =>
        client.GET("/chats/{chatId}/messages/{messageId}", { params: { path: { chatId, messageId } }, headers }),
      status: 200,
      check: (data, { listed }) => expect(data?.data).toEqual(listed),
    },
    facade: {
      call: (client, { chatId, messageId }, options) => client.messages.get(chatId, messageId, options),
      check: (message, { listed }) => expect(message).toEqual(listed),
    },
    refusals: { 404: unknownMessage },
  }),

  getMessageStatus: blooioCase({
    prepare: prepareMessages,
    raw: {
      call: (client, { chatId, messageId }, headers) =>
        client.GET("/chats/{chatId}/messages/{messageId}/status", { params: { path: { chatId, messageId } }, headers }),
      status: 200,
      check: (data, { messageId }) =>
        expect(data?.data).toMatchObject({ id: messageId, status: "received", error: null }),
    },
    facade: {
      call: (client, { chatId, messageId }, options) => client.messages.status(chatId, messageId, options),
      check: (status, { messageId }) => expect(status).toMatchObject({ id: messageId, status: "received" }),
    },
    refusals: { 404: unknownMessage },
  }),

  addReaction: blooioCase({
    prepare: prepareMessages,
    raw: {
      call: (client, { chatId, messageId, reaction }, headers) =>
        client.POST("/chats/{chatId}/messages/{messageId}/reactions", {
          params: { path: { chatId, messageId } },
          body: { reaction },
          headers,
        }),
      status: 200,
      check: (data, { messageId }) => expect(data?.data).toMatchObject({ message_id: messageId, reaction: "+love" }),
    },
    facade: {
      call: (client, { chatId, messageId, reaction }, options) =>
        client.messages.react(chatId, messageId, { reaction }, options),
      check: (result, { messageId }) => expect(result).toMatchObject({ message_id: messageId, reaction: "+love" }),
    },
    refusals: {
      404: unknownMessage,
      409: { input: (input) => ({ ...input, ...input.twilio }), reason: /Only blooio channels can do this/ },
      422: { input: (input) => ({ ...input, reaction: "love" }), reason: /reaction must be a sign and a name/ },
    },
  }),
};
