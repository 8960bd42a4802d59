import { beforeEach, describe, expect, it } from "vitest";

import { type Item, testApi } from "../blooio-api.ts";
import { sendableChat } from "./sendable-chat.ts";

const api = testApi();
let channels: Item[];

beforeEach(async () => {
  channels = await api.walk("/channels", 200);
});

const nobody = "+15555550199";

describe("sending a message", () => {
  it("opens a chat with a new contact, which the lists show at once", async () => {
    const { status, body } = await api.post("/messages", { to: nobody, text: "Your order is ready." });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      status: "queued",
      protocol: "pending",
      from: "+15555550101",
      direction: "outbound",
      type: "text",
      error: null,
    });
    expect(body).not.toHaveProperty("to");
    const [chat] = (await api.get("/chats?limit=1")).body.data;
    expect(chat).toMatchObject({
      id: body.chat_id,
      contact_id: expect.stringMatching(/^ct_/),
      last_message_at: api.clock.now(),
    });
    const [message] = (await api.get(`/chats/${chat.id}/messages`)).body.data;
    expect(message).toMatchObject({
      id: body.id,
      text: "Your order is ready.",
      status: "queued",
      provider_message_id: null,
    });
    expect((await api.walk(`/chats?contact_id=${chat.contact_id}`, 5)).map(({ id }) => id)).toEqual([chat.id]);
  });

  it("uses the same chat the second time, and keeps the order of what is sent in one instant", async () => {
    const first = (await api.post("/messages", { to: nobody, text: "One" })).body;
    const second = (await api.post("/messages", { to: nobody, text: "Two" })).body;
    expect(second.chat_id).toBe(first.chat_id);
    const texts = (await api.walk(`/chats/${first.chat_id}/messages?order=asc`, 1)).map(({ text }) => text);
    expect(texts).toEqual(["One", "Two"]);
  });

  it("into a chat moves it to the head of the list", async () => {
    const chat = await sendableChat(api, "whatsapp");
    const before = await api.walk("/chats", 200);
    api.clock.advance(1);
    expect((await api.get("/chats?limit=1")).body.data[0].id).not.toBe(chat.id);
    const { status, body } = await api.post(`/chats/${chat.id}/messages`, { text: "Hello again" });
    expect(status).toBe(201);
    expect(body).toMatchObject({ chat_id: chat.id, channel_id: chat["channel_id"], routing: { mode: "explicit" } });
    expect((await api.get("/chats?limit=1")).body.data[0]).toMatchObject({
      id: chat.id,
      last_message_at: api.clock.now(),
    });
    const after = (await api.walk("/chats", 200)).map(({ id }) => id);
    expect(after).toEqual([chat.id, ...before.map(({ id }) => id).filter((id) => id !== chat.id)]);
  });

  it.each([
    ["blooio", "imessage"],
    ["twilio", "sms"],
    ["whatsapp", "whatsapp"],
    ["whatsapp_business", "whatsapp"],
    ["rcs_business", "rcs"],
    ["amb", null],
  ])("on %s goes from queued to sent at 100 ms and delivered at 250 ms, over %s", async (type, protocol) => {
    const chat = await sendableChat(api, type);
    const sent = (await api.post(`/chats/${chat.id}/messages`, { text: "Hello" })).body;
    const startedAt = api.clock.now();
    const status = async (): Promise<unknown> =>
      (await api.get(`/chats/${chat.id}/messages/${sent.id}/status`)).body.data;
    const rest = { id: sent.id, error: null, created_at: startedAt };
    const pending = protocol === null ? null : "pending";
    api.clock.advance(99);
    expect(await status()).toEqual({ ...rest, status: "queued", protocol: pending, updated_at: startedAt });
    api.clock.advance(1);
    expect(await status()).toEqual({ ...rest, status: "sent", protocol, updated_at: startedAt + 100 });
    api.clock.advance(149);
    expect(await status()).toMatchObject({ status: "sent" });
    api.clock.advance(1);
    expect(await status()).toEqual({ ...rest, status: "delivered", protocol, updated_at: startedAt + 250 });
    api.clock.advance("45d");
    expect(await status()).toEqual({ ...rest, status: "delivered", protocol, updated_at: startedAt + 250 });
  });

  it("replies to a message of the same chat, and no other", async () => {
    const chat = await sendableChat(api, "blooio");
    const [latest] = await api.walk(`/chats/${chat.id}/messages`, 50);
    const reply = await api.post(`/chats/${chat.id}/messages`, { text: "Yes", reply_to: latest?.id });
    expect((await api.get(`/chats/${chat.id}/messages/${reply.body.id}`)).body.data.reply_to_message_id).toBe(
      latest?.id,
    );
    for (const [path, body] of [
      [`/chats/${chat.id}/messages`, {}],
      ["/messages", { to: nobody }],
    ] as const) {
      const response = await api.post(path, { ...body, text: "Yes", reply_to: "msg_elsewhere" });
      expect(response).toMatchObject({
        status: 422,
        body: { error: { code: "validation_failed", message: expect.stringContaining("reply_to") } },
      });
    }
  });
});

