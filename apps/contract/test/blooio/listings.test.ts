import type { Channel, Chat, Message } from "@switchboard/blooio";
import { describe } from "vitest";

import { describeListing } from "../listing-suite.ts";
import { mockedTenants, present, type Tenant } from "../tenants.ts";

const tenants = mockedTenants();

describe("chats", () => {
  describeListing<Chat>(tenants, {
    list: ({ blooio }, query, options) => blooio.chats.list(query, options),
    all: async ({ raw }) => {
      const { data } = await raw.blooio.GET("/chats", { params: { query: { limit: 200 } } });
      return present(data).data;
    },
    limit: 40,
    orderedBy: ({ last_message_at, created_at }) => -present(last_message_at ?? created_at),
  });
});

describe("messages of a chat", () => {
  // Every tenant begins with the same chats.
  let chatId = "";
  const longestChat = async ({ facade }: Tenant): Promise<string> => {
    for await (const { id } of facade.blooio.chats.list({ type: "blooio" })) {
      if ((await facade.blooio.chats.messages(id).toArray({ limit: 20 })).length >= 10) return id;
    }
    throw new Error("The seed data have no chat of ten messages");
  };

  describeListing<Message>(tenants, {
    list: ({ blooio }, query, options) => blooio.chats.messages(chatId, query, options),
    all: async (tenant) => {
      chatId = await longestChat(tenant);
      const { data } = await tenant.raw.blooio.GET("/chats/{chatId}/messages", { params: { path: { chatId } } });
      return present(data).data;
    },
    limit: 3,
    orderedBy: ({ created_at }) => -present(created_at),
  });
});

describe("channels", () => {
  describeListing<Channel>(tenants, {
    list: ({ blooio }, query, options) => blooio.channels.list(query, options),
    all: async ({ raw }) => {
      const { data } = await raw.blooio.GET("/channels", { params: { query: { limit: 200 } } });
      return present(data).data;
    },
    limit: 6,
    orderedBy: ({ created_at }) => -present(created_at),
  });
});
