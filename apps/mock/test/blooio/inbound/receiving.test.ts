import { beforeAll, beforeEach, describe, expect, it } from "vitest";

import { InboundError } from "../../../src/model/service.ts";
import { type Item, testApi } from "../blooio-api.ts";

const api = testApi();
let channels: Item[];
let chats: Item[];

beforeAll(async () => {
  channels = await api.walk("/channels", 200);
  chats = await api.walk("/chats", 200);
});

beforeEach(() => {
  api.clock.advance("1m");
});

const someone = "+15555550199";
const channelOf = (type: string, status = "active"): Item =>
  channels.find((channel) => channel["type"] === type && channel["status"] === status) as Item;
const chatOf = (type: string, state = "open", status = "active"): Item =>
  chats.find(
    (chat) =>
      chat["channel_type"] === type &&
      chat["state"] === state &&
      chat["group_id"] === null &&
      chat["last_message_at"] !== null &&
      channels.some((channel) => channel.id === chat["channel_id"] && channel["status"] === status),
  ) as Item;

describe("a message that arrives in a chat", () => {
  it("is what the API shows of it, at the head of the chat, whose chat is at the head of the list", async () => {
    const chat = chatOf("twilio");
    const message = api.receive({ chatId: chat.id, text: "Is the rye bread back?" });
    const now = api.clock.now();
    expect(message).toEqual({
      id: expect.stringMatching(/^msg_/),
      chat_id: chat.id,
      channel_id: chat["channel_id"],
      channel_type: "twilio",
      protocol: "sms",
      attachments: [],
      direction: "inbound",
      type: "text",
      text: "Is the rye bread back?",
      status: "received",
      provider_message_id: expect.stringMatching(/^SM/),
      reply_to_message_id: null,
      error: null,
      created_at: now,
      updated_at: now,
    });
    expect((await api.get(`/chats/${chat.id}/messages?limit=1`)).body.data).toEqual([message]);
    expect((await api.walk(`/chats/${chat.id}/messages?order=asc`, 5)).at(-1)).toEqual(message);
    expect((await api.get(`/chats/${chat.id}/messages/${message.id}`)).body.data).toEqual(message);
    expect((await api.get("/chats?limit=1")).body.data).toEqual([{ ...chat, last_message_at: now }]);
    expect(await api.walk("/chats", 200)).toHaveLength(chats.length);
  });

  it.each([
    ["blooio", "imessage"],
    ["twilio", "sms"],
    ["whatsapp", "whatsapp"],
    ["whatsapp_business", "whatsapp"],
    ["rcs_business", "rcs"],
    ["amb", null],
  ])("came on %s over %s", (type, protocol) => {
    const message = api.receive({ chatId: chatOf(type).id, text: "Hello" });
    expect(message).toMatchObject({ status: "received", protocol });
    expect(message["provider_message_id"] === null).toBe(type === "amb");
  });

  it("stands in the order in which it came, also among what was sent in the same instant", async () => {
    for (const type of ["blooio", "whatsapp_business"]) {
      const chat = chatOf(type);
      for (const text of ["1", "3"]) {
        api.receive({ chatId: chat.id, text });
        await api.post(`/chats/${chat.id}/messages`, { text: String(Number(text) + 1) });
      }
      const texts = (await api.walk(`/chats/${chat.id}/messages`, 3)).slice(0, 4).map(({ text }) => text);
      expect(texts).toEqual(["4", "3", "2", "1"]);
    }
  });

  it("may be a picture, with a caption or without, and may reply to a message of the chat", async () => {
    const { id } = chatOf("whatsapp");
    const [latest] = await api.walk(`/chats/${id}/messages`, 50);
    expect(api.receive({ chatId: id, type: "media", text: null })).toMatchObject({ type: "media", text: null });
    expect(api.receive({ chatId: id, type: "media", text: "Look", replyTo: latest?.id })).toMatchObject({
      type: "media",
      text: "Look",
      reply_to_message_id: latest?.id,
    });
  });

  it("opens a closed chat again, in which one can then reply", async () => {
    const chat = chatOf("blooio", "closed");
    expect((await api.post(`/chats/${chat.id}/messages`, { text: "Hello" })).status).toBe(409);
    api.receive({ chatId: chat.id, text: "One more thing" });
    expect((await api.get(`/chats/${chat.id}`)).body.data).toMatchObject({ state: "open" });
    expect((await api.post(`/chats/${chat.id}/messages`, { text: "Hello" })).status).toBe(201);
  });

  it("moves the end of a WhatsApp Business window to a day from now, and gives no other chat one", async () => {
    const [business, other] = [chatOf("whatsapp_business"), chatOf("whatsapp")];
    for (const { id } of [business, other]) api.receive({ chatId: id, text: "Hello" });
    const windowOf = async ({ id }: Item): Promise<unknown> =>
      (await api.get(`/chats/${id}`)).body.data.window_expires_at;
    expect(await windowOf(business)).toBe(api.clock.now() + 24 * 3_600_000);
    expect(await windowOf(other)).toBeNull();
  });

  it("arrives in a group, and on a channel that is suspended from sending", () => {
    const group = chats.find((chat) => chat["group_id"] !== null && chat["state"] === "open") as Item;
    expect(api.receive({ chatId: group.id, text: "Count me in" })).toMatchObject({ chat_id: group.id });
    const suspended = chatOf("twilio", "open", "suspended");
    expect(api.receive({ chatId: suspended.id, text: "Hello?" })).toMatchObject({ chat_id: suspended.id });
  });

  it("comes with its files, whose media types their addresses tell unless they are given", async () => {
    const message = api.receive({
      chatId: chatOf("blooio").id,
      text: null,
      attachments: [
        { url: "https://example.com/cake.jpg", caption: "Like this one" },
        { url: "https://example.com/menu", mediaType: "application/pdf" },
        { url: "data:image/png;base64,iVBORw0KGgo=" },
      ],
    });
    const attachments = [
      { url: "https://example.com/cake.jpg", media_type: "image/jpeg", size: null, caption: "Like this one" },
      { url: "https://example.com/menu", media_type: "application/pdf", size: null, caption: null },
      { url: "data:image/png;base64,iVBORw0KGgo=", media_type: "image/png", size: null, caption: null },
    ];
    expect(message).toMatchObject({ type: "media", text: null, attachments });
    const [event] = (await api.get(`/events?message_id=${message.id}`)).body.data;
    expect(event).toMatchObject({ type: "message.received", data: { attachments } });
  });

  it("is that of the member of a group who is named, as its event tells, or of the first", async () => {
    const group = chats.find((chat) => chat["group_id"] !== null && chat["state"] === "open") as Item;
    const members = (await api.get(`/groups/${group["group_id"]}/members`)).body.data as Item[];
    const senderOf = async ({ id }: { id: string }): Promise<unknown> =>
      (await api.get(`/events?message_id=${id}`)).body.data[0].data.sender;
    const last = members.at(-1)?.["identifier"];
    const [named, first] = [
      api.receive({ chatId: group.id, from: last, text: "Count me in" }),
      api.receive({ chatId: group.id, text: "Me too" }),
    ];
    expect(await senderOf(named)).toBe(last);
    expect(await senderOf(first)).toBe(members[0]?.["identifier"]);
  });

  it("is in its own chat only", async () => {
    const message = api.receive({ chatId: chatOf("twilio").id, text: "Hello" });
    expect((await api.get(`/chats/${chatOf("blooio").id}/messages/${message.id}`)).status).toBe(404);
  });

  it("is seen by its own tenant only", async () => {
    const chat = chatOf("twilio");
    api.receive({ chatId: chat.id, text: "Hello" });
    api.enterNewTenant();
    expect((await api.get(`/chats/${chat.id}`)).body.data).toEqual(chat);
  });
});

