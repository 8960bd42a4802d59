import { describe, expect, it } from "vitest";

import { testApi } from "../blooio-api.ts";
import { sendableChat } from "./sendable-chat.ts";

const api = testApi();

const nobody = "+15555550199";

describe("the content of a message", () => {
  it.each([
    ["text", { text: "Hi" }, "text", "Hi"],
    ["a file", { attachments: ["https://media.example.com/cake.jpg"] }, "media", null],
    ["a captioned file", { text: "Here", attachments: ["https://media.example.com/cake.jpg"] }, "media", "Here"],
    ["a poll", { poll: { title: "When?", options: ["Friday", "Saturday"] } }, "poll", null],
    ["a rich link", { rich_link: { url: "https://example.com/menu" } }, "text", "https://example.com/menu"],
    ["parts", { parts: [{ text: "Look" }, { url: "https://media.example.com/cake.jpg" }] }, "media", "Look"],
    ["an effect", { text: "Hooray", effect: "confetti" }, "text", "Hooray"],
    [
      "an App Clip",
      { app_clip: { bundle_id: "com.example.Clip" }, badge: "sent_with_siri" },
      "text",
      "com.example.Clip",
    ],
    [
      "a bubble of an app",
      { imessage_app: { bundle_id: "a.b", team_id: "T", url: "https://e.com/7" } },
      "text",
      "https://e.com/7",
    ],
    ["a voice memo", { attachments: ["https://media.example.com/memo.mp3"] }, "media", null],
    ["a carousel", { attachments: ["https://e.com/a.jpg", "https://e.com/b"], carousel: true }, "media", null],
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
    ["a badge on a poll", { poll: { title: "When?", options: ["a", "b"] }, badge: "sent_with_siri" }, "badge"],
    ["a voice memo with words", { text: "Hi", attachments: ["https://example.com/a.mp3"] }, "voice memo"],
    ["a voice memo with a file", { attachments: ["https://example.com/a.mp3", "https://example.com/b"] }, "voice memo"],
    ["a format without a text", { attachments: ["https://example.com/a"], format: "markdown" }, "format"],
    ["a very long styled text", { text: "a".repeat(20_001), format: "markdown" }, "20,000"],
    ["a text of very many styles", { text: "*a* ".repeat(257), format: "markdown" }, "256"],
  ])("cannot be %s", async (_, content, words) => {
    const chat = await sendableChat(api, "blooio");
    for (const response of [
      await api.post("/messages", { to: nobody, ...content }),
      await api.post(`/chats/${chat.id}/messages`, content),
    ]) {
      expect(response).toMatchObject({
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
    const chat = await sendableChat(api, "twilio");
    for (const response of [
      await api.post(`/chats/${chat.id}/messages`, content),
      await api.post("/messages", { to: nobody, channel_type: "twilio", ...content }),
      await api.post("/messages", { to: nobody, from: "+15555550107", ...content }),
    ]) {
      expect(response).toMatchObject({
        status: 422,
        body: { error: { code: "invalid_content", message: expect.stringContaining(field) } },
      });
    }
  });

  it("is rejected in its retired form, which names each unknown field", async () => {
    const response = await api.post("/messages", {
      to: nobody,
      channel_id: "ch_x",
      content: { type: "text", text: "Hi" },
    });
    expect(response.status).toBe(422);
    expect(response.body.error.code).toBe("unknown_fields");
    expect(response.body.error.details.fields.toSorted()).toEqual(["channel_id", "content"]);
  });

  it("is 422 validation_failed when the schema rejects it, and 400 when it is not JSON", async () => {
    const rejected = await api.post("/messages", { to: nobody, poll: { title: "When?", options: ["a"] } });
    expect(rejected).toMatchObject({
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

describe("a styled text", () => {
  it.each([
    ["We are **open** until *six*", "We are open until six", "We are **open** until *six*"],
    ["__Closed__ on _Monday_", "Closed on Monday", "**Closed** on *Monday*"],
    ["**very _much_ so** ++now++ ~~later~~", "very much so now later", "**very *much* so** ++now++ ~~later~~"],
    ["\\*as is\\* and **not**", "*as is* and not", "\\*as is\\* and **not**"],
    [
      "# [Menu](https://example.com) **new**",
      "# [Menu](https://example.com) new",
      "# [Menu](https://example.com) **new**",
    ],
    ["2 * 3 = 6", "2 * 3 = 6", undefined],
  ])("%s", async (source, text, formatted) => {
    const { body } = await api.post("/messages", { to: nobody, text: source, format: "markdown" });
    const message = (await api.get(`/chats/${body.chat_id}/messages/${body.id}`)).body.data;
    expect([message.text, message.formatted_text]).toEqual([text, formatted]);
  });

  it("stays as it is without the format", async () => {
    const { body } = await api.post("/messages", { to: nobody, text: "**open**" });
    const message = (await api.get(`/chats/${body.chat_id}/messages/${body.id}`)).body.data;
    expect(message).toMatchObject({ text: "**open**" });
    expect(message).not.toHaveProperty("formatted_text");
  });
});

describe("on channels that are not Blooio's own", () => {
  it.each([
    ["format_unsupported_for_channel_type", { text: "**Hi**", format: "markdown" }],
    ["carousel_unsupported_for_channel_type", { attachments: ["https://example.com/a.jpg"], carousel: false }],
  ])("422 %s", async (code, content) => {
    const chat = await sendableChat(api, "twilio");
    expect(await api.post(`/chats/${chat.id}/messages`, content)).toMatchObject({
      status: 422,
      body: { error: { code } },
    });
  });

  it.each([
    ["one picture", { attachments: ["https://example.com/a.jpg"] }],
    ["a document", { attachments: ["https://example.com/a.jpg", "https://example.com/b.pdf"] }],
    ["a text among them", { parts: [{ text: "Hi" }, { url: "https://e.com/a.jpg" }, { url: "https://e.com/b.jpg" }] }],
  ])("no carousel has %s", async (_, content) => {
    expect(await api.post("/messages", { to: nobody, ...content, carousel: true })).toMatchObject({
      status: 422,
      body: { error: { code: "invalid_carousel" } },
    });
  });
});

describe("the files of a message", () => {
  it("are shown with their media types", async () => {
    const attachments = ["https://media.example.com/cake.JPG?size=2", "https://media.example.com/menu"];
    const { body } = await api.post("/messages", { to: nobody, text: "Here", attachments });
    expect((await api.get(`/chats/${body.chat_id}/messages/${body.id}`)).body.data.attachments).toEqual([
      { url: attachments[0], media_type: "image/jpeg", size: null, caption: null },
      { url: attachments[1], media_type: null, size: null, caption: null },
    ]);
  });

  it("are none for a text", async () => {
    const { body } = await api.post("/messages", { to: nobody, text: "Hi" });
    expect((await api.get(`/chats/${body.chat_id}/messages/${body.id}`)).body.data.attachments).toEqual([]);
  });
});

describe("a field that the service does not know", () => {
  const body = { to: nobody, text: "Hi", colour: "red" };

  it("is rejected by name", async () => {
    expect(await api.post("/messages", body)).toMatchObject({
      status: 422,
      body: { error: { code: "unknown_fields", details: { fields: ["colour"] } } },
    });
  });

  it.each(["0", "false", "Off", "no", "lenient", "warn"])(
    "is ignored with X-Blooio-Strict-Fields: %s",
    async (value) => {
      const headers = { "x-blooio-strict-fields": value };
      expect(await api.post("/messages", body, headers)).toMatchObject({ status: 201, body: { type: "text" } });
    },
  );

  it("is rejected with another value of the header, and so is what else is wrong", async () => {
    const lenient = { "x-blooio-strict-fields": "false" };
    expect(await api.post("/messages", body, { "x-blooio-strict-fields": "true" })).toMatchObject({ status: 422 });
    expect(await api.post("/messages", { ...body, text: 7 }, lenient)).toMatchObject({ status: 422 });
    expect(
      await api.post("/messages", { ...body, rich_link: { url: "https://e.com", colour: 1 } }, lenient),
    ).toMatchObject({
      status: 422,
    });
  });
});
