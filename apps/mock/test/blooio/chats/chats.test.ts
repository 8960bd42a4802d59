import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { createTestApi, type Item, type TestApi } from "../blooio-api.ts";

let api: TestApi;
let chats: Item[];
let channels: Item[];

beforeAll(async () => {
  api = await createTestApi();
  chats = await api.walk("/chats", 200);
  channels = await api.walk("/channels", 200);
});

afterAll(() => {
  expect(api.violations).toEqual([]);
});

const channelOf = (type: string, status: string): Item =>
  channels.find((channel) => channel["type"] === type && channel["status"] === status) as Item;
const activeIds = (): Set<string> => new Set(channels.filter(({ status }) => status === "active").map(({ id }) => id));
const openChat = (type: string, isActive = true): Item =>
  chats.find(
    (chat) =>
      chat["channel_type"] === type &&
      chat["state"] === "open" &&
      chat["group_id"] === null &&
      chat["last_message_at"] !== null &&
      activeIds().has(chat["channel_id"]) === isActive,
  ) as Item;

describe("getChat and getChatMessage", () => {
  it("respond with what the lists show", async () => {
    for (const chat of chats.slice(0, 20)) {
      expect(await api.get(`/chats/${chat.id}`)).toEqual({ status: 200, body: { data: chat } });
      for (const message of await api.walk(`/chats/${chat.id}/messages`, 200)) {
        const path = `/chats/${chat.id}/messages/${message.id}`;
        expect(await api.get(path)).toEqual({ status: 200, body: { data: message } });
        const { status, protocol, error, created_at, updated_at } = message;
        expect((await api.get(`${path}/status`)).body.data).toEqual({
          id: message.id,
          status,
          protocol,
          error,
          created_at,
          updated_at,
        });
      }
    }
  });

  it("are 404 for what does not exist, or is in another chat", async () => {
    const [chat, other] = [openChat("blooio"), openChat("twilio")];
    const [message] = await api.walk(`/chats/${other.id}/messages`, 1);
    const paths = [
      "/chats/chat_x",
      `/chats/${chat.id}/messages/${message?.id}`,
      `/chats/${chat.id}/messages/${message?.id}/status`,
      "/chats/chat_x/messages/m/status",
    ];
    for (const path of paths) {
      const { status, body } = await api.get(path);
      expect(status).toBe(404);
      expect(body.error.code).toBe("not_found");
    }
  });
});

describe("createChat", () => {
  it("opens a chat with 201, then finds it with 200, and sends nothing", async () => {
    const channel = channelOf("twilio", "active");
    const request = { channel_id: channel.id, to: "+15555550199" };
    const created = await api.post("/chats", request);
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      channel_id: channel.id,
      channel_type: "twilio",
      contact_id: null,
      state: "open",
      created: true,
    });
    expect(await api.post("/chats", request)).toEqual({ status: 200, body: { ...created.body, created: false } });
    const { data } = (await api.get(`/chats/${created.body.id}`)).body;
    expect(data).toMatchObject({ last_message_at: null, created_at: api.clock.now() });
    expect(await api.walk(`/chats/${data.id}/messages`, 10)).toEqual([]);
    expect((await api.get("/chats?limit=1")).body.data[0].id).toBe(data.id);
  });

  it("finds a chat of the seed, whatever its state", async () => {
    const channel = channelOf("twilio", "active");
    const twilio = chats.filter((chat) => chat["channel_id"] === channel.id);
    const found: string[] = [];
    for (let last = 120; last <= 195; last += 1) {
      const { status, body } = await api.post("/chats", { channel_id: channel.id, to: `+15555550${last}` });
      if (status === 200) found.push(body.id);
    }
    const known = twilio.filter((chat) => chat["contact_id"] !== null).map(({ id }) => id);
    expect(found.toSorted()).toEqual(known.toSorted());
  });

  it.each([
    ["an unknown channel", { channel_id: "ch_nope", to: "+15555550199" }, "validation_failed", "channel_id"],
    ["a recipient that is not an address", { channel_id: "ACTIVE", to: "somebody" }, "invalid_recipient", "somebody"],
    ["an e-mail address on twilio", { channel_id: "ACTIVE", to: "a@example.com" }, "invalid_recipient", "twilio"],
    [
      "a channel that is not active",
      { channel_id: "SUSPENDED", to: "+15555550199" },
      "channel_not_active",
      "suspended",
    ],
    ["an unknown field", { channel_id: "ACTIVE", to: "+15555550199", text: "hi" }, "unknown_fields", "text"],
    ["a missing field", { channel_id: "ACTIVE" }, "validation_failed", "to"],
  ])("is 422 for %s", async (_, body, code, words) => {
    const channel_id = body.channel_id
      .replace("ACTIVE", channelOf("twilio", "active").id)
      .replace("SUSPENDED", channelOf("blooio", "suspended").id);
    const response = await api.post("/chats", { ...body, channel_id });
    expect(response.status).toBe(422);
    expect(response.body.error).toMatchObject({ code, message: expect.stringContaining(words) });
  });
});