describe("a reaction that arrives", () => {
  it("is an event of the message, and leaves the order of the chats as it is", async () => {
    const chat = chatOf("blooio");
    const order = (await api.walk("/chats", 200)).map(({ id }) => id);
    const [message] = await api.walk(`/chats/${chat.id}/messages`, 5);
    for (const reaction of ["+love", "-love"])
      expect(api.receive({ kind: "reaction", chatId: chat.id, messageId: message?.id, reaction })).toEqual(message);
    const events = (await api.get(`/events?chat_id=${chat.id}&type=message.reaction`)).body.data as Item[];
    expect(events.map(({ data }) => data)).toEqual(
      ["remove", "add"].map((action) =>
        expect.objectContaining({
          message_id: message?.id,
          direction: "inbound",
          sender: expect.stringMatching(/^\+/),
          reaction: "love",
          action,
        }),
      ),
    );
    expect((await api.walk("/chats", 200)).map(({ id }) => id)).toEqual(order);
  });
});

describe("a message that arrives on a channel", () => {
  it("starts a chat with a stranger, who is nobody's contact, and goes on in it", async () => {
    const channel = channelOf("blooio");
    const first = api.receive({ channelId: channel.id, from: someone, text: "Hello" });
    expect((await api.get("/chats?limit=1")).body.data).toEqual([
      {
        id: first["chat_id"],
        channel_id: channel.id,
        channel_type: "blooio",
        contact_id: null,
        identity_id: expect.stringMatching(/^cid_/),
        group_id: null,
        metadata: {},
        state: "open",
        capabilities: {},
        window_expires_at: null,
        last_message_at: api.clock.now(),
        created_at: api.clock.now(),
      },
    ]);
    const second = api.receive({ channelId: channel.id, from: someone, text: "Anybody there?" });
    expect(second["chat_id"]).toBe(first["chat_id"]);
    const response = await api.post("/messages", { from: channel.id, to: someone, text: "Yes!" });
    expect(response.body.chat_id).toBe(first["chat_id"]);
    expect((await api.walk(`/chats/${response.body.chat_id}/messages`, 2)).map(({ text }) => text)).toEqual([
      "Yes!",
      "Anybody there?",
      "Hello",
    ]);
  });

  it("finds the channel by its number and alias", () => {
    expect(api.receive({ channelId: "+15555550101", from: someone, text: "Hi" })).toMatchObject({
      channel_type: "blooio",
    });
    expect(api.receive({ channelId: "bakery-desk", from: someone, text: "Hi" })).toMatchObject({
      channel_type: "rcs_business",
    });
  });

  it("of a known contact makes a chat of that contact", async () => {
    const sent = await api.post("/messages", { to: someone, channel_type: "twilio", text: "Hello" });
    const { contact_id } = (await api.get(`/chats/${sent.body.chat_id}`)).body.data;
    const message = api.receive({ channelId: channelOf("whatsapp").id, from: someone, text: "Hello" });
    expect((await api.get(`/chats/${message["chat_id"]}`)).body.data).toMatchObject({ contact_id });
    const response = await api.post("/messages", { to: { contact_id }, channel_type: "whatsapp", text: "Hello" });
    expect(response.body.chat_id).toBe(message["chat_id"]);
  });
});

