import type { ChannelType, ChannelTypeChoice, ChatState, Message, MessageState, Protocol } from "@switchboard/blooio";
import { isApiError } from "@switchboard/messaging";
import type { BlooioErrorBody } from "@switchboard/messaging/blooio";
import { describe, expect, expectTypeOf, test } from "vitest";

import { readSpecification } from "../specification.ts";
import { mockedTenants, present } from "../tenants.ts";
import { blooioChat, chatOn } from "./chats.ts";

const tenants = mockedTenants();

describe("reads take both generations of the beta", () => {
  test("the earlier one: a chat on `amb`, whose messages have no protocol", async () => {
    const tenant = tenants.open();
    const chat = await chatOn(tenant, { type: "amb" });
    expect(chat).toMatchObject({ channel_type: "amb", identity_id: expect.stringMatching(/^idn_/) });
    const message = present(await tenant.facade.blooio.chats.messages(chat.id).first());
    expect(message).toMatchObject({ channel_type: "amb", protocol: null });
    expect((await tenant.facade.blooio.messages.status(chat.id, message.id)).protocol).toBeNull();
    expectTypeOf(message.protocol).toEqualTypeOf<Protocol | null | undefined>();
  });

  test("the current one: every protocol has a name", async () => {
    const { facade } = tenants.open();
    const protocols = new Set<Message["protocol"]>();
    for (const type of ["blooio", "twilio", "whatsapp", "whatsapp_business", "rcs_business"] as const) {
      for (const { id } of await facade.blooio.chats.list({ type }).toArray({ limit: 24 })) {
        for (const { protocol } of await facade.blooio.chats.messages(id).toArray({ limit: 5 }))
          protocols.add(protocol);
      }
    }
    expect([...protocols]).toEqual(expect.arrayContaining(["imessage", "rcs", "sms", "unknown", "whatsapp"]));
    expect(protocols).not.toContain(null);
  });

  test("the raw client has the same messages", async () => {
    const tenant = tenants.open();
    const { id: chatId } = await chatOn(tenant, { type: "amb" });
    const { data } = await tenant.raw.blooio.GET("/chats/{chatId}/messages", { params: { path: { chatId } } });
    expect(new Set(present(data).data.map(({ protocol }) => protocol))).toEqual(new Set([null]));
  });
});

describe("sends take the flat body of the current beta, and not the retired form", () => {
  test("`content` does not compile, and is rejected by name", async () => {
    const { error, response } = await tenants.open().raw.blooio.POST("/messages", {
      params: {},
      // @ts-expect-error the text stands in the body itself
      body: { to: "+15555550142", content: { type: "text", text: "Hello" } },
    });
    expect(response.status).toBe(422);
    expect(error).toMatchObject({ error: { code: "unknown_fields", details: { fields: ["content"] } } });
  });

  test("`channel_id` does not compile, and is rejected by name", async () => {
    const { error, response } = await tenants.open().raw.blooio.POST("/messages", {
      // @ts-expect-error the sender is `from`
      body: { channel_id: "ch_1", to: "+15555550142", text: "Hello" },
    });
    expect(response.status).toBe(422);
    expect(error).toMatchObject({ error: { code: "unknown_fields", details: { fields: ["channel_id"] } } });
  });

  test("both are rejected into a chat as well", async () => {
    const tenant = tenants.open();
    const path = { chatId: (await blooioChat(tenant)).id };
    const content = tenant.raw.blooio.POST("/chats/{chatId}/messages", {
      params: { path },
      // @ts-expect-error the text stands in the body itself
      body: { content: { text: "Hello" } },
    });
    const channel = tenant.raw.blooio.POST("/chats/{chatId}/messages", {
      params: { path },
      // @ts-expect-error the chat fixes the channel
      body: { text: "Hello", channel_id: "ch_1" },
    });
    expect([(await content).response.status, (await channel).response.status]).toEqual([422, 422]);
  });

  test("the facade does not compile it either, nor two kinds of content at once", async () => {
    const { facade } = tenants.open();
    // @ts-expect-error the retired form
    const retired = facade.blooio.messages.send({ to: "+15555550142", content: { text: "Hello" } });
    await expect(retired).rejects.toMatchObject({ status: 422, code: "unknown_fields" });
    // @ts-expect-error one kind of content, or a text with attachments
    const both = facade.blooio.messages.send({
      to: "+15555550142",
      text: "Come?",
      poll: { title: "Come?", options: ["Yes", "No"] },
    });
    await expect(both).rejects.toMatchObject({ status: 422, code: "invalid_content" });
  });

  test("no channel of the earlier beta can be chosen", async () => {
    expectTypeOf<ChannelTypeChoice>().toEqualTypeOf<
      "blooio" | "rcs_business" | "twilio" | "whatsapp" | "whatsapp_business"
    >();
    const { response } = await tenants.open().raw.blooio.POST("/messages", {
      // @ts-expect-error read only
      body: { channel_type: "amb", to: "+15555550142", text: "Hello" },
    });
    expect(response.status).toBe(422);
  });

  test("`to` with optional `from` is taken", async () => {
    const { raw } = tenants.open();
    const routed = await raw.blooio.POST("/messages", { body: { to: "+15555559999", text: "Hello" } });
    const named = await raw.blooio.POST("/messages", {
      body: { from: "+15555550101", to: "+15555559999", text: "Hello" },
    });
    expect([routed.response.status, named.response.status]).toEqual([201, 201]);
    expect(routed.data).toMatchObject({ routing: { mode: "priority" } });
  });
});

