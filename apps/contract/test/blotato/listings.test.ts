import type { Conversation, Message } from "@switchboard/blotato";
import { describe, expect, test } from "vitest";

import { describeListing } from "../listing-suite.ts";
import { mockedTenants, present } from "../tenants.ts";

const tenants = mockedTenants();

describe("conversations", () => {
  describeListing<Conversation>(tenants, {
    list: ({ blotato }, query, options) => blotato.conversations.list(query, options),
    all: async ({ raw }) => {
      const { data } = await raw.blotato.GET("/v2/conversations", { params: { query: { limit: 250 } } });
      return present(data).items;
    },
    limit: 40,
    orderedBy: ({ updatedAt }) => -Date.parse(updatedAt),
  });

  test("an unknown account has none, which is an empty page and no error", async () => {
    const listing = tenants.open().facade.blotato.conversations.list({ accountId: "1" });
    expect(await listing.first()).toBeUndefined();
  });
});

describe("messages", () => {
  describeListing<Message>(tenants, {
    list: ({ blotato }, query, options) => blotato.messages.list({ ...query, accountId: "40113" }, options),
    all: async ({ raw }) => {
      const items: Message[] = [];
      let cursor: string | undefined;
      do {
        const query = { accountId: "40113", limit: 250, ...(cursor !== undefined && { cursor }) };
        const { data } = await raw.blotato.GET("/v2/messages", { params: { query } });
        items.push(...present(data).items);
        cursor = present(data).cursor;
      } while (cursor !== undefined);
      return items;
    },
    limit: 60,
    orderedBy: ({ createdAt }) => -Date.parse(createdAt),
  });

  test("those of one conversation are its own", async () => {
    const { facade } = tenants.open();
    const { id } = present(await facade.blotato.conversations.list().first());
    const messages = await facade.blotato.messages.list({ conversationId: id, limit: 2 }).toArray({ limit: 100 });
    expect(messages.length).toBeGreaterThan(2);
    expect(new Set(messages.map(({ conversationId }) => conversationId))).toEqual(new Set([id]));
  });
});
