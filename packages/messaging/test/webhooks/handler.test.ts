import { beforeEach, describe, expect, it, vi } from "vitest";

import {
  createWebhookHandler,
  memorySeenStore,
  signWebhook,
  WebhookSignatureError,
  type BlooioEvent,
  type EventToSign,
  type WebhookContext,
  type WebhookHandler,
  type WebhookHandlerOptions,
} from "../../src/webhooks/index.ts";

const secret = "whsec_of_a_test";
const errors: unknown[] = [];
beforeEach(() => void errors.splice(0));

const receiverWith = (options: Partial<WebhookHandlerOptions>): WebhookHandler =>
  createWebhookHandler({ secret, on: {}, onError: (error) => errors.push(error), ...options });

const requestOf = async (event: EventToSign, signedWith = secret): Promise<Request> =>
  new Request("https://receiver.example/hook", { method: "POST", ...(await signWebhook(event, signedWith)) });

const statusOf = async (receiver: WebhookHandler, event: EventToSign, signedWith = secret): Promise<number> =>
  (await receiver(await requestOf(event, signedWith))).status;

const message = (id: string, text = "Hello"): EventToSign => ({ id, type: "message.received", data: { text } });

describe("an event", () => {
  it("is given to the action of its type, with how it arrived", async () => {
    const seen: [BlooioEvent, WebhookContext][] = [];
    const receiver = receiverWith({ on: { "message.received": (event, context) => void seen.push([event, context]) } });
    expect(await statusOf(receiver, message("evt_1", "Are you open?"))).toBe(200);
    expect(seen).toMatchObject([
      [
        { id: "evt_1", data: { text: "Are you open?" } },
        { deliveryId: expect.stringMatching(/^wdel_/), webhookId: "wh_test" },
      ],
    ]);
  });

  it("of a type without an action goes to the one for all others, or is left alone", async () => {
    const seen: string[] = [];
    const on: WebhookHandlerOptions["on"] = {
      "message.received": () => void seen.push("received"),
      "*": ({ type }) => void seen.push(type),
    };
    for (const type of ["message.received", "typing.started", "loaf.baked", "*", "toString", "constructor"])
      expect(await statusOf(receiverWith({ on }), { type })).toBe(200);
    expect(seen).toEqual(["received", "typing.started", "loaf.baked", "*", "toString", "constructor"]);
    expect(await statusOf(receiverWith({}), { type: "toString" })).toBe(200);
  });

  it("is handled once, however often it is delivered", async () => {
    const action = vi.fn<() => unknown>();
    const receiver = receiverWith({ on: { "message.received": action } });
    const statuses = [];
    for (let times = 0; times < 3; times += 1) statuses.push(await statusOf(receiver, message("evt_1")));
    expect([statuses, action.mock.calls.length]).toEqual([[200, 200, 200], 1]);
  });

  it("is delivered again when its action fails, and is then handled", async () => {
    const action = vi
      .fn<() => unknown>()
      .mockRejectedValueOnce(new Error("the database is gone"))
      .mockResolvedValue(undefined);
    const receiver = receiverWith({ on: { "message.received": action } });
    const first = await receiver(await requestOf(message("evt_1")));
    expect([first.status, await first.text()]).toEqual([500, "handling it failed\n"]);
    expect(errors).toEqual([new Error("the database is gone")]);
    expect(await statusOf(receiver, message("evt_1"))).toBe(200);
    expect(await statusOf(receiver, message("evt_1"))).toBe(200);
    expect(action).toHaveBeenCalledTimes(2);
  });

  it("that is being handled is delivered again later, so that none is lost when that fails", async () => {
    let fail: (error: Error) => void = () => undefined;
    const action = vi.fn<() => unknown>().mockReturnValueOnce(new Promise((_, reject) => (fail = reject)));
    const receiver = receiverWith({ on: { "message.received": action } });
    const first = statusOf(receiver, message("evt_1"));
    await expect.poll(() => action.mock.calls.length).toBe(1);
    expect(await statusOf(receiver, message("evt_1"))).toBe(503);
    fail(new Error("gone"));
    expect(await first).toBe(500);
    expect(await statusOf(receiver, message("evt_1"))).toBe(200);
    expect(action).toHaveBeenCalledTimes(2);
  });

  it("whose claim was never confirmed may be claimed again once the claim ran out", async () => {
    let now = 0;
    const seen = memorySeenStore({ now: () => now });
    // A process that claimed it, and is gone.
    expect(await seen.claim("evt_1", 60_000)).toBe("new");
    const receiver = receiverWith({ seen, on: { "message.received": () => undefined } });
    now = 59_999;
    expect(await statusOf(receiver, message("evt_1"))).toBe(503);
    now = 60_000;
    expect(await statusOf(receiver, message("evt_1"))).toBe(200);
    expect(await seen.claim("evt_1", 60_000)).toBe("done");
  });

  it("is not handled when the store fails, and is delivered again", async () => {
    const action = vi.fn<() => unknown>();
    const seen = { ...memorySeenStore(), claim: () => Promise.reject(new Error("no connection")) };
    expect(await statusOf(receiverWith({ seen, on: { "message.received": action } }), message("evt_1"))).toBe(500);
    expect([action.mock.calls.length, errors]).toEqual([0, [new Error("no connection")]]);
  });
});

