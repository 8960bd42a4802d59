import { describe, expect, test } from "vitest";

import { createBlotatoService } from "../../../src/blotato/service.ts";
import { createClock } from "../../../src/model/clock.ts";
import type { TenantSizes } from "../../../src/model/tenant-options.ts";
import { mockBlotato, start, type Conversation, type Message, type Page } from "../mocked-blotato.ts";

const day = 86_400_000;

describe.each<[number, number]>([
  [1, 1],
  [3, 2],
  [8, 3],
  [9, 4],
  [300, 5],
  [2, 700],
  [0, 5],
  [5, 0],
])("an inbox of %i conversations with %i messages each", (count, each) => {
  const inbox = async () => {
    const blotato = await mockBlotato(1, { sizes: { conversations: count, messagesPerConversation: each } });
    const conversations = await blotato.walk<Conversation>("a", "/v2/conversations", 250);
    const messages = await blotato.walk<Message>("a", "/v2/messages", 250);
    expect(blotato.api.violations).toEqual([]);
    return { blotato, conversations, messages };
  };

  test("has exactly these, each list in its order", async () => {
    const { conversations, messages } = await inbox();
    expect([conversations.length, messages.length]).toEqual([count, count * each]);
    for (const ids of [conversations, messages].map((items) => items.map(({ id }) => id))) {
      expect(new Set(ids).size).toBe(ids.length);
    }
    const times = [conversations.map(({ updatedAt }) => updatedAt), messages.map(({ createdAt }) => createdAt)];
    for (const list of times) expect(list).toEqual(list.toSorted().toReversed());
    for (const time of times.flat()) {
      expect(Date.parse(time)).toBeLessThan(start);
      expect(Date.parse(time)).toBeGreaterThan(start - 31 * day);
    }
  });

  test("has the messages of each conversation between its first and its last moment", async () => {
    const { blotato, conversations, messages } = await inbox();
    for (const { id, createdAt, updatedAt, participants } of conversations) {
      const own = await blotato.walk<Message>("a", `/v2/messages?conversationId=${id}`, 250);
      expect(own).toEqual(messages.filter(({ conversationId }) => conversationId === id));
      expect(own).toHaveLength(each);
      if (each > 0) expect([own.at(-1)?.createdAt, own[0]?.createdAt]).toEqual([createdAt, updatedAt]);
      const theirId = participants[0]?.id ?? null;
      expect(own.every(({ senderId, recipientId }) => senderId === theirId || recipientId === theirId)).toBe(true);
      expect(
        own
          .toReversed()
          .slice(0, 1)
          .map(({ senderId }) => senderId),
      ).toEqual(each > 0 ? [theirId] : []);
    }
  });

  test("gives every conversation by its id, and by the person who is written to", async () => {
    const { blotato, conversations } = await inbox();
    for (const conversation of conversations) {
      const { id, accountId, platform, participants } = conversation;
      expect((await blotato.call("b", `GET /v2/conversations/${id}`)).body).toEqual(conversation);
      for (const { id: recipientId } of platform === "twitter" ? participants : []) {
        if (recipientId === null) continue;
        const message = { accountId, recipientId, text: "Hello", target: { targetType: "twitter" } };
        const sent = await blotato.call<Message>("b", "POST /v2/messages", message);
        expect(sent.body.conversationId).toBe(id);
      }
    }
  });
});

test("an inbox of a chosen size is the same for the same seed, and another for another", async () => {
  const read = async (seed: number): Promise<string> => {
    const { walk } = await mockBlotato(seed, { sizes: { conversations: 40, messagesPerConversation: 6 } });
    return JSON.stringify([await walk("a", "/v2/conversations", 7), await walk("a", "/v2/messages", 100)]);
  };
  expect(await read(7)).toBe(await read(7));
  expect(await read(7)).not.toBe(await read(8));
});

test("an inbox of a chosen size has every platform, account, status and gap that the vendor allows", async () => {
  const { walk } = await mockBlotato(1, { sizes: { conversations: 288, messagesPerConversation: 10 } });
  const conversations = await walk<Conversation>("a", "/v2/conversations", 250);
  const messages = await walk<Message>("a", "/v2/messages", 250);
  const statuses = new Set(messages.map(({ platform, status }) => `${platform} ${status}`));
  expect(statuses.size).toBe(4 * 5);
  expect(new Set(conversations.map(({ accountId }) => accountId)).size).toBe(5);
  expect(new Set(conversations.map(({ participants }) => participants.length))).toEqual(new Set([0, 1, 2]));
  const people = conversations.flatMap(({ participants }) => participants);
  for (const field of ["id", "name", "username"] as const) {
    expect(people.some((person) => person[field] === null)).toBe(true);
  }
  const ids = people.flatMap(({ id }) => id ?? []);
  expect(new Set(ids).size).toBe(ids.length);
});

