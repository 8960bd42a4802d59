import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

import {
  createWebhookHandler,
  toNodeHandler,
  type BlooioEvent,
  type KnownBlooioEvent,
} from "@switchboard/messaging/webhooks";
import { blooioEventTypes, startMock, type DeliveryFault, type Mock } from "@switchboard/mock";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { createBlooio, type Blooio } from "@switchboard/messaging/blooio";

const key = "key-of-a-receiver";
const someone = { channelId: "+15555550101", from: "+15555550142" };

let mock: Mock;
let blooio: Blooio;
let server: Server;
let secrets: string[];
let webhookId: string;
let events: BlooioEvent[];
let fails: (event: BlooioEvent) => boolean;

beforeEach(async () => {
  mock = await startMock();
  mock.clock.hold();
  blooio = createBlooio({ apiKey: key, baseUrl: mock.blooio.url });
  [secrets, events, fails] = [[], [], () => false];
  server = createServer((request, response) => {
    receive(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const webhook = await blooio.webhooks.create({ url: `http://127.0.0.1:${port}/` });
  webhookId = webhook.id;
  secrets.push(webhook.signing_secret);
  const receive = toNodeHandler(
    createWebhookHandler({
      secret: secrets,
      onError: () => undefined,
      on: {
        "*": (event) => {
          if (fails(event)) throw new Error("not today");
          events.push(event);
        },
      },
    }),
  );
});

afterEach(async () => {
  expect(mock.blooio.violations).toEqual([]);
  await mock.close();
  server.closeAllConnections();
  server.close();
});

const typesOf = (): readonly string[] => events.map(({ type }) => type);

it("what the client sends comes back as typed events, and what a person writes", async () => {
  const sent = await blooio.messages.send({
    from: "+15555550101",
    to: "+15555550142",
    text: "Hi",
  });
  await mock.webhooks.settle();
  // What happens later is delivered later; what happens at once may arrive in any order.
  for (const duration of [100, 150]) {
    mock.clock.advance(duration);
    await mock.webhooks.settle();
  }
  expect(typesOf()).toEqual(["message.queued", "message.sent", "message.delivered"]);
  mock.blooio.receive({ ...someone, text: "Hello!" });
  await mock.webhooks.settle();
  expect(typesOf().slice(3).toSorted()).toEqual(["message.read", "message.received"]);
  const known = events as KnownBlooioEvent[];
  const [queued] = known;
  const received = known.find(({ type }) => type === "message.received");
  expect(queued?.type === "message.queued" && queued.data.message_id).toBe(sent.id);
  expect(received?.type === "message.received" && [received.data.text, received.data.direction]).toEqual([
    "Hello!",
    "inbound",
  ]);
});

it("every type of event that the spec has is delivered as the spec gives it, and received", async () => {
  for (const type of blooioEventTypes) mock.webhooks.sample(type);
  await mock.webhooks.settle();
  expect(typesOf().toSorted()).toEqual([...blooioEventTypes].toSorted());
});

it("reads the older payload version alike", async () => {
  mock.blooio.receive({ ...someone, text: "new" });
  await mock.webhooks.settle();
  const { url } = await blooio.webhooks.get(webhookId);
  await blooio.webhooks.delete(webhookId);
  const { signing_secret: secret } = await blooio.webhooks.create({ url: url ?? "", api_version: "2026-09-01" });
  secrets.push(secret);
  mock.blooio.receive({ ...someone, text: "older" });
  await mock.webhooks.settle();
  const [newer, older] = events as KnownBlooioEvent[];
  expect([newer?.api_version, older?.api_version]).toEqual(["2026-10-01", "2026-09-01"]);
  expect(Object.keys(older?.data ?? {})).toEqual(expect.arrayContaining(Object.keys(newer?.data ?? {})));
});

it("a new secret holds at once, and a receiver that knows it takes what the old one rejected", async () => {
  const { signing_secret: next } = await blooio.webhooks.rotateSecret(webhookId);
  mock.blooio.receive({ ...someone, text: "while it is deployed" });
  await mock.webhooks.settle();
  expect(events).toEqual([]);
  secrets.unshift(next);
  mock.clock.advance("30s");
  await mock.webhooks.settle();
  expect(typesOf()).toEqual(["message.received"]);
});

it("a replay is not handled again, and what was lost is found in the list of events", async () => {
  mock.webhooks.fail("message.received", { delivery: "lost", after: 1, times: 1 });
  for (const text of ["one", "two"]) mock.blooio.receive({ ...someone, text });
  await mock.webhooks.settle();
  const [delivery] = await blooio.webhooks.deliveries(webhookId).toArray({ limit: 10 });
  await blooio.webhooks.replay(webhookId, delivery?.id ?? "");
  const first = (await blooio.webhooks.deliveries(webhookId).toArray({ limit: 10 })).at(-1);
  await blooio.webhooks.replay(webhookId, first?.id ?? "");
  await mock.webhooks.settle();
  // The lost one came by its replay; the other was there already.
  expect(events).toHaveLength(2);
  const listed = await blooio.events.list({ type: "message.received" }).toArray({ limit: 2 });
  expect(listed.map(({ id }) => id).toSorted()).toEqual(events.map(({ id }) => id).toSorted());
});

describe("over HTTP, with faults,", () => {
  it("1,000 messages are each handled once", async () => {
    const count = 1_000;
    const faults: readonly DeliveryFault[] = ["late", "twice", "out of order", "wrong signature", "old timestamp"];
    // They hit the first attempts: with faults in each, a message fails for good in some orders of the attempts.
    for (const delivery of faults) mock.webhooks.fail("message.received", { delivery, chance: 0.1, times: 80 });
    let attempts = 0;
    fails = () => (attempts += 1) <= count && attempts % 7 === 0;
    for (let index = 0; index < count; index += 1) mock.blooio.receive({ ...someone, text: `message ${index}` });
    await mock.webhooks.settle();
    for (const wait of ["1m", "30s", "1m", "2m", "4m", "8m", "1m", "10m"]) {
      mock.clock.advance(wait);
      await mock.webhooks.settle();
    }
    const texts = (events as KnownBlooioEvent[]).map((event) => event.type === "message.received" && event.data.text);
    expect(new Set(texts).size).toBe(texts.length);
    const failed = mock.webhooks.deliveries().filter(({ status }) => status !== "delivered");
    expect(failed).toEqual([]);
    expect(texts).toHaveLength(count);
    expect(mock.webhooks.deliveries().some((delivery) => delivery.attempts.length > 1)).toBe(true);
  });
});
