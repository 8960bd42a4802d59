import type { FanOutResult, SentMessage } from "@switchboard/messaging/blooio";
import { ApiError, isApiError, SwitchboardError } from "@switchboard/messaging";
import { describe, expect, test } from "vitest";

import { mockedTenants, present, type Tenant } from "../tenants.ts";
import { blooioChat, chatOn } from "./chats.ts";

const tenants = mockedTenants();

/** A tenant whose time goes on by as much with each request: a way of status by status, without waiting for it. */
const tenantWithSteps = (milliseconds: number): Tenant =>
  tenants.open({ before: () => tenants.mock.clock.advance(milliseconds) });

const message = { from: "+15555550101", to: "+15555559999", text: "Your order is ready for pickup." } as const;

/** SMS reaches no e-mail address, so that a send to several fails for these. */
const smsNumber = "+15555550107";
const emails = ["orders@example.com", "oven@example.com"] as const;

describe("a message", () => {
  test("is queued at first and can be followed until it is delivered", async () => {
    const { facade } = tenantWithSteps(120);
    const queued = await facade.blooio.messages.send(message);
    expect(queued).toMatchObject({ status: "queued", protocol: "pending" });
    const delivered = await facade.blooio.messages.waitUntilDelivered(queued, { until: "delivered" });
    expect(delivered).toMatchObject({ id: queued.id, status: "delivered", protocol: "imessage", error: null });
  });

  test("into a chat stands at its top, and moves the chat to the top of all", async () => {
    const tenant = tenants.open();
    const { id } = await blooioChat(tenant);
    tenants.mock.clock.advance("1m");
    const sent = await tenant.facade.blooio.chats.send(id, { text: "See you at noon." });
    expect(await tenant.facade.blooio.chats.messages(id).first()).toMatchObject({
      id: sent.id,
      text: "See you at noon.",
    });
    expect((await tenant.facade.blooio.chats.list().first())?.id).toBe(id);
  });

  test("opens a chat with somebody new, and goes on in it", async () => {
    const { facade } = tenants.open();
    const first = await facade.blooio.messages.send(message);
    const second = await facade.blooio.messages.send({ ...message, text: "Still there?" });
    expect(second.chat_id).toBe(first.chat_id);
    const chat = await facade.blooio.chats.findOrCreate({ channel_id: present(first.channel_id), to: message.to });
    expect(chat).toMatchObject({ id: first.chat_id, created: false });
  });

  test("that failed at once is an error with the vendor's reason and advice", async () => {
    const rejected = { headers: { prefer: "code=201, example=rejected" } };
    const error: unknown = await tenants
      .open()
      .facade.blooio.messages.send(message, rejected)
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ kind: "delivery", code: "recipient_unreachable", retryable: false });
    expect((error as Error).message).toMatch(/cannot be reached.*another channel is advised.*no iMessage/);
  });

  test("that hits a conversation limit is never sent again", async () => {
    const tenant = tenants.open({ retries: 3 });
    for (const example of ["conversationAwaitingReply", "conversationStreakLimit", "conversationInactivePaused"]) {
      const sending = tenant.facade.blooio.messages.send(message, {
        headers: { prefer: `code=429, example=${example}` },
      });
      await expect(sending).rejects.toMatchObject({ status: 429, kind: "rateLimit", retryable: false, attempts: 1 });
    }
    expect(tenant.sent).toHaveLength(3);
  });

  test("can be a dry run, of which nothing is found afterwards", async () => {
    const tenant = tenants.open();
    const chat = await blooioChat(tenant);
    const before = await tenant.facade.blooio.chats.messages(chat.id).first();
    const checked = await tenant.facade.blooio.chats.dryRun(chat.id, { text: "Hello" });
    expect(checked).toMatchObject({ dry_run: true, would_send: true, channel_id: chat.channel_id });
    expect(await tenant.facade.blooio.messages.dryRun(message)).toMatchObject({ dry_run: true, would_send: true });
    const several = await tenant.facade.blooio.messages.dryRun({
      ...message,
      from: smsNumber,
      to: [message.to, ...emails],
    });
    expect(several).toMatchObject({ dry_run: true, fan_out: true, sent: 1, failed: 2 });
    expect(await tenant.facade.blooio.chats.messages(chat.id).first()).toEqual(before);
  });
});

