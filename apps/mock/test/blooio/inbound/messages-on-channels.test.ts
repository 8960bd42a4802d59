import { describe, expect, it } from "vitest";

import { someone, testDestinations } from "./destinations.ts";

const { api, channelOf } = testDestinations();

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
