import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { type Item, testApi } from "../blooio-api.ts";
import { ageOf, isSigned, startReceiver, type Receiver } from "./receiver.ts";

const api = testApi();
let chat: Item;
let receiver: Receiver;

beforeAll(async () => {
  chat = (await api.walk("/chats?type=blooio&state=open", 200)).find((one) => one["contact_id"] !== null) as Item;
});

beforeEach(async () => {
  receiver = await startReceiver();
});

afterEach(async () => {
  api.tenant().webhooks?.end();
  await receiver[Symbol.asyncDispose]();
});

const subscribe = async (fields: object = {}): Promise<Item> =>
  (await api.post("/webhooks", { url: receiver.url, ...fields })).body.data;
const settle = async (): Promise<void> => api.tenant().webhooks?.settle();
const write = (text = "Hello"): Item => api.receive({ chatId: chat.id, text });
const deliveriesTo = async ({ id }: Item): Promise<Item[]> => api.walk(`/webhooks/${id}/deliveries`, 50);
const types = (): readonly string[] => receiver.received.map(({ event }) => event.type);

describe("a subscription", () => {
  it("shows its secret once, and can be read, listed, disabled and deleted", async () => {
    const { signing_secret: secret, ...webhook } = await subscribe();
    expect(secret).toMatch(/^whsec_\w{32}$/);
    expect(webhook).toEqual({
      id: expect.stringMatching(/^wh_/),
      url: receiver.url,
      event_types: ["*"],
      status: "active",
      scope: "organization",
      api_key: null,
      integration_id: null,
      channel_id: null,
      channel_type: null,
      api_version: "2026-10-01",
      created_at: api.clock.now(),
    });
    expect((await api.get(`/webhooks/${webhook.id}`)).body.data).toEqual(webhook);
    expect((await api.get("/webhooks?limit=1")).body.data).toEqual([webhook]);
    expect(await api.remove(`/webhooks/${webhook.id}`)).toEqual({
      status: 200,
      body: { data: { id: webhook.id, deleted: true } },
    });
    expect((await api.get(`/webhooks/${webhook.id}`)).status).toBe(404);
    write();
    await settle();
    expect(receiver.received).toEqual([]);
  });

  it.each([
    [{ event_types: ["message.received"] }, "event_types_retired"],
    [{ api_key: "key_1", integration_id: "int_1" }, "ambiguous_scope"],
    [{ url: "http://bakery.example/hook" }, "validation_failed"],
    [{ url: "ftp://127.0.0.1/hook" }, "validation_failed"],
    [{ channel_id: "ch_0" }, "validation_failed"],
    [{ api_version: "2020-01-01" }, "validation_failed"],
  ])("with %j is rejected as %s", async (fields, code) => {
    expect(await api.post("/webhooks", { url: receiver.url, ...fields })).toMatchObject({
      status: 422,
      body: { error: { code } },
    });
  });

  it.each([
    [{ event_types: ["*"] }, { event_types: ["*"] }],
    [{ api_key: "key_1" }, { scope: "api_key", api_key: "key_1" }],
    [{ integration_id: "int_1" }, { scope: "integration", integration_id: "int_1" }],
    [{ url: "https://bakery.example/hook" }, { url: "https://bakery.example/hook" }],
  ])("with %j is accepted", async (fields, expected) => {
    expect(await subscribe(fields)).toMatchObject(expected);
  });

  it("names the payload versions", async () => {
    expect((await api.get("/webhooks/versions")).body.data).toEqual([
      { version: "2026-10-01", latest: true },
      { version: "2026-09-01" },
    ]);
  });
});