describe("a request is rejected", () => {
  const on = { "*": vi.fn<() => unknown>() };

  it("with 401 when another secret signed it, and the reason goes to the receiver alone", async () => {
    const response = await receiverWith({ on })(await requestOf(message("evt_1"), "whsec_of_another"));
    expect([response.status, await response.text()]).toEqual([401, "the signature is wrong\n"]);
    expect(errors).toEqual([expect.any(WebhookSignatureError)]);
    expect(on["*"]).not.toHaveBeenCalled();
  });

  it("with 401 when it is old, by the clock that it is given", async () => {
    const receiver = receiverWith({ on, now: () => Date.now() + 400_000 });
    expect(await statusOf(receiver, message("evt_1"))).toBe(401);
  });

  it("with 400 without a signature, and when it is not an event", async () => {
    const unsigned = new Request("https://receiver.example", { method: "POST", body: "{}" });
    expect((await receiverWith({ on })(unsigned)).status).toBe(400);
    const noEvent = { type: "a", id: undefined as unknown as string };
    expect(await statusOf(receiverWith({ on }), noEvent)).toBe(400);
  });

  it("with 405 when it is no POST", async () => {
    const response = await receiverWith({ on })(new Request("https://receiver.example"));
    expect([response.status, response.headers.get("allow")]).toEqual([405, "POST"]);
  });

  it.each([
    ["says so", { "content-length": "101" }],
    ["does not", {}],
  ])("with 413 when its body is too long and its header %s", async (_, headers) => {
    const request = new Request("https://receiver.example", { method: "POST", body: "x".repeat(101), headers });
    expect((await receiverWith({ on, bodyLimit: 100 })(request)).status).toBe(413);
  });
});

it("one of several secrets is enough, while a new one is deployed", async () => {
  const receiver = receiverWith({ secret: ["whsec_new", "whsec_old"], on: { "*": () => undefined } });
  expect(await statusOf(receiver, message("evt_1"), "whsec_old")).toBe(200);
  expect(await statusOf(receiver, message("evt_2"), "whsec_new")).toBe(200);
});

it("a receiver without a secret is not made", () => {
  expect(() => createWebhookHandler({ secret: "", on: {} })).toThrow(/secret is missing or empty.*whsec_/);
});

it("an onError that throws does not reach the server", async () => {
  const printed = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const onError = (): void => {
    throw new Error("the logger is gone");
  };
  expect(await statusOf(receiverWith({ onError }), message("evt_1"), "whsec_of_another")).toBe(401);
  expect(printed).toHaveBeenCalledOnce();
  printed.mockRestore();
});

it("the memory forgets the oldest events when it is full", () => {
  const seen = memorySeenStore({ size: 2 });
  for (const id of ["a", "b", "c"]) {
    expect(seen.claim(id, 1_000)).toBe("new");
    void seen.confirm(id);
  }
  expect(["b", "c", "a"].map((id) => seen.claim(id, 1_000))).toEqual(["done", "done", "new"]);
});
