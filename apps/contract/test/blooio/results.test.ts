import { describe, expect, test } from "vitest";

import { mockedTenants, present } from "../tenants.ts";
import { blooioChat, receivedIn } from "./chats.ts";

const tenants = mockedTenants();

/** What the raw client gives for a call of which nobody expects an error. */
const dataOf = async <Data>(call: Promise<{ readonly data?: Data }>): Promise<Data> => present((await call).data);

describe("chats", () => {
  test("listChats gives those of a type and a state, and says that more follow", async () => {
    const { facade, raw } = tenants.open();
    const query = { type: "whatsapp", state: "open", limit: 3 } as const;
    const page = await dataOf(raw.blooio.GET("/chats", { params: { query } }));
    expect(page.data.map(({ channel_type, state }) => `${channel_type} ${state}`)).toEqual(
      Array(3).fill("whatsapp open"),
    );
    expect(page).toMatchObject({ has_more: true, next_cursor: expect.any(String) });
    const first = await facade.blooio.chats.list(query).first();
    expect(first).toMatchObject({ channel_type: "whatsapp", state: "open" });
  });

  test("createChat opens one with somebody new, on the channel that is named", async () => {
    const { facade, raw } = tenants.open();
    const { id: channel_id } = await facade.blooio.channels.get("+15555550101");
    const body = { channel_id, to: "+15555559999" };
    const opened = await dataOf(raw.blooio.POST("/chats", { body }));
    expect(opened).toMatchObject({ channel_id, channel_type: "blooio", created: true });
    const other = await tenants.open().facade.blooio.chats.findOrCreate(body);
    expect(other).toMatchObject({ channel_id, created: true });
  });

  test("getChat gives the chat as it stands in the list", async () => {
    const tenant = tenants.open();
    const listed = await blooioChat(tenant);
    const path = { chatId: listed.id };
    expect((await dataOf(tenant.raw.blooio.GET("/chats/{chatId}", { params: { path } }))).data).toEqual(listed);
    expect(await tenant.facade.blooio.chats.get(listed.id)).toEqual(listed);
  });

  test("markChatRead, setTyping and stopTyping say what they did, and in which chat", async () => {
    const tenant = tenants.open();
    const { chats } = tenant.facade.blooio;
    const { id: chatId } = await blooioChat(tenant);
    const params = { path: { chatId } };
    const read = await dataOf(tenant.raw.blooio.POST("/chats/{chatId}/read", { params }));
    const started = await dataOf(
      tenant.raw.blooio.POST("/chats/{chatId}/typing", { params, body: { state: "started" } }),
    );
    const stopped = await dataOf(tenant.raw.blooio.DELETE("/chats/{chatId}/typing", { params }));
    const expected = [{ read: true }, { state: "started" }, { state: "stopped" }].map((fact) => ({
      chat_id: chatId,
      ...fact,
    }));
    expect([read.data, started.data, stopped.data]).toMatchObject(expected);
    expect([
      await chats.markRead(chatId),
      await chats.setTyping(chatId, { state: "started" }),
      await chats.stopTyping(chatId),
    ]).toMatchObject(expected);
  });

  test("setTyping starts without a body, and stops with `stopped`", async () => {
    const tenant = tenants.open();
    const { chats } = tenant.facade.blooio;
    const { id } = await blooioChat(tenant);
    expect(await chats.setTyping(id)).toMatchObject({ chat_id: id, state: "started" });
    expect(await chats.setTyping(id, { state: "stopped" })).toMatchObject({ chat_id: id, state: "stopped" });
  });

  test("listChatMessages gives the oldest first with `order`", async () => {
    const tenant = tenants.open();
    const { id: chatId } = await blooioChat(tenant);
    const query = { order: "asc", limit: 2 } as const;
    const params = { path: { chatId }, query };
    const { data } = await dataOf(tenant.raw.blooio.GET("/chats/{chatId}/messages", { params }));
    const [older, newer] = data.map((message) => present(message));
    expect([older?.chat_id, newer?.chat_id]).toEqual([chatId, chatId]);
    expect(present(older?.created_at)).toBeLessThanOrEqual(present(newer?.created_at));
    expect(await tenant.facade.blooio.chats.messages(chatId, query).first()).toEqual(older);
  });
});

