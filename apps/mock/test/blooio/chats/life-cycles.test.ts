import { beforeAll, describe, expect, it } from "vitest";

import { type Item, testApi } from "../blooio-api.ts";

const api = testApi();
let channels: Item[];
let chats: Item[];

beforeAll(async () => {
  channels = await api.walk("/channels", 200);
  chats = await api.walk("/chats", 200);
});

const sendable = (type: string): Item =>
  chats.find(
    (chat) =>
      chat["channel_type"] === type &&
      chat["state"] === "open" &&
      chat["group_id"] === null &&
      channels.some(({ id, status }) => id === chat["channel_id"] && status === "active"),
  ) as Item;
const send = async (chat: Item, text = "Hello"): Promise<string> =>
  (await api.post(`/chats/${chat.id}/messages`, { text })).body.id;
const statusOf = async (chatId: string, id: string): Promise<Item> =>
  (await api.get(`/chats/${chatId}/messages/${id}/status`)).body.data;

describe("a delivered message", () => {
  it.each([
    ["blooio", "read"],
    ["whatsapp", "read"],
    ["whatsapp_business", "read"],
    ["rcs_business", "read"],
    ["twilio", "delivered"],
    ["amb", "delivered"],
  ])("on %s is %s once the other side has replied", async (type, status) => {
    const chat = sendable(type);
    const id = await send(chat);
    api.clock.advance("1m");
    const delivered = await statusOf(chat.id, id);
    expect(delivered["status"]).toBe("delivered");
    api.clock.advance("1m");
    api.receive({ chatId: chat.id, text: "Thanks" });
    const repliedAt = api.clock.now();
    api.clock.advance("3d");
    api.receive({ chatId: chat.id, text: "Still there?" });
    expect(await statusOf(chat.id, id)).toEqual({
      ...delivered,
      status,
      updated_at: status === "read" ? repliedAt : delivered["updated_at"],
    });
    const shown = (await api.get(`/chats/${chat.id}/messages/${id}`)).body.data;
    expect(shown).toMatchObject({ status, provider_message_id: type === "amb" ? null : expect.any(String) });
  });

  it("is read as it arrives when the reply came before", async () => {
    const chat = sendable("blooio");
    const id = await send(chat);
    api.receive({ chatId: chat.id, text: "You were saying?" });
    expect(await statusOf(chat.id, id)).toMatchObject({ status: "queued" });
    api.clock.advance(100);
    expect(await statusOf(chat.id, id)).toMatchObject({ status: "sent" });
    api.clock.advance(150);
    expect(await statusOf(chat.id, id)).toMatchObject({ status: "read", updated_at: api.clock.now() });
  });

  it("is not read by a reply to what was said before it, nor in another chat", async () => {
    const [chat, other] = [sendable("blooio"), sendable("whatsapp")];
    api.receive({ chatId: chat.id, text: "Hello?" });
    const id = await send(chat);
    api.clock.advance("1m");
    api.receive({ chatId: other.id, text: "Hello?" });
    expect(await statusOf(chat.id, id)).toMatchObject({ status: "delivered" });
  });

  it("of the seed is read as well", async () => {
    const [chat, message] = await (async () => {
      for (const candidate of chats.filter(
        ({ state, channel_type }) => state === "open" && channel_type === "whatsapp",
      )) {
        const messages = await api.walk(`/chats/${candidate.id}/messages`, 200);
        const found = messages.find(({ status }) => status === "delivered");
        if (found !== undefined) return [candidate, found] as const;
      }
      throw new Error("The seed has no delivered message on WhatsApp");
    })();
    api.receive({ chatId: chat.id, text: "Sorry for the wait" });
    expect(await statusOf(chat.id, message.id)).toMatchObject({ status: "read", updated_at: api.clock.now() });
  });
});

describe("the protocol of a message on blooio", () => {
  it.each(["sms", "rcs"])("is what the other side last wrote over: %s", async (protocol) => {
    const chat = sendable("blooio");
    expect(api.receive({ chatId: chat.id, text: "No iPhone here", protocol })).toMatchObject({ protocol });
    const id = await send(chat);
    expect(await statusOf(chat.id, id)).toMatchObject({ protocol: "pending" });
    api.clock.advance(250);
    expect(await statusOf(chat.id, id)).toMatchObject({ protocol, status: "delivered" });
    api.receive({ chatId: chat.id, text: "Now there is" });
    const later = await send(chat);
    api.clock.advance(250);
    expect(await statusOf(chat.id, later)).toMatchObject({ protocol: "imessage" });
  });
});

