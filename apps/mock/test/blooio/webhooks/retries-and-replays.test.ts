import { describe, expect, it } from "vitest";

import type { Item } from "../blooio-api.ts";
import { ageOf, isSigned, startReceiver } from "./receiver.ts";
import { testSubscriber } from "./subscriber.ts";

const { api, deliveriesTo, receiver, settle, subscribe, write } = testSubscriber();

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