describe("an error has one of three shapes, and each becomes a typed error with its reason", () => {
  const failure = async (call: Promise<unknown>) => {
    const error: unknown = await call.catch((thrown: unknown) => thrown);
    if (!isApiError(error, "blooio")) throw error;
    expectTypeOf(error.body).toEqualTypeOf<BlooioErrorBody>();
    expect(isApiError(error, "blotato")).toBe(false);
    return error;
  };

  test("the envelope of the operations", async () => {
    const error = await failure(tenants.open().facade.blooio.chats.get("chat_0"));
    expect(error.body).toEqual({ error: { code: "not_found", message: 'There is no chat "chat_0".' } });
    expect(error).toMatchObject({ kind: "notFound", code: "not_found" });
    expect(error.message).toContain('There is no chat "chat_0".');
  });

  test("the flat one of the key check, also beside the envelope on a 403", async () => {
    const send = (prefer: string) =>
      failure(tenants.open().facade.blooio.messages.send({ to: "+15555550142", text: "Hi" }, { headers: { prefer } }));
    const flat = await send("code=403, example=forbidden");
    expect(flat.body).toMatchObject({ error: "Forbidden", status: 403, code: "key_blocked" });
    expect(flat).toMatchObject({ kind: "auth", code: "key_blocked" });
    expect(flat.message).toContain("This API key may not send messages.");
    const held = await send("code=403, example=safetyReplyOnly");
    expect(held).toMatchObject({ kind: "auth", code: "safety_reply_only" });
  });

  test("the fan-out of which every message failed", async () => {
    const to = ["orders@example.com", "oven@example.com"];
    const { channels, messages } = tenants.open().facade.blooio;
    const error = await failure(messages.sendToEach({ from: await channels.get("+15555550107"), to, text: "Hello" }));
    expect(error.body).toMatchObject({ fan_out: true, sent: 0, failed: 2 });
    expect(error).toMatchObject({ kind: "validation", code: "invalid_recipient" });
  });
});

describe("`Idempotency-Key` is for sends and purchases only", () => {
  test("the spec has it nowhere else, and neither has the generated type", () => {
    const { operations } = readSpecification("blooio");
    const keyed = operations.filter(({ headers }) => headers.includes("idempotency-key"));
    expect(keyed.map(({ operationId }) => operationId).toSorted()).toEqual([
      "purchaseBlooioNumbers",
      "sendMessage",
      "sendMessageToChannel",
      "sendMessageToChat",
    ]);
    const { raw } = tenants.open();
    const header = { "Idempotency-Key": "key-1" };
    const path = { chatId: "chat_0" };
    // @ts-expect-error reading a chat has no such header
    const reading = () => raw.blooio.GET("/chats/{chatId}", { params: { path, header } });
    // @ts-expect-error nor has opening one
    const opening = () => raw.blooio.POST("/chats", { params: { header }, body: { channel_id: "ch_1", to: "1" } });
    expect([reading, opening]).toHaveLength(2);
  });

  test("an unkeyed send that is repeated is a second message", async () => {
    const { raw } = tenants.open();
    const body = { from: "+15555550101", to: "+15555559999", text: "Hello" };
    const first = await raw.blooio.POST("/messages", { body });
    const second = await raw.blooio.POST("/messages", { body });
    expect([first.response.status, second.response.status]).toEqual([201, 201]);
    expect(second.data).not.toEqual(first.data);
  });
});

describe("enums are open in responses and closed in requests", () => {
  test("an unknown value fits a response, and not a request", () => {
    const responded: [ChannelType, MessageState, Protocol, ChatState] = ["signal", "reconsidered", "morse", "asleep"];
    // @ts-expect-error not a channel to send through
    const requested: ChannelTypeChoice = "signal";
    // @ts-expect-error not a state to filter by
    const listing = tenants.open().facade.blooio.chats.list({ state: "asleep" });
    expect([...responded, requested, listing]).toHaveLength(6);
  });

  test("the known values stay known", () => {
    type Known = "blooio" | "twilio" | "whatsapp" | "whatsapp_business" | "rcs_business" | "amb";
    expectTypeOf<ChannelType>().toEqualTypeOf<Known | (string & {})>();
    type KnownProtocol = "pending" | "unknown" | "imessage" | "sms" | "rcs" | "whatsapp";
    expectTypeOf<Protocol>().toEqualTypeOf<KnownProtocol | (string & {})>();
  });
});