test("two million messages are there at once: the first page, the last one, and every conversation", async () => {
  const { call, walk, api } = await mockBlotato(1, { sizes: { conversations: 10_000, messagesPerConversation: 200 } });
  const first = await call<Page<Message>>("a", "GET /v2/messages?limit=250");
  expect(first.body.items).toHaveLength(250);
  const conversations = await walk<Conversation>("a", "/v2/conversations", 250);
  expect(conversations).toHaveLength(10_000);
  // A cursor works with any filter, so that of an old conversation leads deep into all messages.
  const old = conversations.at(-3)?.id ?? "";
  const { body } = await call<Page<Message>>("a", `GET /v2/messages?conversationId=${old}&limit=190`);
  const rest = await walk<Message>("a", `/v2/messages?cursor=${body.cursor}`, 250);
  expect(rest.length).toBeGreaterThan(10);
  expect(rest.length).toBeLessThan(8 * 200);
  expect(Number(first.body.items[0]?.id) - Number(rest.at(-1)?.id)).toBe(1_999_999);
  expect(api.violations).toEqual([]);
});

test("tenants copy nothing: a thousand of them over two billion messages are no more than one", () => {
  const sizes = { conversations: 10_000, messagesPerConversation: 200_000 };
  const service = createBlotatoService({ clock: createClock(start), seed: 1, sizes });
  const tenants = Array.from({ length: 1_000 }, () => service.createTenant());
  const request = { operationId: "listMessages", path: {}, query: { limit: 1 }, headers: {}, body: undefined };
  const [first, ...others] = tenants.map(({ handlers }) => JSON.stringify(handlers["listMessages"]?.(request)));
  expect(new Set(others)).toEqual(new Set([first]));
});

test("ids of a very large inbox are all of one length, so that lists break ties by them", async () => {
  const count = 400_000;
  const { call } = await mockBlotato(1, { sizes: { conversations: count, messagesPerConversation: 1 } });
  const { body } = await call<Page<Conversation>>("a", "GET /v2/conversations?limit=1");
  const newest = body.items[0]?.id ?? "";
  const oldest = String(Number(newest) - (count - 1));
  expect(oldest).toHaveLength(newest.length);
  expect((await call("a", `GET /v2/conversations/${oldest}`)).status).toBe(200);
  for (const beside of [Number(oldest) - 1, Number(newest) + 1, `0${newest}`]) {
    expect((await call("a", `GET /v2/conversations/${beside}`)).status).toBe(404);
  }
});

test("filters that nothing passes get a response at once, however much there is", async () => {
  const { call } = await mockBlotato(1, { sizes: { conversations: 1, messagesPerConversation: 2_000_000_000 } });
  for (const filter of [
    "accountId=nobody",
    "accountId=40116",
    "platform=bluesky",
    "accountId=40112&platform=twitter",
  ]) {
    expect((await call("a", `GET /v2/messages?${filter}`)).body).toEqual({ items: [] });
    expect((await call("a", `GET /v2/conversations?${filter}`)).body).toEqual({ items: [] });
    expect((await call("a", `GET /v2/messages?${filter}&cursor=abc`)).status).toBe(422);
  }
});

test("a size that is not given is the seed's own", async () => {
  const few = await mockBlotato(1, { sizes: { messagesPerConversation: 2 } });
  expect(await few.walk("a", "/v2/messages", 250)).toHaveLength(144 * 2);
  const one = await mockBlotato(1, { sizes: { conversations: 1 } });
  expect(await one.walk("a", "/v2/messages", 250)).toHaveLength(5);
});

test.each<[TenantSizes, string]>([
  [{ conversations: -1 }, "sizes.conversations is -1: expected a whole number from 0 on"],
  [{ messagesPerConversation: 1.5 }, "sizes.messagesPerConversation is 1.5: expected a whole number from 0 on"],
  [{ conversations: Number.NaN }, "sizes.conversations is NaN: expected a whole number from 0 on"],
])("rejects the sizes %j", (sizes, message) => {
  const service = createBlotatoService({ clock: createClock(start), seed: 1, sizes });
  expect(() => service.createTenant()).toThrow(new RangeError(message));
});