describe("messages", () => {
  test("sendMessageToChat queues an outbound message in the chat, on its channel", async () => {
    const tenant = tenants.open();
    const { id: chatId } = await blooioChat(tenant);
    const body = { text: "Your order is ready for pickup." };
    const params = { path: { chatId } };
    const sent = await dataOf(tenant.raw.blooio.POST("/chats/{chatId}/messages", { params, body }));
    const facts = { chat_id: chatId, channel_type: "blooio", direction: "outbound", status: "queued" };
    expect(sent).toMatchObject({ ...facts, id: expect.stringMatching(/^msg_/) });
    expect(await tenant.facade.blooio.chats.send(chatId, body)).toMatchObject(facts);
  });

  test("sendMessage goes out from the number that is named", async () => {
    const { facade, raw } = tenants.open();
    const body = { from: "+15555550101", to: "+15555559999", text: "Come in!" };
    const sent = await dataOf(raw.blooio.POST("/messages", { body }));
    const facts = { from: "+15555550101", status: "queued", routing: { mode: "explicit" } };
    expect(sent).toMatchObject(facts);
    expect(await facade.blooio.messages.send(body)).toMatchObject(facts);
  });

  test("getChatMessage gives the message as it stands in the list, and getMessageStatus its status", async () => {
    const tenant = tenants.open();
    const { messages } = tenant.facade.blooio;
    const { id: chatId } = await blooioChat(tenant);
    const listed = await receivedIn(tenant, chatId);
    const params = { path: { chatId, messageId: listed.id } };
    const message = await dataOf(tenant.raw.blooio.GET("/chats/{chatId}/messages/{messageId}", { params }));
    const status = await dataOf(tenant.raw.blooio.GET("/chats/{chatId}/messages/{messageId}/status", { params }));
    expect(message.data).toEqual(listed);
    expect(await messages.get(chatId, listed.id)).toEqual(listed);
    const facts = { id: listed.id, status: "received", error: null };
    expect(status.data).toMatchObject(facts);
    expect(await messages.status(chatId, listed.id)).toMatchObject(facts);
  });

  test("addReaction says which reaction is on which message", async () => {
    const tenant = tenants.open();
    const { id: chatId } = await blooioChat(tenant);
    const { id: messageId } = await receivedIn(tenant, chatId);
    const params = { path: { chatId, messageId } };
    const body = { reaction: "+love" };
    const added = await dataOf(
      tenant.raw.blooio.POST("/chats/{chatId}/messages/{messageId}/reactions", { params, body }),
    );
    expect(added.data).toMatchObject({ message_id: messageId, reaction: "+love" });
    const removed = await tenant.facade.blooio.messages.react(chatId, messageId, { reaction: "-love" });
    expect(removed).toMatchObject({ message_id: messageId, reaction: "-love" });
  });
});

describe("channels and the account", () => {
  test("listChannels gives those of a type and a status, on one page", async () => {
    const { facade, raw } = tenants.open();
    const query = { type: "twilio", status: "active" } as const;
    const page = await dataOf(raw.blooio.GET("/channels", { params: { query } }));
    expect(page).toMatchObject({ has_more: false, next_cursor: null });
    expect(page.data.map(({ type, status, address }) => ({ type, status, address }))).toEqual([
      { ...query, address: "+15555550108" },
      { ...query, address: "+15555550107" },
    ]);
    const channels = await facade.blooio.channels.list(query).toArray({ limit: 10 });
    expect(channels.map(({ address }) => address)).toEqual(["+15555550108", "+15555550107"]);
  });

  test("getChannel finds a channel by its number", async () => {
    const { facade, raw } = tenants.open();
    const params = { path: { channel: "+15555550101" } };
    const facts = { type: "blooio", status: "active", address: "+15555550101" };
    expect((await dataOf(raw.blooio.GET("/channels/{channel}", { params }))).data).toMatchObject(facts);
    expect(await facade.blooio.channels.get("+15555550101")).toMatchObject(facts);
  });

  test("getMe names the organization, and calls the key valid", async () => {
    const { facade, raw } = tenants.open();
    const facts = { organization: { name: expect.any(String) }, valid: true };
    expect((await dataOf(raw.blooio.GET("/me"))).data).toMatchObject(facts);
    expect(await facade.blooio.account.get()).toMatchObject(facts);
  });
});
