import type { Channel, Chat, Contact, Group, Message, TimelineItem } from "@switchboard/blooio";
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

describe("contacts", () => {
  describeListing<Contact>(tenants, {
    list: ({ blooio }, query, options) => blooio.contacts.list(query, options),
    all: async ({ raw }) => {
      const { data } = await raw.blooio.GET("/contacts", { params: { query: { limit: 200 } } });
      return present(data).data;
    },
    limit: 16,
    orderedBy: ({ created_at }) => -present(created_at),
  });
});

describe("the timeline of a contact", () => {
  let contactId = "";

  describeListing<TimelineItem>(tenants, {
    list: ({ blooio }, query, options) => blooio.contacts.timeline(contactId, query, options),
    all: async ({ facade, raw }) => {
      contactId = present(await facade.blooio.contacts.list().first()).id;
      const path = { contactId };
      const { data } = await raw.blooio.GET("/contacts/{contactId}/timeline", { params: { path } });
      return present(data).data;
    },
    limit: 4,
    orderedBy: ({ occurred_at }) => -present(occurred_at),
  });
});

describe("groups", () => {
  describeListing<Group>(tenants, {
    list: ({ blooio }, query, options) => blooio.groups.list(query, options),
    all: async ({ raw }) => {
      const { data } = await raw.blooio.GET("/groups", { params: { query: { limit: 200 } } });
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
