import { expect, test } from "vitest";

import { mockBlotato, start, type Conversation, type Message } from "../mocked-blotato.ts";

const day = 86_400_000;
const tweet = {
  accountId: "40114",
  recipientId: "1500000000000000301",
  text: "The table for four is booked.",
  target: { targetType: "twitter" },
};

test.each([
  ["the seed", {}],
  ["a chosen size", { sizes: { conversations: 30, messagesPerConversation: 20 } }],
])("messages of %s are listed for 45 days and not a millisecond more", async (_, options) => {
  const { api, call, clock, walk, tenant } = await mockBlotato(1, options);
  const conversations = await walk<Conversation>("a", "/v2/conversations", 250);
  const before = await walk<Message>("a", "/v2/messages", 250);
  const { count } = await tenant("a");
  expect([count()["messages"], count()["conversations"]]).toEqual([before.length, conversations.length]);
  let now = start;
  for (const wait of [16 * day, 5 * day, 24 * day]) {
    now += wait;
    clock.advance(wait);
    const left = before.filter(({ createdAt }) => Date.parse(createdAt) >= now - 45 * day);
    expect(await walk("a", "/v2/messages", 40)).toEqual(left);
    expect(count()["messages"]).toBe(left.length);
    const inFirst = left.filter(({ conversationId }) => conversationId === conversations[0]?.id);
    expect(await walk("a", `/v2/messages?conversationId=${conversations[0]?.id}`, 5)).toEqual(inFirst);
    expect(await walk("a", "/v2/conversations", 250)).toEqual(conversations);
  }
  expect((await call("a", `GET /v2/conversations/${conversations[0]?.id}`)).status).toBe(200);
  expect(api.violations).toEqual([]);
});

test("a message of a tenant's own goes after 45 days, to the millisecond, and its conversation stays", async () => {
  const { call, clock, walk, tenant } = await mockBlotato();
  const { body: sent } = await call<Message>("a", "POST /v2/messages", tweet);
  const { count } = await tenant("a");
  clock.advance("45d");
  expect(await walk<Message>("a", "/v2/messages", 250)).toEqual([{ ...sent, status: "delivered" }]);
  clock.advance(1);
  expect(await walk("a", "/v2/messages", 250)).toEqual([]);
  expect(await walk("a", `/v2/messages?conversationId=${sent.conversationId}`, 250)).toEqual([]);
  expect(count()).toMatchObject({ messages: 0, conversations: 145 });
  expect((await call("a", `GET /v2/conversations/${sent.conversationId}`)).status).toBe(200);
});

test("a walk that outlasts what it reads ends with an empty page", async () => {
  const { clock, walk } = await mockBlotato();
  let pages = 0;
  const found = await walk<Message>("a", "/v2/messages", 10, async () => {
    pages += 1;
    clock.advance("45d");
  });
  expect([found.length, pages]).toEqual([10, 2]);
});
