import { expect, test, vi } from "vitest";

import { createBlotato, type Message } from "../../src/blotato/index.ts";
import { deliverOnce, settleUnsure, transitions, type Outcome, type SendRecord } from "../../src/jobs/index.ts";
import { apiKey, blooioOf, conversationOf, messageOf } from "../samples.ts";
import { fails, json, networkError, reset, serviceOf, unreached, type Responder } from "../scripted-fetch.ts";
import { rejection, useVirtualTime } from "../virtual-time.ts";
import { MemoryStore } from "./memory-store.ts";

useVirtualTime();

const text = "Order 4711 is on its way.";
const conversation = conversationOf();

/** A job on Blotato, with a service that has listed these messages, and responds so to a send. */
function blotatoJob(
  responder: Responder,
  listed: readonly Partial<Message>[] = [],
  further: { listedWithin?: number } = {},
) {
  const store = new MemoryStore();
  const list = json(200, { items: listed.map((each) => messageOf({ text, direction: "outgoing", ...each })) });
  const service = serviceOf((request) => (request.method === "GET" ? list(request) : responder(request)));
  const blotato = createBlotato({ apiKey, fetch: service.fetch, retries: 0 });
  const run = (): Promise<Outcome> =>
    deliverOnce({ id: "order-4711", store, blotato, conversation, text, ...further }, (options) =>
      blotato.messages.reply(conversation, text, options),
    );
  const sends = (): number => service.requests.filter(({ method }) => method === "POST").length;
  return { run, sends, store };
}

const taken = json(201, messageOf({ id: "msg_7", text }));

test("a job on Blooio sends under a key made from its id, whatever letters that has", async () => {
  const { fetch, requests } = serviceOf(json(201, { id: "msg_1", chat_id: "chat_1", status: "queued" }));
  const blooio = blooioOf({ fetch });
  const outcome = await deliverOnce({ id: "Größe 7/8" }, (options) =>
    blooio.messages.send({ to: "+15555550101", text }, options),
  );
  expect(outcome).toEqual({ state: "sent", messageId: "msg_1" });
  expect(requests.map(({ headers }) => headers.get("idempotency-key"))).toEqual(["Gr%C3%B6%C3%9Fe%207%2F8"]);
});

test("a job on Blooio whose response was lost is to be run again", async () => {
  const blooio = blooioOf(serviceOf(reset), { retries: 0 });
  const outcome = await deliverOnce({ id: "order-4711", createdAt: new Date() }, (options) =>
    blooio.messages.send({ to: "+15555550101", text }, options),
  );
  expect(outcome).toMatchObject({ state: "unsure", retryAfter: 1_000, error: { maybeSent: true } });
});

test("a job on Blooio that is older than its key is left to a person", async () => {
  const { fetch, requests } = serviceOf(taken);
  const createdAt = new Date(Date.now() - 25 * 3_600_000);
  const outcome = await deliverOnce({ id: "order-4711", createdAt }, (options) =>
    blooioOf({ fetch }).messages.send({ to: "+15555550101", text }, options),
  );
  expect(outcome).toMatchObject({
    state: "unsure",
    retryAfter: undefined,
    advice: expect.stringContaining("order-4711"),
  });
  expect(requests).toEqual([]);
});

test("a job without an id is rejected", async () => {
  const send = vi.fn<() => Promise<{ id: string }>>();
  expect(await rejection(deliverOnce({ id: "" }, send))).toMatchObject({ code: "invalidInput" });
  expect(send).not.toHaveBeenCalled();
});

test.each<[string, Responder, number | undefined]>([
  ["too many requests", json(429, { message: "retry in 2 seconds" }), 2_000],
  ["no connection", unreached, 1_000],
  ["input that the service rejects", json(422, { message: "no" }), undefined],
  ["a message that failed at once", json(201, messageOf({ status: "failed" })), undefined],
])("after %s a job is not sent, and its outcome says when to run it again", async (_, responder, retryAfter) => {
  const { run, store } = blotatoJob(responder);
  expect(await run()).toMatchObject({ state: "notSent", error: expect.any(Error), retryAfter });
  expect(store.read("order-4711")).toMatchObject({ state: "notSent", revision: 2 });
});

test("a conversation that waits for a reply is put aside", async () => {
  const error = { code: "conversation_awaiting_reply", message: "The recipient has not replied yet" };
  const blooio = blooioOf(serviceOf(json(429, { error })));
  const outcome = await deliverOnce({ id: "order-4711" }, (options) =>
    blooio.messages.send({ to: "+15555550101", text }, options),
  );
  expect(outcome).toMatchObject({ state: "notSent", retryAfter: undefined, error: { code: error.code } });
});

test("a job that was sent is not sent again", async () => {
  const { run, sends } = blotatoJob(taken);
  expect(await run()).toEqual({ state: "sent", messageId: "msg_7" });
  expect(await run()).toEqual({ state: "sent", messageId: "msg_7" });
  expect(sends()).toBe(1);
});