describe("a message that cannot arrive", () => {
  /** Why a message is rejected, which must leave the tenant as it was. */
  const rejectionOf = (message: unknown): string => {
    const before = api.tenant().count();
    try {
      api.receive(message);
    } catch (error) {
      if (!(error instanceof InboundError)) throw error;
      expect(api.tenant().count()).toEqual(before);
      return error.message;
    }
    throw new Error("The message was not rejected");
  };

  it.each([
    [null, "an object"],
    ["Hello", "an object"],
    [[], "an object"],
    [{ text: "Hi" }, "chatId: is missing"],
    [{ from: someone, text: "Hi" }, "channelId: is missing"],
    [{ channelId: "+15555550101", text: "Hi" }, "from: is missing"],
    [{ chatId: "chat_x", text: "Hi" }, 'chatId: there is no chat "chat_x"'],
    [{ chatId: "chat_x", channelId: "ch_x", text: "Hi" }, "channelId: cannot be combined with chatId"],
    [{ chatId: 5, text: "Hi" }, "chatId: is 5; expected a text of at least one character"],
    [{ channelId: "ch_x", from: someone, text: "Hi" }, "channelId: there is no channel"],
    [{ channelId: "+15555550101", from: "somebody", text: "Hi" }, 'from: is "somebody"; expected a phone number'],
    [{ channelId: "+15555550107", from: "a@example.com", text: "Hi" }, "on a channel of type twilio"],
    [{ channelId: "+15555550101", from: someone }, "text: is missing"],
    [{ channelId: "+15555550101", from: someone, text: "" }, "text: is"],
    [{ channelId: "+15555550101", from: someone, text: null }, "text: is missing"],
    [{ channelId: "+15555550101", from: someone, text: "Hi", type: "poll" }, 'type: is "poll"; expected text or media'],
    [{ channelId: "+15555550101", from: someone, text: "Hi", txt: "Hi" }, "txt: is not a field"],
    [{ channelId: "+15555550101", from: someone, text: null, attachments: [] }, "attachments: is not a list of files"],
    [{ channelId: "+15555550101", from: someone, text: null, attachments: [{ url: "cake" }] }, "attachments: url is"],
    [
      {
        channelId: "+15555550101",
        from: someone,
        text: "Hi",
        type: "text",
        attachments: [{ url: "https://example.com" }],
      },
      "attachments: cannot be combined with the type text",
    ],
    [{ kind: "reaction", chatId: "chat_x", reaction: "+love" }, "messageId: is missing"],
    [{ kind: "reaction", chatId: "chat_x", messageId: "msg_x", reaction: "love" }, "reaction: is"],
    [{ kind: "reaction", chatId: "chat_x", messageId: "msg_x", reaction: "+love" }, "chatId: there is no chat"],
    [{ channelId: "+15555550101", from: someone, text: "Hi", replyTo: "msg_x" }, "replyTo: chat"],
    [{ channelId: "+15555550101", from: someone, text: "Hi", protocol: "fax" }, "protocol: is"],
    [{ channelId: "+15555550107", from: someone, text: "Hi", protocol: "sms" }, "protocol: can be chosen on blooio"],
    [
      { channelId: "+15555550101", from: "a@example.com", text: "Hi", protocol: "sms" },
      "protocol: is sms; expected imessage",
    ],
  ])("is rejected in words that name the field: %j", (message, words) => {
    expect(rejectionOf(message)).toContain(words);
  });

  it("is rejected from somebody who takes no part in the chat, and a reaction where there are none", () => {
    const [chat, other] = [chatOf("blooio"), chatOf("twilio")];
    expect(rejectionOf({ chatId: chat.id, from: someone, text: "Hi" })).toContain(`"${someone}" takes no part`);
    const reaction = { kind: "reaction", messageId: "msg_x", reaction: "+love" };
    expect(rejectionOf({ ...reaction, chatId: chat.id })).toContain(`chat ${chat.id} has no message "msg_x"`);
    expect(rejectionOf({ ...reaction, chatId: other.id })).toContain("only blooio channels have reactions");
  });

  it.each(["blocked", "deprecated"])("is rejected by a %s chat", (state) => {
    const chat = chatOf("twilio", state);
    expect(rejectionOf({ chatId: chat.id, text: "Hi" })).toContain(`${chat.id} is ${state}`);
  });

  it.each(["banned", "deprecated", "pending_verification"])("is rejected by a %s channel", (status) => {
    const channel = channelOf("blooio", status);
    expect(rejectionOf({ channelId: channel.id, from: someone, text: "Hi" })).toContain(`${channel.id} is ${status}`);
  });
});
