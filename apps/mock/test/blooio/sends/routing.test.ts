import { beforeEach, describe, expect, it } from "vitest";

import { type ApiResponse, type Item, testApi } from "../blooio-api.ts";

const api = testApi();
let channels: Item[];
let chats: Item[];

beforeEach(async () => {
  channels = await api.walk("/channels", 200);
  chats = await api.walk("/chats", 200);
});

const nobody = "+15555550199";
const send = (body: Record<string, unknown>): Promise<ApiResponse> => api.post("/messages", { text: "Hello", ...body });
const rejected = (status: number, code: string, words: string) => ({
  status,
  body: { error: { code, message: expect.stringContaining(words) } },
});
const isActive = (chat: Item): boolean =>
  channels.some(({ id, status }) => id === chat["channel_id"] && status === "active");

/** The numbers of the seed's people, with the chats that each has. */
async function addressOf(chat: Item): Promise<string> {
  for (let last = 117; last <= 195; last += 1) {
    const to = `+15555550${last}`;
    const { body } = await api.post("/chats", { channel_id: chat["channel_id"], to });
    if (body.id === chat.id) return to;
  }
  throw new Error("The chat has no phone number");
}

describe("a named sender", () => {
  it("is found by number, alias and id", async () => {
    const id = channels.find(({ type, status }) => type === "twilio" && status === "active")?.id;
    expect(await send({ to: nobody, from: "+15555550102" })).toMatchObject({
      status: 201,
      body: { from: "+15555550102", routing: { mode: "explicit", number: "+15555550102" } },
    });
    expect(await send({ to: nobody, from: "+1 555-555-0102" })).toMatchObject({
      status: 201,
      body: { from: "+15555550102" },
    });
    expect(await send({ to: nobody, from: "bakery-desk" })).toMatchObject({
      status: 201,
      body: { channel_type: "rcs_business", from: "bakery-desk", routing: { alias: "bakery-desk" } },
    });
    expect(await send({ to: nobody, from: id })).toMatchObject({ status: 201, body: { channel_id: id } });
  });

  it("is 404 when unknown, 409 when not active, and 409 when two channels share it", async () => {
    expect(await send({ to: nobody, from: "+15555550198" })).toMatchObject(rejected(404, "not_found", "+15555550198"));
    expect(await send({ to: nobody, from: "+15555550103" })).toMatchObject(
      rejected(409, "channel_not_active", "suspended"),
    );
    expect(await send({ to: nobody, from: "+15555550105" })).toMatchObject(
      rejected(409, "channel_not_active", "banned"),
    );
    expect(await send({ to: nobody, from: "+15555550108" })).toMatchObject(
      rejected(409, "ambiguous_from", "+15555550108"),
    );
  });

  it.each([
    ["priority_id", "priority_x"],
    ["channel_type", "blooio"],
    ["hybrid", true],
  ])("cannot stand beside %s", async (field, value) => {
    expect(await send({ to: nobody, from: "+15555550101", [field]: value })).toMatchObject(
      rejected(422, "validation_failed", field),
    );
  });
});

describe("a chosen sender", () => {
  it("is the first step of the default priority for someone new", async () => {
    const { body } = await send({ to: nobody });
    expect(body.routing).toMatchObject({
      mode: "priority",
      channel_type: "blooio",
      number: "+15555550101",
      priority: 1,
    });
    expect(await send({ to: nobody, priority_id: body.routing.priority_id })).toMatchObject({ status: 201 });
    expect(await send({ to: nobody, priority_id: "priority_x" })).toMatchObject(
      rejected(404, "not_found", "priority_x"),
    );
    const both = { to: nobody, priority_id: body.routing.priority_id, hybrid: true };
    expect(await send(both)).toMatchObject(rejected(422, "validation_failed", "hybrid"));
  });

  it.each(["blooio", "twilio", "whatsapp", "whatsapp_business", "rcs_business"])(
    "is of the requested type: %s",
    async (type) => {
      expect(await send({ to: nobody, channel_type: type })).toMatchObject({
        status: 201,
        body: { channel_type: type },
      });
    },
  );

  it("is the one who talked last with the recipient", async () => {
    await send({ to: nobody, from: "+15555550102" });
    expect((await send({ to: nobody })).body.from).toBe("+15555550102");
    api.clock.advance(1_000);
    await send({ to: nobody, from: "bakery-desk" });
    expect((await send({ to: nobody })).body.from).toBe("bakery-desk");
  });

  it("does not go around a chat that was blocked", async () => {
    const blocked = chats.filter(
      (chat) => chat["state"] === "blocked" && chat["channel_type"] === "twilio" && chat["contact_id"] !== null,
    );
    const responses = [];
    for (const chat of blocked.filter(isActive))
      responses.push(await send({ to: await addressOf(chat), channel_type: "twilio" }));
    expect(responses.length).toBeGreaterThan(0);
    for (const response of responses) expect(response).toMatchObject(rejected(409, "chat_blocked", "blocked"));
  });

  it.each(["+15555550102", "15555550102", "(555) 555-0102", "+1 (555) 555-0102", "1-555-555-0102", "555.555.0102"])(
    "is found by a number in any common form: %s",
    async (from) => {
      expect(await send({ to: nobody, from })).toMatchObject({ status: 201, body: { from: "+15555550102" } });
    },
  );

  it("reaches an opaque id of a provider on the provider's own channel only", async () => {
    const to = "urn:mbid:AQAAY3x5zkc";
    const channel = "urn:biz:marlow-street-bakery";
    expect(await send({ to, from: channel })).toMatchObject({ status: 201, body: { channel_type: "amb" } });
    expect(await send({ to, from: "+15555550102" })).toMatchObject(rejected(422, "invalid_recipient", to));
  });

  it("reaches an e-mail address on blooio only", async () => {
    expect(await send({ to: "guest@example.com" })).toMatchObject({ status: 201, body: { channel_type: "blooio" } });
    expect(await send({ to: "guest@example.com", channel_type: "twilio" })).toMatchObject(
      rejected(422, "invalid_recipient", "guest@example.com"),
    );
  });

  it("starts on twilio in hybrid routing, and is blooio where the recipient has replied", async () => {
    expect(await send({ to: nobody, hybrid: true })).toMatchObject({
      status: 201,
      body: { channel_type: "twilio", hybrid: { phase: "twilio" }, routing: { mode: "hybrid" } },
    });
    const talked = chats.find(
      (chat) =>
        chat["channel_type"] === "blooio" && chat["state"] === "open" && chat["contact_id"] !== null && isActive(chat),
    );
    const sent = await send({ to: await addressOf(talked as Item), hybrid: true });
    expect(sent).toMatchObject({ status: 201, body: { chat_id: talked?.id, hybrid: { phase: "blooio" } } });
    expect(await send({ to: nobody, hybrid: "+15555550101" })).toMatchObject({ status: 201 });
    expect(await send({ to: nobody, hybrid: "+15555550198" })).toMatchObject({ status: 404 });
    expect(await send({ to: nobody, hybrid: true, channel_type: "whatsapp" })).toMatchObject(
      rejected(422, "validation_failed", "channel_type"),
    );
  });
});

