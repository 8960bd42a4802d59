import { beforeAll, beforeEach, describe, expect, it } from "vitest";

import { type Item, testApi } from "../blooio-api.ts";

const api = testApi();
let chat: Item;

beforeAll(async () => {
  const chats = await api.walk("/chats?type=blooio&state=open", 200);
  chat = chats.find(({ contact_id: contact }) => contact !== null) as Item;
});

beforeEach(() => {
  api.clock.advance("1m");
});

/** What happened from here on, oldest first. */
async function eventsSince(time: number, query = "type=*"): Promise<Item[]> {
  const events = await api.walk(`/events?${query}`, 200);
  return events.filter((event) => event["occurred_at"] >= time).toReversed();
}

const typesOf = (events: readonly Item[]): readonly string[] => events.map((event) => event["type"]);

describe("a message that is sent", () => {
  it("is queued, sent and delivered, each at its time, and then read when the other side writes", async () => {
    const start = api.clock.now();
    const { id } = (await api.post(`/chats/${chat.id}/messages`, { text: "Your order is ready." })).body;
    expect(typesOf(await eventsSince(start))).toEqual(["message.queued"]);
    api.clock.advance(1_000);
    const followed = await eventsSince(start);
    expect(followed.map((event) => [event["type"], event["occurred_at"] - start])).toEqual([
      ["message.queued", 0],
      ["message.sent", 100],
      ["message.delivered", 250],
    ]);
    expect(followed.map(({ data }) => data.protocol)).toEqual(["pending", "pending", "imessage"]);
    api.receive({ chatId: chat.id, text: "On my way" });
    const [received, read] = await eventsSince(api.clock.now());
    expect(received).toMatchObject({ type: "message.received", data: { direction: "inbound", text: "On my way" } });
    expect(read).toMatchObject({
      type: "message.read",
      message_id: id,
      chat_id: chat.id,
      channel_type: "blooio",
      data: { message_id: id, status: "read", direction: "outbound", text: "Your order is ready." },
    });
    api.receive({ chatId: chat.id, text: "Here!" });
    expect(typesOf(await eventsSince(start, `message_id=${id}`))).toEqual([
      "message.queued",
      "message.sent",
      "message.delivered",
      "message.read",
    ]);
  });

  it("is delivered and read in one moment when the other side wrote while it was on its way", async () => {
    const start = api.clock.now();
    const { id } = (await api.post(`/chats/${chat.id}/messages`, { text: "Hello?" })).body;
    api.clock.advance(150);
    api.receive({ chatId: chat.id, text: "Yes?" });
    api.clock.advance("1s");
    expect(typesOf(await eventsSince(start, `message_id=${id}`))).toEqual([
      "message.queued",
      "message.sent",
      "message.delivered",
      "message.read",
    ]);
  });

  it("fails with the reason, at once or later", async () => {
    const start = api.clock.now();
    await api.post("/messages", { from: "+15555550101", to: "+15555550115", text: "Hello" });
    const failure = (code: string): object => ({ type: "message.failed", data: { status: "failed", error: { code } } });
    expect(await eventsSince(start)).toMatchObject([failure("recipient_unreachable")]);
    api.clock.advance("1m");
    const later = api.clock.now();
    await api.post("/messages", { from: "+15555550101", to: "+15555550116", text: "Hello" });
    api.clock.advance("1s");
    const [queued, sent, failed, ...others] = await eventsSince(later);
    expect([queued?.["type"], sent?.["type"], others]).toEqual(["message.queued", "message.sent", []]);
    expect(failed).toMatchObject(failure("delivery_timeout"));
  });

  it("tells who is on either side", async () => {
    const start = api.clock.now();
    await api.post(`/chats/${chat.id}/messages`, { text: "Hello" });
    const [{ data }] = (await eventsSince(start)) as [Item];
    const channel = (await api.get(`/channels/${chat["channel_id"]}`)).body.data;
    expect(data).toMatchObject({
      channel_id: channel.id,
      channel_address: channel.address,
      sender: channel.address,
      recipient: data.contact.identifier,
      contact: { contact_id: chat["contact_id"], identifier: expect.stringMatching(/^\+|@/) },
      group: null,
      attachments: [],
    });
  });

  it("leaves nothing behind when it was only tried out", async () => {
    const start = api.clock.now();
    await api.post(`/chats/${chat.id}/messages`, { text: "Hello", dry_run: true });
    expect(await eventsSince(start)).toEqual([]);
  });
});

it("typing marks and reactions are events", async () => {
  const { id } = api.receive({ chatId: chat.id, text: "I'm here" });
  api.clock.advance("1m");
  const start = api.clock.now();
  await api.post(`/chats/${chat.id}/typing`, { state: "started" });
  await api.remove(`/chats/${chat.id}/typing`);
  await api.post(`/chats/${chat.id}/messages/${id}/reactions`, { reaction: "-love" });
  const events = await eventsSince(start);
  expect(events.map(({ data, ...event }) => [event["type"], data.direction])).toEqual([
    ["typing.started", "outbound"],
    ["typing.stopped", "outbound"],
    ["message.reaction", "outbound"],
  ]);
  expect(events[2]).toMatchObject({
    message_id: id,
    data: { reaction: "love", action: "remove", original_text: "I'm here" },
  });
});

describe("the list", () => {
  it("filters by type, by the beginning of a type, by chat and by message, all together", async () => {
    const start = api.clock.now();
    const { id } = (await api.post(`/chats/${chat.id}/messages`, { text: "Hello" })).body;
    await api.post(`/chats/${chat.id}/typing`, {});
    await api.post("/messages", { from: "+15555550101", to: "+15555550177", text: "Hello" });
    const found = async (query: string): Promise<number> => (await eventsSince(start, query)).length;
    expect(await found("type=*")).toBe(3);
    expect(await found("type=message.queued")).toBe(2);
    expect(await found("type=message.*")).toBe(2);
    expect(await found("type=*")).toBe(3);
    expect(await found("type=message")).toBe(0);
    expect(await found(`chat_id=${chat.id}`)).toBe(2);
    expect(await found(`message_id=${id}`)).toBe(1);
    expect(await found(`message_id=${id}&type=typing.*`)).toBe(0);
  });

  it("begins with what happened before, the newest first, and each can be read", async () => {
    const events = await api.walk("/events", 7);
    expect(events.length).toBeGreaterThan(5);
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    const times = events.map((event) => event["occurred_at"]);
    expect(times).toEqual(times.toSorted((a, b) => b - a));
    for (const event of events) expect((await api.get(`/events/${event.id}`)).body.data).toEqual(event);
    expect(await api.get("/events/evt_0")).toMatchObject({
      status: 404,
      body: { error: { message: 'There is no event "evt_0".' } },
    });
  });

  it("is that of one tenant", async () => {
    const before = await eventsSince(0);
    await api.post(`/chats/${chat.id}/messages`, { text: "Hello" });
    api.enterNewTenant();
    expect(await eventsSince(0)).toEqual(before);
  });
});
