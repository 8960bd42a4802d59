import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { FaultError, startMock, type DeliveryFault, type Mock } from "../../../src/index.ts";
import { ageOf, isSigned, startReceiver, type Receiver } from "./receiver.ts";

let mock: Mock;
let receiver: Receiver;
let secret: string;
const key = "key-of-a-test";
const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };

beforeEach(async () => {
  mock = await startMock();
  mock.clock.hold();
  receiver = await startReceiver();
  const body = JSON.stringify({ url: receiver.url });
  const response = await fetch(`${mock.blooio.url}/webhooks`, { method: "POST", headers, body });
  secret = ((await response.json()) as { data: { signing_secret: string } }).data.signing_secret;
});

afterEach(async () => {
  expect(mock.blooio.violations).toEqual([]);
  await mock.close();
  await receiver[Symbol.asyncDispose]();
});

const someone = { channelId: "+15555550101", from: "+15555550142" };
const write = (...texts: string[]): void => {
  for (const text of texts) mock.blooio.receive({ ...someone, text });
};
const texts = (): readonly string[] => receiver.received.map(({ event }) => event.data.text);
const fail = (delivery: DeliveryFault, times = 1): void =>
  void mock.webhooks.fail("message.received", { delivery, times });
const settled = async (): Promise<readonly string[]> => {
  await mock.webhooks.settle();
  return texts();
};

describe("a delivery is, by a fault,", () => {
  it("lost: it counts as delivered, and only the list of events has it", async () => {
    fail("lost");
    write("one", "two");
    expect(await settled()).toEqual(["two"]);
    expect(mock.webhooks.deliveries().map(({ status }) => status)).toEqual(["delivered", "delivered"]);
    const events = await fetch(`${mock.blooio.url}/events?type=message.received&limit=2`, { headers });
    const { data } = (await events.json()) as { data: { data: { text: string } }[] };
    expect(data.map((event) => event.data.text)).toEqual(["two", "one"]);
  });

  it("late: it comes a minute later by the mock's clock", async () => {
    fail("late");
    write("one", "two");
    expect(await settled()).toEqual(["two"]);
    mock.clock.advance("59s");
    expect(await settled()).toEqual(["two"]);
    mock.clock.advance("1s");
    expect(await settled()).toEqual(["two", "one"]);
  });

  it("sent twice, with the same ids", async () => {
    fail("twice");
    write("one");
    expect(await settled()).toEqual(["one", "one"]);
    const [first, second] = receiver.received;
    expect(second).toEqual({ ...first, headers: { ...second?.headers } });
    expect(second?.headers["x-blooio-delivery"]).toBe(first?.headers["x-blooio-delivery"]);
  });

  it("overtaken by the next one", async () => {
    fail("out of order");
    write("one", "two", "three");
    const order = await settled();
    expect(order.toSorted()).toEqual(["one", "three", "two"]);
    expect(order.indexOf("one")).toBeGreaterThan(0);
  });

  it("signed wrongly, and rightly when it is tried again", async () => {
    fail("wrong signature");
    receiver.respondWith(401);
    write("one");
    await mock.webhooks.settle();
    receiver.respondWith(200);
    mock.clock.advance("30s");
    expect(await settled()).toEqual(["one", "one"]);
    expect(receiver.received.map((received) => isSigned(received, secret))).toEqual([false, true]);
  });

  it("signed with an old timestamp, and otherwise rightly", async () => {
    fail("old timestamp");
    write("one");
    await mock.webhooks.settle();
    const [first] = receiver.received;
    expect(first && isSigned(first, secret)).toBe(true);
    expect(first && ageOf(first)).toBeGreaterThan(300);
  });
});

it("a fault hits the types, numbers and keys that it names, and no request of the API", async () => {
  const fault = mock.webhooks.fail("*", { delivery: "lost", after: 1, times: 1, key });
  mock.webhooks.fail("*", { delivery: "lost", key: "another key" });
  mock.webhooks.fail("message.read", { delivery: "lost" });
  write("one", "two", "three");
  expect(await settled()).toEqual(["one", "three"]);
  expect(fault.hits).toBe(1);
});

it("a fault for an event that there is not is rejected with those that there are", () => {
  expect(() => mock.webhooks.fail("message.lost" as never, { delivery: "lost" })).toThrow(
    /no event "message.lost".*message.received/,
  );
  expect(() => mock.webhooks.fail("*", { delivery: "eaten" as never })).toThrow(FaultError);
});

describe("over its own interface", () => {
  const admin = async (method: string, path: string, body?: object): Promise<{ status: number; body: unknown }> => {
    const url = `${new URL(mock.blooio.url).origin}/__mock${path}`;
    const json = { "content-type": "application/json" };
    const response = await fetch(url, { method, ...(body && { headers: json, body: JSON.stringify(body) }) });
    const text = await response.text();
    return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
  };

  it("the mock lists each delivery as it was sent, with what the receiver responded, and sends one again", async () => {
    write("one");
    await mock.webhooks.settle();
    const [received] = receiver.received;
    const listed = await admin("GET", "/deliveries");
    expect(listed).toEqual({ status: 200, body: { items: mock.webhooks.deliveries() } });
    const [delivery] = mock.webhooks.deliveries();
    expect(delivery?.attempts).toEqual([
      {
        at: expect.stringMatching(/Z$/),
        headers: expect.objectContaining({ "x-blooio-signature": received?.headers["x-blooio-signature"] }),
        body: received?.body,
        response: { status: 200, body: "responded 200" },
      },
    ]);
    const repeated = await admin("POST", `/deliveries/${delivery?.id}/repeat`);
    expect(repeated).toMatchObject({ status: 201, body: { eventId: delivery?.eventId, status: "pending" } });
    expect(await settled()).toEqual(["one", "one"]);
    expect((await admin("POST", "/deliveries/wdel_0/repeat")).status).toBe(404);
  });

  it("the mock sends a sample of any type that the spec has, and places faults", async () => {
    expect((await admin("POST", "/blooio/events", { type: "number.purchase.completed" })).status).toBe(204);
    await mock.webhooks.settle();
    expect(receiver.received[0]?.event).toMatchObject({
      type: "number.purchase.completed",
      data: { status: "completed", phone_numbers: [expect.stringMatching(/^\+1/)] },
    });
    expect(await admin("POST", "/blooio/events", { type: "number.eaten" })).toMatchObject({
      status: 422,
      body: { message: expect.stringContaining("number.removed") },
    });
    const fault = { operationId: "message.received", delivery: "twice", times: 1 };
    expect(await admin("POST", "/faults", fault)).toMatchObject({ status: 201, body: { items: [fault] } });
    write("one");
    expect((await settled()).slice(1)).toEqual(["one", "one"]);
  });

  it("none of that is in the journal", async () => {
    await admin("GET", "/deliveries");
    expect(mock.requests().map(({ operationId }) => operationId)).toEqual(["createWebhook"]);
  });
});

it("the secret is not in the journal", () => {
  expect(JSON.stringify(mock.requests())).not.toContain(secret);
});

it("after a reset nothing is delivered any more", async () => {
  receiver.respondWith(503);
  write("one");
  await mock.webhooks.settle();
  mock.reset(key);
  mock.clock.advance("1h");
  await mock.webhooks.settle();
  expect(receiver.received).toHaveLength(1);
  expect(mock.webhooks.deliveries()).toEqual([]);
});