describe("a recipient", () => {
  it.each(["", "5550142", "someone", "a@b", "+1 555 555 0199"])(
    "that is neither E.164 nor e-mail is 422: %j",
    async (to) => {
      expect(await send({ to })).toMatchObject(rejected(422, "invalid_recipient", "to:"));
    },
  );

  it("may be a contact, who is reached on a channel that knows them", async () => {
    const chat = chats.find(
      (candidate) =>
        candidate["state"] === "open" &&
        candidate["channel_type"] === "twilio" &&
        candidate["contact_id"] !== null &&
        isActive(candidate),
    );
    const sent = await send({ to: { contact_id: chat?.["contact_id"] }, channel_type: "twilio" });
    expect(sent).toMatchObject({ status: 201, body: { chat_id: chat?.id } });
    expect(await send({ to: { contact_id: "ct_x" } })).toMatchObject(rejected(404, "not_found", "ct_x"));
    const exact = { to: { contact_id: chat?.["contact_id"] }, from: "+15555550107" };
    expect(await send(exact)).toMatchObject(rejected(422, "validation_failed", "contact_id"));
  });

  it("may be a contact on a channel, where the contact has an address", async () => {
    const chat = chats.find(
      (candidate) =>
        candidate["state"] === "open" &&
        candidate["channel_type"] === "twilio" &&
        candidate["contact_id"] !== null &&
        isActive(candidate),
    );
    const body = { to: { contact_id: chat?.["contact_id"] }, text: "Hello" };
    expect(await api.post(`/channels/${chat?.["channel_id"]}/messages`, body)).toMatchObject({
      status: 201,
      body: { chat_id: chat?.id, channel_id: chat?.["channel_id"], routing: { mode: "explicit" } },
    });
    const elsewhere = await api.post("/channels/urn:biz:marlow-street-bakery/messages", body);
    expect(elsewhere).toMatchObject(rejected(422, "invalid_recipient", "out of reach"));
  });

  it("may be a group, from the channel that owns it", async () => {
    const chat = chats.find(
      (candidate) =>
        candidate["group_id"] !== null && candidate["state"] === "open" && candidate["channel_type"] === "blooio",
    ) as Item;
    const group_id = chat["group_id"];
    const sent = await send({ to: { group_id }, from: "+15555550101" });
    expect(sent).toMatchObject({ status: 201, body: { chat_id: chat.id, group_id } });
    expect(await send({ to: { group_id }, hybrid: true })).toMatchObject({
      status: 201,
      body: { group_id, hybrid: { phase: "blooio" } },
    });
    expect(await send({ to: { group_id } })).toMatchObject(rejected(422, "validation_failed", "from"));
    expect(await send({ to: { group_id }, from: "+15555550107" })).toMatchObject(
      rejected(422, "validation_failed", "from"),
    );
    expect(await send({ to: { group_id: "grp_x" }, from: "+15555550101" })).toMatchObject(
      rejected(404, "not_found", "grp_x"),
    );
  });

  it("is 422 when the body has neither form", async () => {
    for (const to of [[], {}, 5, { contact_id: "ct_x", group_id: "grp_x" }])
      expect((await send({ to })).status).toBe(422);
  });
});