describe("a chat or channel that takes no messages", () => {
  it.each(["closed", "blocked", "deprecated"])("is 409 in a %s chat", async (state) => {
    const active = new Set(channels.filter(({ status }) => status === "active").map(({ id }) => id));
    const chat = (await api.walk(`/chats?state=${state}`, 200)).find((candidate) =>
      active.has(candidate["channel_id"]),
    );
    const response = await api.post(`/chats/${chat?.id}/messages`, { text: "Hello" });
    expect(response).toMatchObject({
      status: 409,
      body: { error: { code: `chat_${state}`, message: expect.stringContaining(chat?.id ?? "") } },
    });
  });

  it("is 409 on a channel that is not active", async () => {
    for (const channel of channels.filter(({ status }) => status !== "active")) {
      const [chat] = await api.walk(`/chats?state=open&channel_id=${channel.id}`, 200);
      if (chat === undefined) continue;
      const response = await api.post(`/chats/${chat.id}/messages`, { text: "Hello" });
      expect(response).toMatchObject({ status: 409, body: { error: { code: "channel_not_active" } } });
    }
  });

  it("is 404 without a chat", async () => {
    expect(await api.post("/chats/chat_x/messages", { text: "Hello" })).toMatchObject({
      status: 404,
      body: { error: { code: "not_found" } },
    });
  });
});

describe("a dry run", () => {
  it("reports what would be sent and stores nothing", async () => {
    const before = await api.walk("/chats", 200);
    const { status, body } = await api.post("/messages", { to: nobody, text: "Hi", dry_run: true });
    expect(status).toBe(200);
    expect(body).toMatchObject({ dry_run: true, would_send: true, preview: { text: "Hi" }, from: "+15555550101" });
    expect(body).not.toHaveProperty("id");
    expect(await api.walk("/chats", 200)).toEqual(before);
    const chat = await sendableChat(api, "twilio");
    expect((await api.post(`/chats/${chat.id}/messages`, { text: "Hi", dry_run: true })).status).toBe(200);
    expect(await api.walk("/chats", 200)).toEqual(before);
  });

  it("is rejected as the real send would be", async () => {
    expect((await api.post("/messages", { to: "nobody", text: "Hi", dry_run: true })).status).toBe(422);
  });

  it("leaves its idempotency key unused", async () => {
    const key = { "idempotency-key": "k" };
    expect((await api.post("/messages", { to: nobody, text: "Hi", dry_run: true }, key)).status).toBe(200);
    expect((await api.post("/messages", { to: nobody, text: "Hi" }, key)).status).toBe(201);
    expect((await api.post("/messages", { to: nobody, text: "Ho", dry_run: true }, key)).status).toBe(200);
  });

  it("is none when dry_run is false", async () => {
    expect(await api.post("/messages", { to: nobody, text: "Hi", dry_run: false })).toMatchObject({
      status: 201,
      body: { status: "queued" },
    });
  });
});