describe("what happens is delivered", () => {
  it("signed, with all headers, as it is listed", async () => {
    const { id, signing_secret: secret } = await subscribe();
    const message = write("Are you open today?");
    await settle();
    const [first, ...others] = receiver.received;
    expect(others).toEqual([]);
    const [event] = (await api.get("/events?type=message.received")).body.data;
    expect(first?.event).toEqual({
      id: event.id,
      type: "message.received",
      api_version: "2026-10-01",
      created_at: event.occurred_at,
      organization_id: expect.stringMatching(/^org_/),
      data: event.data,
    });
    expect(event.data).toMatchObject({ message_id: message.id, text: "Are you open today?", direction: "inbound" });
    const [delivery] = await deliveriesTo({ id });
    expect(first?.headers).toMatchObject({
      "content-type": "application/json",
      "x-blooio-delivery": delivery?.id,
      "x-blooio-event": "message.received",
      "x-blooio-version": "2026-10-01",
      "x-blooio-webhook": id,
    });
    expect(first && isSigned(first, secret)).toBe(true);
    expect(first && isSigned(first, `${secret}0`)).toBe(false);
  });

  it("in the older form where a subscription wants it", async () => {
    await subscribe({ api_version: "2026-09-01" });
    const message = write();
    await settle();
    expect(receiver.received[0]?.headers["x-blooio-version"]).toBe("2026-09-01");
    const { event } = receiver.received[0] ?? {};
    expect(event).toMatchObject({
      api_version: "2026-09-01",
      event: "message.received",
      timestamp: event.created_at,
      external_id: event.data.contact.identifier,
      internal_id: event.data.channel_address,
      data: { id: message.id, is_group: false, chat_guid: `iMessage;-;${event.data.contact.identifier}` },
    });
    expect(event.data).not.toHaveProperty("message_id");
  });

  it("to each subscription, when the clock comes there, with what a send becomes", async () => {
    const [one, other] = [await subscribe(), await subscribe()];
    await api.post(`/chats/${chat.id}/messages`, { text: "Your order is ready." });
    await settle();
    expect(types()).toEqual(["message.queued", "message.queued"]);
    api.clock.advance("1s");
    await settle();
    expect(types().toSorted()).toEqual(
      ["message.delivered", "message.queued", "message.sent"].flatMap((type) => [type, type]),
    );
    const ids = receiver.received.map(({ event, headers }) => `${String(headers["x-blooio-webhook"])} ${event.id}`);
    expect(new Set(ids).size).toBe(6);
    expect(await deliveriesTo(one)).toHaveLength(3);
    expect(await deliveriesTo(other)).toHaveLength(3);
  });

  it("only of the channels that a subscription is about", async () => {
    const twilio = (await api.walk("/chats?type=twilio&state=open", 200))[0] as Item;
    await subscribe({ channel_id: chat["channel_id"] });
    await subscribe({ channel_type: "twilio" });
    api.receive({ chatId: twilio.id, text: "by SMS" });
    await settle();
    expect(receiver.received.map(({ event }) => event.data.text)).toEqual(["by SMS"]);
    write("by iMessage");
    await settle();
    expect(receiver.received.map(({ event }) => event.data.text)).toEqual(["by SMS", "by iMessage"]);
  });

  it("not to a disabled one, until it is enabled again", async () => {
    const { id } = await subscribe();
    const patch = async (status: string): Promise<number> => (await api.patch(`/webhooks/${id}`, { status })).status;
    expect(await patch("disabled")).toBe(200);
    write();
    await settle();
    expect(await patch("active")).toBe(200);
    write();
    await settle();
    expect(receiver.received).toHaveLength(1);
  });

  it("without a look by anybody, while the clock runs", async () => {
    api.clock.resume();
    await subscribe();
    await api.post(`/chats/${chat.id}/messages`, { text: "Hello" });
    await expect.poll(types).toEqual(["message.queued", "message.sent", "message.delivered"]);
    api.clock.hold();
  });

  it("as soon as a held clock is moved there", async () => {
    await subscribe();
    await api.post(`/chats/${chat.id}/messages`, { text: "Hello" });
    api.clock.advance("1s");
    await expect.poll(types).toHaveLength(3);
  });

  it("but never to another machine, unless that was allowed", async () => {
    const webhook = await subscribe({ url: "https://bakery.example/hook" });
    write();
    await settle();
    const [delivery] = api.tenant().webhooks?.deliveries() ?? [];
    expect(delivery).toMatchObject({
      status: "failed",
      attempts: [{ problem: expect.stringMatching(/not on this machine.*--webhook-targets/) }],
    });
    expect(await deliveriesTo(webhook)).toMatchObject([{ status: "failed", attempt_count: 1, response_status: null }]);
  });
});