describe("hybrid routing", () => {
  it("stays on twilio until the other side has replied on blooio", async () => {
    const to = "+15555550199";
    const { body } = await api.post("/messages", { from: "+15555550101", to, text: "Hello" });
    const hybrid = { to, hybrid: true, text: "Hello" };
    expect(await api.post("/messages", hybrid)).toMatchObject({ body: { hybrid: { phase: "twilio" } } });
    api.receive({ chatId: body.chat_id, text: "Hi" });
    expect(await api.post("/messages", hybrid)).toMatchObject({
      body: { hybrid: { phase: "blooio" }, chat_id: body.chat_id },
    });
  });
});

describe("a message to a number that fails", () => {
  const withoutImessage = "+15555550115";
  const neverReached = "+15555550116";

  it("is 201 with a failed message, its reason and the advice to try another channel", async () => {
    const { status, body } = await api.post("/messages", { from: "+15555550101", to: withoutImessage, text: "Hi" });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      id: expect.stringMatching(/^msg_/),
      status: "failed",
      protocol: "unknown",
      error: { code: "recipient_unreachable", message: expect.any(String) },
      fallback: { recommended: true, reason: expect.any(String) },
    });
    api.clock.advance("1d");
    expect((await api.get(`/chats/${body.chat_id}/messages/${body.id}`)).body.data).toMatchObject({
      status: "failed",
      protocol: "unknown",
      provider_message_id: null,
      error: body.error,
      updated_at: body.created_at ?? expect.any(Number),
    });
  });

  it("arrives on the channel that the advice leads to, where no send speaks of another", async () => {
    const { status, body } = await api.post("/messages", { channel_type: "twilio", to: withoutImessage, text: "Hi" });
    expect({ status, body }).toMatchObject({ status: 201, body: { status: "queued", error: null } });
    expect(body).not.toHaveProperty("fallback");
    api.clock.advance("1m");
    expect(await statusOf(body.chat_id, body.id)).toMatchObject({ status: "delivered", protocol: "sms" });
  });

  it("is replayed as it was", async () => {
    const request = [
      "/messages",
      { from: "+15555550101", to: withoutImessage, text: "Hi" },
      { "idempotency-key": "k" },
    ] as const;
    const first = await api.post(...request);
    expect(await api.post(...request)).toEqual({ status: 200, body: first.body });
    expect(await api.walk(`/chats/${first.body.chat_id}/messages`, 10)).toHaveLength(1);
  });

  it("counts as failed in a fan-out, which is 422 when it is so for all", async () => {
    const mixed = await api.post("/messages", { to: [withoutImessage, "+15555550199"], text: "Hi" });
    expect(mixed).toMatchObject({ status: 207, body: { sent: 1, failed: 1 } });
    expect(mixed.body.data[0]).toMatchObject({
      to: withoutImessage,
      status: "failed",
      error: { code: "recipient_unreachable" },
      fallback: { recommended: true },
    });
    const none = await api.post("/messages", { to: [withoutImessage, "nobody"], text: "Hi" });
    expect(none).toMatchObject({ status: 422, body: { fan_out: true, sent: 0, failed: 2 } });
  });

  it("may be taken and fail later, on any channel", async () => {
    for (const type of ["blooio", "twilio", "whatsapp"]) {
      const { status, body } = await api.post("/messages", { channel_type: type, to: neverReached, text: "Hi" });
      expect({ status, body }).toMatchObject({ status: 201, body: { status: "queued", error: null } });
      expect(body).not.toHaveProperty("fallback");
      const sentAt = api.clock.now();
      api.clock.advance(100);
      expect(await statusOf(body.chat_id, body.id)).toMatchObject({ status: "sent", protocol: "pending", error: null });
      api.clock.advance(150);
      api.receive({ chatId: body.chat_id, text: "What did you send?" });
      expect(await statusOf(body.chat_id, body.id)).toMatchObject({
        status: "failed",
        protocol: "unknown",
        error: { code: "delivery_timeout" },
        updated_at: sentAt + 250,
      });
    }
  });
});