test("a job that two processes run at once is sent by one of them", async () => {
  const { run, sends } = blotatoJob(taken);
  const outcomes = await Promise.all([run(), run()]);
  expect(outcomes.map(({ state }) => state).toSorted()).toEqual(["sent", "unsure"]);
  expect(sends()).toBe(1);
});

test.each<[string, Responder]>([
  ["lost", reset],
  ["an error of the server", json(500, {})],
  ["an abort", fails(new DOMException("enough", "AbortError"))],
])("a message whose response was %s is found in its conversation", async (_, responder) => {
  const { run, sends } = blotatoJob(responder, [{ id: "msg_9", text: ` ${text}\n` }]);
  expect(await run()).toEqual({ state: "sent", messageId: "msg_9" });
  expect(await run()).toEqual({ state: "sent", messageId: "msg_9" });
  expect(sends()).toBe(1);
});

test.each<[string, Partial<Message>]>([
  ["with another text", { text: "Order 4712 is on its way." }],
  ["from the other side", { direction: "incoming" }],
  ["from a day before", { createdAt: "2026-11-19T12:00:00.000Z" }],
])("a message %s is not the one that is looked for", async (_, listed) => {
  const { run } = blotatoJob(reset, [listed]);
  expect((await run()).state).toBe("unsure");
});

test("without a time within which messages are listed, a person decides, and the reason says what to do", async () => {
  const { run, sends, store } = blotatoJob(reset);
  const outcome = await run();
  expect(outcome).toMatchObject({ state: "unsure", retryAfter: undefined, error: { maybeSent: true } });
  expect(outcome).toMatchObject({
    advice: expect.stringMatching(
      /order-4711 .* sent at 2026-11-20T12:00:00.000Z, .* conversation conv_1\. .*settleUnsure/,
    ),
  });
  vi.advanceTimersByTime(30 * 24 * 3_600_000);
  expect((await run()).state).toBe("unsure");
  await settleUnsure(store, "order-4711", "sent");
  expect(await run()).toEqual({ state: "sent", messageId: undefined });
  expect(sends()).toBe(1);
});

test("a job that a person has not found is sent by its next run", async () => {
  const responders = [reset, taken];
  const { run, sends, store } = blotatoJob((request) => (responders.shift() ?? reset)(request));
  await run();
  await settleUnsure(store, "order-4711", "notSent");
  expect(await run()).toEqual({ state: "sent", messageId: "msg_7" });
  expect(sends()).toBe(2);
});

test("a person can decide about a job that is unsure alone", async () => {
  const { run, store } = blotatoJob(taken);
  await run();
  expect(await rejection(settleUnsure(store, "order-4711", "notSent"))).toMatchObject({
    message: "A job whose state is sent cannot come to the event unseen",
  });
});

test("a message is waited for as long as it may still be listed, and then sent again", async () => {
  const responders = [reset, taken];
  const { run, sends } = blotatoJob((request) => (responders.shift() ?? reset)(request), [], { listedWithin: 5_000 });
  expect(await run()).toMatchObject({ state: "unsure", retryAfter: 65_000 });
  vi.advanceTimersByTime(64_999);
  expect(await run()).toMatchObject({ state: "unsure", retryAfter: 1 });
  vi.advanceTimersByTime(1);
  expect(await run()).toEqual({ state: "sent", messageId: "msg_7" });
  expect(sends()).toBe(2);
});

test.each<[string, Responder, number | undefined]>([
  ["later, where that may help", json(429, { message: "retry in 7 seconds" }), 7_000],
  ["by a person, where it may not", json(404, { message: "no such conversation" }), undefined],
])("a conversation that cannot be looked into is looked into %s", async (_, list, retryAfter) => {
  const store = new MemoryStore();
  const { fetch } = serviceOf((request) => (request.method === "GET" ? list : reset)(request));
  const blotato = createBlotato({ apiKey, fetch, retries: 0 });
  const outcome = await deliverOnce({ id: "order-4711", store, blotato, conversation, text }, (options) =>
    blotato.messages.reply(conversation, text, options),
  );
  expect(outcome).toMatchObject({ state: "unsure", retryAfter });
});

test("what a store throws is thrown, and the next run finds out", async () => {
  const { run, sends, store } = blotatoJob(taken, [{ id: "msg_7" }]);
  const write = vi.spyOn(store, "write");
  write.mockImplementationOnce(MemoryStore.prototype.write.bind(store)).mockImplementationOnce(() => {
    throw networkError("ECONNRESET");
  });
  expect(await rejection(run())).toMatchObject({ message: "fetch failed" });
  expect(await run()).toEqual({ state: "sent", messageId: "msg_7" });
  expect(sends()).toBe(1);
});

test("every state of a record stands in the table, and the table leads to no other", () => {
  const states: readonly (SendRecord["state"] | "new")[] = ["new", "aboutToSend", "notSent", "sent"];
  expect(Object.keys(transitions).toSorted()).toEqual(states.toSorted());
  expect(Object.values(transitions).flatMap((events) => Object.values(events))).not.toContain("new");
});
