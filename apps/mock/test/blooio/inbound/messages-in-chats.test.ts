import { describe, expect, it } from "vitest";

import type { Item } from "../blooio-api.ts";
import { testDestinations } from "./destinations.ts";

const { api, chatOf, chats } = testDestinations();

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
