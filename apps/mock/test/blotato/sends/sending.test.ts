import { expect, test } from "vitest";

import { start, testBlotato, type Conversation, type Message, type Page } from "../mocked-blotato.ts";

const blotato = testBlotato();

const instagram = {
  accountId: "40112",
  recipientId: "17840000000000101",
  text: "Yes, we are open until six today.",
  target: { targetType: "instagram", responseType: "RESPONSE" },
};
const facebook = {
  accountId: "40113",
  recipientId: "6100000000000201",
  text: "Your order left this morning.",
  target: { targetType: "facebook", pageId: "987600000000123", responseType: "MESSAGE_TAG", tag: "HUMAN_AGENT" },
};
const twitter = {
  accountId: "40114",
  recipientId: "1500000000000000301",
  text: "The table for four is booked.",
  target: { targetType: "twitter" },
};

const send = (key: string, body: object) => blotato.call<Message>(key, "POST /v2/messages", body);

/** The newest message of a tenant that has this id, read from the list. */
async function read(key: string, id: string): Promise<Message | undefined> {
  const messages = await blotato.walk<Message>(key, "/v2/messages", 250);
  return messages.find((message) => message.id === id);
}

test.each([
  ["instagram", instagram, "17841400000000001"],
  ["facebook", facebook, "987600000000123"],
  ["twitter", twitter, "1500000000000000001"],
])("accepts a message on %s as queued and lists it first", async (platform, body, senderId) => {
  const key = `accepts ${platform}`;
  const { status, body: sent } = await send(key, body);
  expect(status).toBe(201);
  expect(sent).toEqual({
    id: sent.id,
    conversationId: sent.conversationId,
    platform,
    direction: "outgoing",
    senderId,
    recipientId: body.recipientId,
    text: body.text,
    status: "queued",
    errorCode: null,
    errorMessage: null,
    createdAt: new Date(blotato.clock.now()).toISOString(),
  });
  const list = await blotato.call<Page<Message>>(key, "GET /v2/messages?limit=1");
  expect(list.body.items).toEqual([sent]);
  const own = await blotato.call<Page<Message>>(key, `GET /v2/messages?conversationId=${sent.conversationId}`);
  expect(own.body).toEqual({ items: [sent] });
});

test("goes through queued, processing, sent and delivered, and stays delivered", async () => {
  const { body } = await send("life", twitter);
  const steps: [number, string][] = [
    [0, "queued"],
    [49, "queued"],
    [1, "processing"],
    [99, "processing"],
    [1, "sent"],
    [149, "sent"],
    [1, "delivered"],
    [86_400_000, "delivered"],
  ];
  for (const [wait, status] of steps) {
    blotato.clock.advance(wait);
    expect(await read("life", body.id)).toEqual({ ...body, status });
  }
});

test("begins a conversation with a new recipient, and goes on with it", async () => {
  const first = await send("begins", instagram);
  const id = first.body.conversationId;
  const begun = await blotato.call<Conversation>("begins", `GET /v2/conversations/${id}`);
  const createdAt = new Date(blotato.clock.now()).toISOString();
  expect(begun.body).toEqual({
    id,
    accountId: "40112",
    platform: "instagram",
    participants: [{ id: instagram.recipientId, name: null, profileImageUrl: null, username: null }],
    createdAt,
    updatedAt: createdAt,
  });
  blotato.clock.advance("1m");
  const second = await send("begins", instagram);
  expect(second.body.conversationId).toBe(id);
  expect(second.body.id).not.toBe(first.body.id);
  const grown = await blotato.call<Conversation>("begins", `GET /v2/conversations/${id}`);
  expect(grown.body).toEqual({ ...begun.body, updatedAt: new Date(blotato.clock.now()).toISOString() });
  const others = await send("begins", { ...instagram, accountId: "40122" });
  expect(others.body.conversationId).not.toBe(id);
});

test("moves the conversation of a known recipient to the front", async () => {
  const all = await blotato.walk<Conversation>("moves", "/v2/conversations?platform=twitter", 250);
  const old = all.at(-1) as Conversation;
  const { body } = await send("moves", { ...twitter, recipientId: old.participants[0]?.id });
  expect(body.conversationId).toBe(old.id);
  const moved = { ...old, updatedAt: new Date(blotato.clock.now()).toISOString() };
  expect(await blotato.walk("moves", "/v2/conversations?platform=twitter", 5)).toEqual([moved, ...all.slice(0, -1)]);
  expect((await blotato.call("moves", `GET /v2/conversations/${old.id}`)).body).toEqual(moved);
});

test.each([
  ["instagram", instagram],
  ["facebook", facebook],
])("fails the second private reply to one comment on %s with 20102, and no other", async (platform, body) => {
  const key = `replies ${platform}`;
  const reply = (commentId: string) => send(key, { ...body, target: { ...body.target, commentId } });
  const first = await reply("18100000000000007");
  const other = await reply("18100000000000008");
  const second = await reply("18100000000000007");
  expect([second.status, second.body.status, second.body.errorCode]).toEqual([201, "queued", null]);
  blotato.clock.advance(149);
  expect(await read(key, second.body.id)).toMatchObject({ status: "processing", errorCode: null, errorMessage: null });
  blotato.clock.advance("1d");
  expect(await read(key, first.body.id)).toMatchObject({ status: "delivered", errorCode: null });
  expect(await read(key, other.body.id)).toMatchObject({ status: "delivered", errorCode: null });
  expect(await read(key, second.body.id)).toMatchObject({
    status: "failed",
    errorCode: 20102,
    errorMessage: expect.stringContaining("already has a private reply"),
  });
});

test("passes over what a target does not know", async () => {
  const target = { targetType: "twitter", pageId: 7, commentId: { any: "thing" } };
  const first = await send("open", { ...twitter, target });
  const second = await send("open", { ...twitter, target });
  expect([first.status, second.status, second.body.senderId]).toEqual([201, 201, "1500000000000000001"]);
  blotato.clock.advance("1s");
  expect(await read("open", second.body.id)).toMatchObject({ status: "delivered" });
});

test.each<[string, object, number, string]>([
  ["an unknown account", { ...twitter, accountId: "acc_1" }, 404, 'accountId: there is no account "acc_1"'],
  [
    "an account of another platform",
    { ...twitter, accountId: "40115" },
    422,
    "target.targetType: account 40115 is on bluesky, not on twitter",
  ],
  [
    "a page of nobody",
    { ...facebook, target: { targetType: "facebook", pageId: "1" } },
    422,
    'target.pageId: account 40113 has no page "1"',
  ],
  [
    "a tagged response without its tag",
    { ...instagram, target: { targetType: "instagram", responseType: "MESSAGE_TAG" } },
    422,
    "target.tag",
  ],
  ["bluesky, which cannot be sent to", { ...twitter, target: { targetType: "bluesky" } }, 422, "target.targetType"],
  ["an empty text", { ...twitter, text: "" }, 422, "text"],
])("rejects %s and keeps nothing", async (name, body, status, message) => {
  const key = `rejects ${name}`;
  const before = await blotato.walk(key, "/v2/conversations", 250);
  const response = await blotato.call(key, "POST /v2/messages", body);
  expect(response.status).toBe(status);
  expect(response.body).toEqual({
    message: expect.stringContaining(message),
    reqId: expect.stringMatching(/^req-\d{6}$/),
  });
  expect(await blotato.walk(key, "/v2/conversations", 250)).toEqual(before);
  const newest = await blotato.call<Page<Message>>(key, "GET /v2/messages?limit=1");
  expect(Date.parse(newest.body.items[0]?.createdAt ?? "")).toBeLessThan(start);
});