describe("200, 201 and 207", () => {
  const post = (
    tenant: Tenant,
    body: { to: string | string[]; text: string; from?: string; dry_run?: boolean },
    key?: string,
  ) =>
    tenant.raw.blooio.POST("/messages", {
      params: { header: { ...(key !== undefined && { "Idempotency-Key": key }) } },
      body,
    });

  test("201 is a message that was created", async () => {
    const { data, response } = await post(tenants.open(), message);
    expect(response.status).toBe(201);
    expect(data).toHaveProperty("id");
  });

  test("200 is a dry run, without an id", async () => {
    const { data, response } = await post(tenants.open(), { ...message, dry_run: true });
    expect(response.status).toBe(200);
    expect(data).toMatchObject({ dry_run: true });
    expect(data).not.toHaveProperty("id");
  });

  test("200 is a replay as well, with the first result and no second message", async () => {
    const tenant = tenants.open();
    const first = await post(tenant, message, "key-1");
    const again = await post(tenant, message, "key-1");
    expect([first.response.status, again.response.status]).toEqual([201, 200]);
    expect(again.data).toEqual(first.data);
    const chatId = present((first.data as SentMessage).chat_id);
    expect(await tenant.facade.blooio.chats.messages(chatId).toArray({ limit: 10 })).toHaveLength(1);
  });

  test("201 is one message to several people as well, where the channel has groups", async () => {
    const { facade } = tenants.open();
    const from = await facade.blooio.channels.get(message.from);
    const sent = await facade.blooio.messages.sendToGroup({ ...message, from, to: [message.to, ...emails] });
    const chat = await facade.blooio.chats.get(present(sent.chat_id));
    expect(chat).toMatchObject({ group_id: present(sent.group_id), contact_id: null, channel_type: "blooio" });
    const later = await facade.blooio.messages.send({
      from: message.from,
      to: { group_id: present(sent.group_id) },
      text: "One more thing.",
    });
    expect(later.chat_id).toBe(sent.chat_id);
  });

  test("207 is a fan-out, in which nothing is lost", async () => {
    const tenant = tenants.open();
    const [email] = emails;
    const several = { from: smsNumber, to: [message.to, email] };
    const { data, response } = await post(tenant, { ...several, text: "We are closed on Monday." });
    expect(response.status).toBe(207);
    const { channels, messages } = tenant.facade.blooio;
    const from = await channels.get(smsNumber);
    const result = await messages.sendToEach({ ...several, from, text: "Again." });
    for (const fanOut of [data as FanOutResult, result]) {
      expect(fanOut).toMatchObject({ fan_out: true, sent: 1, failed: 1 });
      expect(fanOut.data.map((each) => [each.to, each.status])).toEqual([
        [message.to, "queued"],
        [email, "failed"],
      ]);
      expect(fanOut.data[1]?.error).toMatchObject({ code: "invalid_recipient" });
    }
  });

  test("422 is a fan-out of which nobody was reached, and an error of the facade", async () => {
    const tenant = tenants.open();
    const { channels, messages } = tenant.facade.blooio;
    const several = { from: await channels.get(smsNumber), to: emails, text: "Hello" };
    const error: unknown = await messages.sendToEach(several).catch((thrown: unknown) => thrown);
    if (!isApiError(error, "blooio")) throw error;
    expect(error).toMatchObject({
      status: 422,
      kind: "validation",
      code: "invalid_recipient",
      body: { fan_out: true, sent: 0, failed: 2 },
    });
    for (const email of emails) expect(error.message).toContain(email);
  });
});

describe("an idempotency key", () => {
  test("is new for each call", async () => {
    const tenant = tenants.open();
    const chat = await chatOn(tenant, { type: "twilio", state: "open" });
    await tenant.facade.blooio.messages.send(message);
    await tenant.facade.blooio.messages.send(message);
    await tenant.facade.blooio.chats.send(chat.id, { text: "Hello" });
    const keys = tenant.sent
      .filter(({ method }) => method === "POST")
      .map(({ headers }) => headers.get("idempotency-key"));
    expect(new Set(keys).size).toBe(3);
    expect(keys).not.toContain(null);
  });

  test("of the caller's own sends the same message once", async () => {
    const { facade } = tenants.open();
    const first = await facade.blooio.messages.send(message, { idempotencyKey: "order-17" });
    expect(await facade.blooio.messages.send(message, { idempotencyKey: "order-17" })).toEqual(first);
  });

  test("that was used for another message is a conflict", async () => {
    const { facade } = tenants.open();
    await facade.blooio.messages.send(message, { idempotencyKey: "order-17" });
    const other = facade.blooio.messages.send({ ...message, text: "Something else" }, { idempotencyKey: "order-17" });
    await expect(other).rejects.toMatchObject({ status: 409, kind: "conflict", code: "idempotency_key_reused" });
  });

  test("that cannot be a header is rejected before any request", async () => {
    const tenant = tenants.open();
    await expect(tenant.facade.blooio.messages.send(message, { idempotencyKey: "" })).rejects.toThrow(SwitchboardError);
    expect(tenant.sent).toEqual([]);
  });
});

test("an empty text is rejected before any request, although the vendor gives no bounds for it", async () => {
  const tenant = tenants.open();
  const { chats, messages } = tenant.facade.blooio;
  const reason = /^text has 0 .* 1$/;
  await expect(chats.send("chat_1", { text: "" })).rejects.toThrow(reason);
  await expect(messages.send({ ...message, text: "" })).rejects.toThrow(reason);
  expect(tenant.sent).toEqual([]);
});

test("a message without ids cannot be followed, and no request is made", async () => {
  const tenant = tenants.open();
  await expect(tenant.facade.blooio.messages.waitUntilDelivered({})).rejects.toThrow(/no id or no chat_id/);
  expect(tenant.sent).toEqual([]);
});

test.each(["", ".", ".."])("the id %j is rejected before any request", async (id) => {
  const tenant = tenants.open();
  await expect(tenant.facade.blooio.chats.get(id)).rejects.toThrow(/chatId is/);
  await expect(tenant.facade.blooio.messages.status("chat_1", id)).rejects.toThrow(/messageId is/);
  await expect(tenant.facade.blooio.chats.messages(id).first()).rejects.toThrow(/chatId is/);
  expect(tenant.sent).toEqual([]);
});
