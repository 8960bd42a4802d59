import { beforeAll, describe, expect, test } from "vitest";

import { testBlotato, type Conversation, type Message, type Page } from "../mocked-blotato.ts";

const blotato = testBlotato();
let conversations: readonly Conversation[];
let messages: readonly Message[];

beforeAll(async () => {
  conversations = await blotato.walk<Conversation>("reader", "/v2/conversations", 250);
  messages = await blotato.walk<Message>("reader", "/v2/messages", 250);
});

const idsOf = (items: readonly { readonly id: string }[]): readonly string[] => items.map(({ id }) => id);

/** Newest first, and among equals the higher id first. */
const newestFirst = <Item extends { readonly id: string }>(items: readonly Item[], timeOf: (item: Item) => string) =>
  items.toSorted((a, b) => timeOf(b).localeCompare(timeOf(a)) || Number(b.id) - Number(a.id));

const platforms = ["bluesky", "facebook", "instagram", "twitter"];
const accounts = ["40112", "40113", "40114", "40115", "40122"];

describe("listConversations", () => {
  test("holds 36 conversations of each platform, the most recently active first", () => {
    const counts = platforms.map((name) => conversations.filter(({ platform }) => platform === name).length);
    expect(counts).toEqual([36, 36, 36, 36]);
    expect(idsOf(conversations)).toEqual(idsOf(newestFirst(conversations, ({ updatedAt }) => updatedAt)));
    expect(new Set(idsOf(conversations)).size).toBe(144);
    expect(new Set(conversations.map(({ updatedAt }) => updatedAt)).size).toBeLessThan(144);
  });

  test.each([1, 7, 48, 143, 144, 145])("gives everything exactly once in pages of %i", async (limit) => {
    expect(await blotato.walk("reader", "/v2/conversations", limit)).toEqual(conversations);
  });

  test("gives 50 items when no limit is given, and no cursor on the last page", async () => {
    const first = await blotato.call<Page<Conversation>>("reader", "GET /v2/conversations");
    expect(first.body.items).toHaveLength(50);
    const all = await blotato.call<Page<Conversation>>("reader", "GET /v2/conversations?limit=144");
    expect(all.body).toStrictEqual({ items: conversations });
  });

  test.each(platforms)("filters by the platform %s", async (name) => {
    const found = await blotato.walk<Conversation>("reader", `/v2/conversations?platform=${name}`, 10);
    expect(found).toEqual(conversations.filter(({ platform }) => platform === name));
  });

  test.each(accounts)("filters by the account %s", async (id) => {
    const found = await blotato.walk<Conversation>("reader", `/v2/conversations?accountId=${id}`, 10);
    expect(found).toEqual(conversations.filter(({ accountId }) => accountId === id));
    expect(found.length).toBeGreaterThan(0);
  });

  test("combines the filters", async () => {
    const both = await blotato.walk<Conversation>("reader", "/v2/conversations?platform=instagram&accountId=40122", 5);
    expect(both).toEqual(conversations.filter(({ accountId }) => accountId === "40122"));
    expect(await blotato.walk("reader", "/v2/conversations?platform=twitter&accountId=40122", 5)).toEqual([]);
  });

  test("gives an empty list for an account that does not exist", async () => {
    const { status, body } = await blotato.call("reader", "GET /v2/conversations?accountId=nobody");
    expect([status, body]).toEqual([200, { items: [] }]);
  });

  test("knows everybody's name somewhere, and has each of the gaps that the vendor allows", () => {
    const everybody = conversations.flatMap(({ participants }) => participants);
    for (const field of ["id", "name", "username"] as const) {
      expect(everybody.some((person) => person[field] === null)).toBe(true);
      expect(everybody.filter((person) => person[field] !== null).length).toBeGreaterThan(100);
    }
    expect(new Set(conversations.map(({ participants }) => participants.length))).toEqual(new Set([0, 1, 2]));
  });

  test("loses and repeats nothing when new conversations begin during a walk", async () => {
    let count = 0;
    const begin = (): Promise<unknown> => {
      blotato.clock.advance("1s");
      count += 1;
      return blotato.call("walker", "POST /v2/messages", message({ recipientId: `900${count}` }));
    };
    expect(await blotato.walk("walker", "/v2/conversations", 10, begin)).toEqual(conversations);
    const after = await blotato.walk<Conversation>("walker", "/v2/conversations", 10);
    expect(after).toHaveLength(conversations.length + count);
    expect(after.slice(count)).toEqual(conversations);
  });

  test("orders conversations of the same moment, so that a page may end between them", async () => {
    const recipients = ["1", "2", "3", "4", "5"];
    for (const recipientId of recipients) await blotato.call("burst", "POST /v2/messages", message({ recipientId }));
    const found = await blotato.walk<Conversation>("burst", "/v2/conversations", 2);
    expect(found.slice(0, 5).map(({ participants }) => participants[0]?.id)).toEqual(["5", "4", "3", "2", "1"]);
    expect(found.slice(5)).toEqual(conversations);
  });
});

