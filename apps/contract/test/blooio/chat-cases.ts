import type { Chat, ListChatMessagesQuery, ListChatsQuery, TypingStateChoice } from "@switchboard/blooio";
import { expect } from "vitest";

import { blooioCase } from "../operation-case.ts";
import { present, type Tenant } from "../tenants.ts";

/** A chat with one person whose channel can send receipts, typing marks and reactions. */
export const blooioChat = async ({ facade }: Tenant): Promise<Chat> => {
  const chats = await facade.blooio.chats.list({ type: "blooio", state: "open" }).toArray({ limit: 20 });
  return present(chats.find(({ group_id }) => group_id === null));
};

export const chatOn = async ({ facade }: Tenant, query: ListChatsQuery): Promise<Chat> =>
  present(await facade.blooio.chats.list(query).first());

const prepareChats = async (tenant: Tenant): Promise<ChatInput> => ({
  chatId: (await blooioChat(tenant)).id,
  twilioChatId: (await chatOn(tenant, { type: "twilio", state: "open" })).id,
  state: "started",
});

interface ChatInput {
  readonly chatId: string;
  readonly twilioChatId: string;
  readonly state: TypingStateChoice;
}

const unknownChat = { input: (input: ChatInput) => ({ ...input, chatId: "chat_0" }), reason: /no chat "chat_0"/ };
const wrongChannel = {
  input: (input: ChatInput) => ({ ...input, chatId: input.twilioChatId }),
  reason: /Only blooio channels can do this/,
};

export const chatCases = {
  listChats: blooioCase({
    prepare: async (): Promise<ListChatsQuery> => ({ type: "whatsapp", state: "open", limit: 3 }),
    raw: {
      call: (client, query, headers) => client.GET("/chats", { params: { query }, headers }),
      status: 200,
      check: (data) => {
        expect(data?.data.map(({ channel_type, state }) => `${channel_type} ${state}`)).toEqual(
          Array(3).fill("whatsapp open"),
        );
        expect(data).toMatchObject({ has_more: true, next_cursor: expect.any(String) });
      },
    },
    facade: {
      call: (client, query, options) => client.chats.list(query, options).first(),
      check: (chat) => expect(chat).toMatchObject({ channel_type: "whatsapp", state: "open" }),
    },
    refusals: {
      400: { input: (query) => ({ ...query, limit: 201 }), reason: /limit must be <= 200/, breaksSpec: true },
    },
  }),

  createChat: blooioCase({
    prepare: async ({ facade }) => {
      const { id } = await facade.blooio.channels.get("+15555550101");
      return { channel_id: id, to: "+15555559999" };
    },
    raw: {
      call: (client, body, headers) => client.POST("/chats", { body, headers }),
      status: 201,
      check: (data, { channel_id }) =>
        expect(data).toMatchObject({ channel_id, channel_type: "blooio", created: true }),
    },
    facade: {
      call: (client, request, options) => client.chats.findOrCreate(request, options),
      check: (chat, { channel_id }) => expect(chat).toMatchObject({ channel_id, created: true }),
    },
    refusals: { 422: { input: (request) => ({ ...request, channel_id: "ch_0" }), reason: /channel_id .*"ch_0"/ } },
  }),

  getChat: blooioCase({
    prepare: blooioChat,
    raw: {
      call: (client, { id }, headers) => client.GET("/chats/{chatId}", { params: { path: { chatId: id } }, headers }),
      status: 200,
      check: (data, listed) => expect(data?.data).toEqual(listed),
    },
    facade: {
      call: (client, { id }, options) => client.chats.get(id, options),
      check: (chat, listed) => expect(chat).toEqual(listed),
    },
    refusals: { 404: { input: (chat) => ({ ...chat, id: "chat_0" }), reason: /no chat "chat_0"/ } },
  }),

  markChatRead: blooioCase({
    prepare: prepareChats,
    raw: {
      call: (client, { chatId }, headers) =>
        client.POST("/chats/{chatId}/read", { params: { path: { chatId } }, headers }),
      status: 200,
      check: (data, { chatId }) => expect(data?.data).toMatchObject({ chat_id: chatId, read: true }),
    },
    facade: {
      call: (client, { chatId }, options) => client.chats.markRead(chatId, options),
      check: (receipt, { chatId }) => expect(receipt).toMatchObject({ chat_id: chatId, read: true }),
    },
    refusals: { 404: unknownChat, 409: wrongChannel },
  }),

  setTyping: blooioCase({
    prepare: prepareChats,
    raw: {
      call: (client, { chatId, state }, headers) =>
        client.POST("/chats/{chatId}/typing", { params: { path: { chatId } }, body: { state }, headers }),
      status: 200,
      check: (data, { chatId }) => expect(data?.data).toMatchObject({ chat_id: chatId, state: "started" }),
    },
    facade: {
      call: (client, { chatId, state }, options) => client.chats.setTyping(chatId, { state }, options),
      check: (indicator, { chatId }) => expect(indicator).toMatchObject({ chat_id: chatId, state: "started" }),
    },
    refusals: {
      404: unknownChat,
      409: wrongChannel,
      422: { input: (input) => ({ ...input, state: "thinking" as never }), reason: /state/, breaksSpec: true },
    },
  }),

  stopTyping: blooioCase({
    prepare: prepareChats,
    raw: {
      call: (client, { chatId }, headers) =>
        client.DELETE("/chats/{chatId}/typing", { params: { path: { chatId } }, headers }),
      status: 200,
      check: (data, { chatId }) => expect(data?.data).toMatchObject({ chat_id: chatId, state: "stopped" }),
    },
    facade: {
      call: (client, { chatId }, options) => client.chats.stopTyping(chatId, options),
      check: (indicator, { chatId }) => expect(indicator).toMatchObject({ chat_id: chatId, state: "stopped" }),
    },
    refusals: { 404: unknownChat, 409: wrongChannel },
  }),

  listChatMessages: blooioCase({
    prepare: async (tenant): Promise<{ chatId: string; query: ListChatMessagesQuery }> => ({
      chatId: (await blooioChat(tenant)).id,
      query: { order: "asc", limit: 2 },
    }),
    raw: {
      call: (client, { chatId, query }, headers) =>
        client.GET("/chats/{chatId}/messages", { params: { path: { chatId }, query }, headers }),
      status: 200,
      check: (data, { chatId }) => {
        const [older, newer] = data?.data ?? [];
        expect([older?.chat_id, newer?.chat_id]).toEqual([chatId, chatId]);
        expect(present(older?.created_at)).toBeLessThanOrEqual(present(newer?.created_at));
      },
    },
    facade: {
      call: (client, { chatId, query }, options) => client.chats.messages(chatId, query, options).first(),
      check: (message, { chatId }) => expect(message?.chat_id).toBe(chatId),
    },
    refusals: {
      400: { input: ({ chatId }) => ({ chatId, query: { limit: 0 } }), reason: /limit must be >= 1/, breaksSpec: true },
      404: { input: ({ query }) => ({ chatId: "chat_0", query }), reason: /no chat "chat_0"/ },
    },
  }),
};
