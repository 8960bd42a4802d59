import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { createTestApi, type Item, type TestApi } from "../blooio-api.ts";

let api: TestApi;
let channels: Item[];

beforeAll(async () => {
  api = await createTestApi();
});

beforeEach(async () => {
  api.enterNewTenant();
  channels = await api.walk("/channels", 200);
});

afterAll(() => {
  expect(api.violations).toEqual([]);
});

const nobody = "+15555550199";

async function sendableChat(type: string): Promise<Item> {
  const active = new Set(channels.filter(({ status }) => status === "active").map(({ id }) => id));
  const chats = await api.walk(`/chats?type=${type}&state=open`, 200);
  return chats.find((chat) => active.has(chat["channel_id"]) && chat["group_id"] === null) as Item;
}

describe("the content of a message", () => {
  it.each([
    ["text", { text: "Hi" }, "text", "Hi"],
    ["a file", { attachments: ["https://media.example.com/cake.jpg"] }, "media", null],
    ["a captioned file", { text: "Here", attachments: ["https://media.example.com/cake.jpg"] }, "media", "Here"],
    ["a poll", { poll: { title: "When?", options: ["Friday", "Saturday"] } }, "poll", null],
    ["a rich link", { rich_link: { url: "https://example.com/menu" } }, "text", "https://example.com/menu"],
    ["parts", { parts: [{ text: "Look" }, { url: "https://media.example.com/cake.jpg" }] }, "media", "Look"],
    ["an effect", { text: "Hooray", effect: "confetti" }, "text", "Hooray"],
  ])("may be %s", async (_, content, type, text) => {
    const { status, body } = await api.post("/messages", { to: nobody, ...content });
    expect(status).toBe(201);
    expect(body.type).toBe(type);
    expect((await api.get(`/chats/${body.chat_id}/messages/${body.id}`)).body.data).toMatchObject({ type, text });
  });

  it("decides the channel: a template finds WhatsApp Business, an interactive message too", async () => {
    const sent = await api.post("/messages", { to: nobody, template: { template_id: "order_ready" } });
    expect(sent).toMatchObject({ status: 201, body: { channel_type: "whatsapp_business" } });
    expect(await api.post("/messages", { to: nobody, interactive: { kind: "buttons" } })).toMatchObject({
      status: 201,
    });
  });

  it.each([
    ["nothing", {}, "no content"],
    ["only a reply", { reply_to: "msg_x" }, "no content"],
    ["an empty text", { text: "" }, "text"],
    ["a blank text", { text: "  " }, "text"],
    ["two kinds", { text: "Hi", poll: { title: "When?", options: ["a", "b"] } }, "text and poll"],
    ["three kinds", { text: "Hi", attachments: ["https://example.com/a"], parts: [{ text: "Hi" }] }, "parts"],
    ["a file that is not https", { attachments: ["http://example.com/a"] }, "attachments.0"],
    ["an empty part", { parts: [{ text: "Hi" }, {}] }, "parts.1"],
    ["an effect on a file", { attachments: ["https://example.com/a"], effect: "confetti" }, "effect"],
  ])("cannot be %s", async (_, content, words) => {
    const chat = await sendableChat("blooio");
    for (const answer of [
      await api.post("/messages", { to: nobody, ...content }),
      await api.post(`/chats/${chat.id}/messages`, content),
    ]) {
      expect(answer).toMatchObject({
        status: 422,
        body: { error: { code: "invalid_content", message: expect.stringContaining(words) } },
      });
    }
  });

  it.each(["poll", "parts", "rich_link", "template", "effect"])("cannot be a %s on twilio", async (field) => {
    const contents = {
      poll: { poll: { title: "When?", options: ["a", "b"] } },
      parts: { parts: [{ text: "Hi" }] },
      rich_link: { rich_link: { url: "https://example.com" } },
      template: { template: { template_id: "t" } },
      effect: { text: "Hi", effect: "confetti" },
    };
    const content = contents[field as keyof typeof contents];
    const chat = await sendableChat("twilio");
    for (const answer of [
      await api.post(`/chats/${chat.id}/messages`, content),
      await api.post("/messages", { to: nobody, channel_type: "twilio", ...content }),
      await api.post("/messages", { to: nobody, from: "+15555550107", ...content }),
    ]) {
      expect(answer).toMatchObject({
        status: 422,
        body: { error: { code: "invalid_content", message: expect.stringContaining(field) } },
      });
    }
  });

  it("is rejected in its retired form, which names each unknown field", async () => {
    const answer = await api.post("/messages", {
      to: nobody,
      channel_id: "ch_x",
      content: { type: "text", text: "Hi" },
    });
    expect(answer.status).toBe(422);
    expect(answer.body.error.code).toBe("unknown_fields");
    expect(answer.body.error.details.fields.toSorted()).toEqual(["channel_id", "content"]);
  });

  it("is 422 validation_failed when the schema rejects it, and 400 when it is no JSON", async () => {
    const refused = await api.post("/messages", { to: nobody, poll: { title: "When?", options: ["a"] } });
    expect(refused).toMatchObject({
      status: 422,
      body: { error: { code: "validation_failed", message: expect.stringContaining("poll.options") } },
    });
    const broken = await api.raw(
      "POST",
      "/v4/messages",
      { authorization: "Bearer test", "content-type": "application/json" },
      "{",
    );
    expect(broken).toMatchObject({ status: 400, body: { error: { code: "bad_request" } } });
  });
});
