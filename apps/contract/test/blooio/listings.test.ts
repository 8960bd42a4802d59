import type { Channel, Chat, Message } from "@switchboard/blooio";
import { describe } from "vitest";

import { describeListing } from "../listing-suite.ts";
import { mockedWorlds, present, type World } from "../worlds.ts";

const worlds = mockedWorlds();

describe("chats", () => {
  describeListing<Chat>(worlds, {
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
  // Every world begins with the same chats.
  let chatId = "";
  const longestChat = async ({ facade }: World): Promise<string> => {
    for await (const { id } of facade.blooio.chats.list({ type: "blooio" })) {
      if ((await facade.blooio.chats.messages(id).toArray({ limit: 20 })).length >= 10) return id;
    }
    throw new Error("The seed data have no chat of ten messages");
  };

  describeListing<Message>(worlds, {
    list: ({ blooio }, query, options) => blooio.chats.messages(chatId, query, options),
    all: async (world) => {
      chatId = await longestChat(world);
      const { data } = await world.raw.blooio.GET("/chats/{chatId}/messages", { params: { path: { chatId } } });
      return present(data).data;
    },
    limit: 3,
    orderedBy: ({ created_at }) => -present(created_at),
  });
});

describe("channels", () => {
  describeListing<Channel>(worlds, {
    list: ({ blooio }, query, options) => blooio.channels.list(query, options),
    all: async ({ raw }) => {
      const { data } = await raw.blooio.GET("/channels", { params: { query: { limit: 200 } } });
      return present(data).data;
    },
    limit: 6,
    orderedBy: ({ created_at }) => -present(created_at),
  });
});