describe("a delivery that fails", () => {
  const waits = ["30s", "1m", "2m", "4m", "8m"];

  it("is tried six times, each when the clock comes there, and then no more", async () => {
    const webhook = await subscribe();
    receiver.respondWith(503);
    write();
    await settle();
    for (const [index, wait] of waits.entries()) {
      expect(await deliveriesTo(webhook)).toMatchObject([
        { status: "pending", attempt_count: index + 1, response_status: 503 },
      ]);
      api.clock.advance(wait);
      await settle();
      expect(receiver.received).toHaveLength(index + 2);
    }
    expect(await deliveriesTo(webhook)).toMatchObject([
      { status: "failed", attempt_count: 6, response_status: 503, next_attempt_at: null },
    ]);
    api.clock.advance("1d");
    await settle();
    expect(receiver.received).toHaveLength(6);
    const same = (values: readonly unknown[]): number => new Set(values).size;
    expect(same(receiver.received.map(({ event }) => event.id))).toBe(1);
    expect(same(receiver.received.map(({ headers }) => headers["x-blooio-delivery"]))).toBe(1);
    for (const received of receiver.received) {
      expect(isSigned(received, webhook["signing_secret"])).toBe(true);
      // Of the machine's time: a receiver knows nothing of the mock's clock.
      expect(Math.abs(ageOf(received))).toBeLessThan(200);
    }
  });

  it("catches up with all that is due when the clock leaps", async () => {
    await subscribe();
    receiver.respondWith(500);
    write();
    api.clock.advance("16m");
    await settle();
    expect(receiver.received).toHaveLength(6);
  });

  it("is over once it succeeds; a redirect is not a success, and not followed", async () => {
    const webhook = await subscribe();
    await using elsewhere = await startReceiver();
    receiver.respondWith(307, { location: elsewhere.url });
    write();
    await settle();
    expect([receiver.received.length, elsewhere.received.length]).toEqual([1, 0]);
    receiver.respondWith(204);
    api.clock.advance("30s");
    await settle();
    expect(await deliveriesTo(webhook)).toMatchObject([
      { status: "delivered", attempt_count: 2, response_status: 204, next_attempt_at: null },
    ]);
  });

  it("fails as well when the receiver takes more than 15 seconds, or is not there", async () => {
    const webhook = await subscribe();
    receiver.respondWith(undefined);
    write();
    const settled = settle();
    await expect.poll(() => receiver.received.length).toBe(1);
    api.clock.advance("15s");
    await settled;
    await receiver[Symbol.asyncDispose]();
    api.clock.advance("30s");
    await settle();
    expect(await deliveriesTo(webhook)).toMatchObject([{ status: "pending", attempt_count: 2, response_status: null }]);
    const [delivery] = api.tenant().webhooks?.deliveries() ?? [];
    expect(delivery?.attempts.map(({ problem }) => problem)).toEqual([
      "no response within 15 s",
      expect.stringContaining("ECONNREFUSED"),
    ]);
  });

  it("ends with the subscription", async () => {
    const { id } = await subscribe();
    receiver.respondWith(503);
    write();
    await settle();
    await api.remove(`/webhooks/${id}`);
    api.clock.advance("1h");
    await settle();
    expect(receiver.received).toHaveLength(1);
    expect(api.tenant().webhooks?.deliveries()).toMatchObject([{ status: "failed" }]);
  });
});

describe("a replay", () => {
  it("has the id of the same event, and another id as a delivery", async () => {
    const webhook = await subscribe();
    write();
    await settle();
    const [delivery] = (await deliveriesTo(webhook)) as [Item];
    const replay = `/webhooks/${webhook.id}/deliveries/${delivery.id}/replay`;
    const { status, body } = await api.post(replay);
    expect([status, body.data]).toEqual([
      201,
      { id: expect.stringMatching(/^wdel_/), replay_of: delivery.id, status: "pending" },
    ]);
    await settle();
    const [first, second] = receiver.received;
    expect(second?.event).toEqual(first?.event);
    expect(second?.headers["x-blooio-delivery"]).toBe(body.data.id);
    expect(body.data.id).not.toBe(delivery.id);
    expect((await api.post(`/webhooks/${webhook.id}/deliveries/wdel_0/replay`)).status).toBe(404);
  });

  it("is signed with the secret of now", async () => {
    const webhook = await subscribe();
    write();
    await settle();
    const { body } = await api.post(`/webhooks/${webhook.id}/secret/rotate`);
    const [delivery] = (await deliveriesTo(webhook)) as [Item];
    await api.post(`/webhooks/${webhook.id}/deliveries/${delivery.id}/replay`);
    await settle();
    const signedWith = (secret: string): readonly boolean[] =>
      receiver.received.map((received) => isSigned(received, secret));
    expect(signedWith(webhook["signing_secret"])).toEqual([true, false]);
    expect(signedWith(body.data.signing_secret)).toEqual([false, true]);
  });
});

it("what another tenant does is not delivered here", async () => {
  await subscribe();
  const mine = api.tenant();
  api.enterNewTenant();
  write();
  await settle();
  await mine.webhooks?.settle();
  mine.webhooks?.end();
  expect(receiver.received).toEqual([]);
});