describe("listMessages", () => {
  test("holds 3 to 12 messages of each conversation, both ways, the newest first", () => {
    for (const { id, updatedAt, createdAt } of conversations) {
      const own = messages.filter(({ conversationId }) => conversationId === id);
      expect(own.length).toBeGreaterThanOrEqual(3);
      expect(own.length).toBeLessThanOrEqual(12);
      expect([own[0]?.createdAt, own.at(-1)?.createdAt]).toEqual([updatedAt, createdAt]);
    }
    expect(idsOf(messages)).toEqual(idsOf(newestFirst(messages, ({ createdAt }) => createdAt)));
    expect(new Set(idsOf(messages)).size).toBe(messages.length);
  });

  test("has each status on each platform, and a reason for exactly the failed ones", () => {
    for (const name of platforms) {
      const statuses = new Set(messages.filter(({ platform }) => platform === name).map(({ status }) => status));
      expect(statuses).toEqual(new Set(["delivered", "failed", "processing", "queued", "sent"]));
    }
    expect(messages.every(({ status, errorMessage }) => (status === "failed") === (errorMessage !== null))).toBe(true);
    expect(messages.some(({ errorCode, conversationId }) => errorCode === 20102 && conversationId === null)).toBe(true);
    expect(messages.filter(({ status }) => status === "delivered").length).toBeGreaterThan(messages.length * 0.85);
  });

  test.each([1, 33, 100, 249])("gives everything exactly once in pages of %i", async (limit) => {
    expect(await blotato.walk("reader", "/v2/messages", limit)).toEqual(messages);
  });

  test.each([["bluesky"], ["twitter", "facebook"], ["instagram", "bluesky", "facebook"], platforms])(
    "filters by a list of platforms: %s %s %s %s",
    async (...names) => {
      const wanted = names.filter((name) => name !== undefined);
      const query = wanted.map((name) => `platform=${name}`).join("&");
      const found = await blotato.walk<Message>("reader", `/v2/messages?${query}`, 90);
      expect(found).toEqual(messages.filter(({ platform }) => wanted.includes(platform)));
    },
  );

  test("filters by account: the accounts together have everything", async () => {
    const lists = await Promise.all(
      accounts.map((id) => blotato.walk<Message>("reader", `/v2/messages?accountId=${id}`, 70)),
    );
    expect(newestFirst(lists.flat(), ({ createdAt }) => createdAt)).toEqual(messages);
    const [instagram = [], , , , courses = []] = lists;
    expect(instagram.length).toBeGreaterThan(0);
    expect(new Set(courses.map(({ platform }) => platform))).toEqual(new Set(["instagram"]));
  });

  test("filters by conversation, for each of them", async () => {
    for (const { id } of conversations) {
      const found = await blotato.walk<Message>("reader", `/v2/messages?conversationId=${id}`, 5);
      expect(found).toEqual(messages.filter(({ conversationId }) => conversationId === id));
    }
  });

  test("takes no cursor of the conversations", async () => {
    const { body } = await blotato.call<Page<Conversation>>("reader", "GET /v2/conversations?limit=1");
    const { status } = await blotato.call("reader", `GET /v2/messages?cursor=${body.cursor}`);
    expect(status).toBe(422);
  });

  test("combines all filters", async () => {
    const { id, accountId, platform } = conversations[0] as Conversation;
    const path = `/v2/messages?conversationId=${id}&accountId=${accountId}&platform=${platform}`;
    expect(await blotato.walk("reader", path, 2)).toEqual(messages.filter((message) => message.conversationId === id));
    const other = platforms.find((name) => name !== platform);
    expect(await blotato.walk("reader", `/v2/messages?conversationId=${id}&platform=${other}`, 2)).toEqual([]);
  });

  test.each(["conversationId", "accountId"])("gives an empty list for an unknown %s", async (filter) => {
    const { status, body } = await blotato.call("reader", `GET /v2/messages?${filter}=nothing`);
    expect([status, body]).toEqual([200, { items: [] }]);
  });

  test("loses and repeats nothing when messages arrive during a walk, even in the same moment", async () => {
    const send = (): Promise<unknown> => blotato.call("busy", "POST /v2/messages", message({}));
    const path = "/v2/messages?platform=twitter&platform=instagram";
    const before = messages.filter(({ platform }) => platform === "twitter" || platform === "instagram");
    expect(await blotato.walk("busy", path, 25, send)).toEqual(before);
  });
});

const message = (changes: object): object => ({
  accountId: "40114",
  recipientId: "1500000000000000301",
  text: "The table for four is booked.",
  target: { targetType: "twitter" },
  ...changes,
});
