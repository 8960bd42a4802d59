import { describe, expect, it } from "vitest";

import type { Item } from "../blooio-api.ts";
import { isSigned } from "./receiver.ts";
import { testSubscriber } from "./subscriber.ts";

const { api, chat, deliveriesTo, receiver, settle, subscribe, types, write } = testSubscriber();

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