describe("markChatRead, setTyping and stopTyping", () => {
  it("work on an open blooio chat", async () => {
    const { id } = openChat("blooio");
    const at = api.clock.now();
    expect((await api.post(`/chats/${id}/read`)).body).toEqual({ data: { chat_id: id, read: true, at } });
    expect((await api.post(`/chats/${id}/typing`)).body).toEqual({ data: { chat_id: id, state: "started", at } });
    expect((await api.post(`/chats/${id}/typing`, {})).body.data.state).toBe("started");
    expect((await api.post(`/chats/${id}/typing`, { state: "stopped" })).body.data.state).toBe("stopped");
    expect((await api.remove(`/chats/${id}/typing`)).body).toEqual({ data: { chat_id: id, state: "stopped", at } });
  });

  it("take null for a body, and reject it", async () => {
    const response = await api.post(`/chats/${openChat("blooio").id}/typing`, null);
    expect(response).toMatchObject({ status: 422, body: { error: { message: "The body must be object" } } });
  });

  it("are 409 on another channel type, an inactive channel and a closed chat, and 404 without a chat", async () => {
    const closed = chats.find(
      (chat) => chat["state"] === "closed" && chat["channel_type"] === "blooio" && activeIds().has(chat["channel_id"]),
    );
    const cases = [
      [openChat("twilio").id, 409, "channel_unsupported"],
      [openChat("blooio", false).id, 409, "channel_not_active"],
      [closed?.id, 409, "chat_closed"],
      ["chat_x", 404, "not_found"],
    ] as const;
    for (const [id, status, code] of cases) {
      for (const response of [
        await api.post(`/chats/${id}/read`),
        await api.post(`/chats/${id}/typing`),
        await api.remove(`/chats/${id}/typing`),
      ]) {
        expect(response.status).toBe(status);
        expect(response.body.error.code).toBe(code);
      }
    }
  });
});

describe("addReaction", () => {
  it("puts a reaction on a received message and takes it off", async () => {
    const { id } = openChat("blooio");
    const message = (await api.walk(`/chats/${id}/messages`, 50)).find(({ direction }) => direction === "inbound");
    for (const reaction of ["+love", "-love"]) {
      const { status, body } = await api.post(`/chats/${id}/messages/${message?.id}/reactions`, { reaction });
      expect({ status, body }).toEqual({
        status: 200,
        body: { data: { message_id: message?.id, reaction, at: api.clock.now() } },
      });
    }
  });

  it("is 409 until the message has left for the device", async () => {
    const { id } = openChat("blooio");
    const sent = (await api.post(`/chats/${id}/messages`, { text: "Still warm." })).body;
    const react = () => api.post(`/chats/${id}/messages/${sent.id}/reactions`, { reaction: "+like" });
    expect(await react()).toMatchObject({ status: 409, body: { error: { code: "message_not_dispatched" } } });
    api.clock.advance(100);
    expect((await react()).status).toBe(200);
  });

  it("is 422 without a sign, 409 on another channel type, and 404 for an unknown message", async () => {
    const [blooio, twilio] = [openChat("blooio"), openChat("twilio")];
    const [message] = await api.walk(`/chats/${twilio.id}/messages`, 50);
    const path = `/chats/${twilio.id}/messages/${message?.id}/reactions`;
    expect(await api.post(path, { reaction: "love" })).toMatchObject({
      status: 422,
      body: { error: { code: "validation_failed", message: expect.stringContaining("reaction") } },
    });
    expect(await api.post(path, { reaction: "+love" })).toMatchObject({
      status: 409,
      body: { error: { code: "channel_unsupported" } },
    });
    expect(await api.post(`/chats/${blooio.id}/messages/msg_x/reactions`, { reaction: "+love" })).toMatchObject({
      status: 404,
    });
  });
});

describe("getChannel", () => {
  it("finds a channel by its id, its number in any common way of writing, and its alias", async () => {
    const channel = channels.find(({ address }) => address === "+15555550101");
    const names = [channel?.id ?? "", "+15555550101", "+1 (555) 555-0101"];
    for (const name of names)
      expect((await api.get(`/channels/${encodeURIComponent(name)}`)).body.data).toEqual(channel);
    expect((await api.get("/channels/bakery-desk")).body.data).toMatchObject({
      type: "rcs_business",
      alias: "bakery-desk",
      address: null,
    });
  });

  it("is 404 for any other name", async () => {
    for (const name of ["ch_x", "%2B15555550199", "bakery"]) {
      expect(await api.get(`/channels/${name}`)).toMatchObject({ status: 404, body: { error: { code: "not_found" } } });
    }
  });
});

describe("getMe", () => {
  it("counts what is sent", async () => {
    const before = (await api.get("/me")).body.data;
    expect(before.organization.name).toEqual(expect.any(String));
    await api.post("/messages", { to: "+15555550199", text: "Hello!" });
    const { inbound_messages: received, outbound_messages: sent } = before.usage;
    expect((await api.get("/me")).body.data.usage).toEqual({ inbound_messages: received, outbound_messages: sent + 1 });
    expect(before.organization_id).toBe(before.organization.organization_id);
    expect(before.devices).toContainEqual({
      phone_number: "+15555550103",
      is_active: false,
      suspended: true,
      status: "suspended",
    });
  });
});
