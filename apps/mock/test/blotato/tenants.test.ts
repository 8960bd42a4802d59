import { expect, test } from "vitest";

import { createBlotatoService } from "../../src/blotato/service.ts";
import { createHeldClock } from "../held-clock.ts";
import { mockBlotato, start, type Conversation, type Message, type MockedBlotato } from "./mocked-blotato.ts";

const message = {
  accountId: "40114",
  recipientId: "1500000000000000301",
  text: "The table for four is booked.",
  target: { targetType: "twitter" },
};
const post = {
  post: {
    accountId: "40114",
    content: { text: "The oven is warm.", mediaUrls: [], platform: "twitter" },
    target: { targetType: "twitter" },
  },
};

/** Every response of a tenant to one long story, as text. */
async function story({ call, clock, walk }: MockedBlotato, key: string): Promise<string> {
  const responses = [
    await walk(key, "/v2/conversations", 30),
    await walk(key, "/v2/messages", 100),
    await call(key, "GET /v2/users/me"),
    await call(key, "POST /v2/messages", message),
    await call(key, "POST /v2/posts", post),
    await call(key, "POST /v2/media", { url: "https://cdn.example.com/a.png" }),
    await call(key, "GET /v2/conversations/1"),
  ];
  clock.advance("200ms");
  responses.push(await walk(key, "/v2/messages", 100), await call(key, "POST /v2/posts", post));
  return JSON.stringify(responses);
}

test("gives the same bytes for the same seed, and others for another", async () => {
  const [one, same, other] = [await mockBlotato(7), await mockBlotato(7), await mockBlotato(8)];
  const expected = await story(one, "a");
  expect(await story(same, "b")).toBe(expected);
  expect(await story(other, "a")).not.toBe(expected);
  for (const { api } of [one, same, other]) expect(api.violations).toEqual([]);
});

test("draws the ids of posts and media from the seed as well", async () => {
  const upload = async (seed: number): Promise<unknown> => {
    const { call } = await mockBlotato(seed);
    return (await call("a", "POST /v2/media", { url: "https://cdn.example.com/a.png" })).body;
  };
  expect(await upload(7)).toEqual(await upload(7));
  expect(await upload(7)).not.toEqual(await upload(8));
});

test("gives the same data when a running clock has moved on a little before the service is made", () => {
  const list = (passed: number): unknown => {
    const clock = createHeldClock(start);
    clock.advance(passed);
    const handler = createBlotatoService({ clock, seed: 1 }).createTenant().handlers["listMessages"];
    return handler?.({ operationId: "listMessages", path: {}, query: { limit: 250 }, headers: {}, body: undefined });
  };
  expect(list(37)).toEqual(list(0));
});

test("gives each key a tenant of its own", async () => {
  const blotato = await mockBlotato();
  const [conversations, messages] = await Promise.all([
    blotato.walk<Conversation>("b", "/v2/conversations", 250),
    blotato.walk<Message>("b", "/v2/messages", 250),
  ]);
  const recipientId = conversations.findLast(({ accountId }) => accountId === "40114")?.participants[0]?.id;
  await blotato.call("a", "POST /v2/messages", { ...message, recipientId });
  await blotato.call("a", "POST /v2/messages", message);
  expect(await blotato.walk("a", "/v2/messages", 250)).toHaveLength(messages.length + 2);
  for (const untouched of ["b", "c"]) {
    expect(await blotato.walk(untouched, "/v2/conversations", 250)).toEqual(conversations);
    expect(await blotato.walk(untouched, "/v2/messages", 250)).toEqual(messages);
  }
  expect(blotato.api.violations).toEqual([]);
});

test("replies to one comment once in each tenant", async () => {
  const blotato = await mockBlotato();
  const reply = {
    accountId: "40112",
    recipientId: "17840000000000102",
    text: "Here is the recipe.",
    target: { targetType: "instagram", commentId: "18100000000000007" },
  };
  for (const key of ["a", "b"]) await blotato.call(key, "POST /v2/messages", reply);
  blotato.clock.advance("1s");
  for (const key of ["a", "b"]) {
    const [newest] = await blotato.walk<Message>(key, "/v2/messages", 250);
    expect(newest?.status).toBe("delivered");
  }
  expect(blotato.api.violations).toEqual([]);
});

test.each([0, 2, 3, -5, 2 ** 31])("is as varied with the seed %i as with any other", async (seed) => {
  const blotato = await mockBlotato(seed);
  const conversations = await blotato.walk<Conversation>("a", "/v2/conversations", 250);
  const messages = await blotato.walk<Message>("a", "/v2/messages", 250);
  expect(conversations).toHaveLength(144);
  const people = conversations
    .flatMap(({ participants }) => participants.map(({ id }) => id))
    .filter((id) => id !== null);
  expect(new Set(people).size).toBe(people.length);
  const kinds = new Set(messages.map(({ platform, status }) => `${platform} ${status}`));
  expect(kinds.size).toBe(4 * 5);
  expect(blotato.api.violations).toEqual([]);
});

test("names no domain and no phone number that could be somebody's", async () => {
  const blotato = await mockBlotato(3);
  const everything = JSON.stringify([
    await blotato.walk("a", "/v2/conversations", 250),
    await blotato.walk("a", "/v2/messages", 250),
  ]);
  for (const [phone] of everything.matchAll(/\+\d[\d ]+/g)) expect(phone.trim()).toMatch(/^\+1 555 01\d\d$/);
  for (const [domain] of everything.matchAll(/[\w.-]+\.(?:com|org|net)\b/g)) expect(domain).toMatch(/example\.com$/);
  expect(blotato.api.violations).toEqual([]);
});
