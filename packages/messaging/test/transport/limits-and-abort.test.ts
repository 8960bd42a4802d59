import { describe, expect, test, vi } from "vitest";

import { SwitchboardError, TimeoutError } from "../../src/index.ts";
import { accepted, blooioOf, blotatoOf, directMessage, messageOf } from "../samples.ts";
import { json, serviceOf, silence, stalledBody, text, unreached, type Responder } from "../scripted-fetch.ts";
import { inVirtualTime, rejection, settle, useVirtualTime, virtualDuration } from "../virtual-time.ts";

useVirtualTime();

/** Neither responds nor listens to its signal. */
const deaf: Responder = () => new Promise(() => undefined);

describe.each([
  ["a service that does not respond", silence],
  ["a fetch that ignores its signal", deaf],
  ["a body that stalls after its headers", stalledBody(200)],
  ["an error whose body stalls", stalledBody(500)],
])("%s", (_, responder) => {
  test("ends at the timeout of one attempt, and the error says which", async () => {
    const service = serviceOf(responder);
    const client = blotatoOf(service, { timeout: 400, retries: 0 });

    const error = await inVirtualTime(rejection(client.conversations.get("1")));

    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({
      scope: "attempt",
      timeout: 400,
      attempts: 1,
      maybeSent: false,
      operationId: "getConversation",
    });
    expect(await virtualDuration(client.conversations.get("1"))).toBe(400);
    expect(service.requests[0]?.init.signal?.aborted).toBe(true);
  });

  test("ends at the deadline of the whole call when that comes first", async () => {
    const client = blotatoOf(serviceOf(responder), { timeout: 400, deadline: 300 });
    const error = await inVirtualTime(rejection(client.conversations.get("1")));
    expect(error).toMatchObject({ name: "TimeoutError", scope: "deadline", timeout: 300 });
  });

  test("ends at once when the caller aborts, with the caller's reason", async () => {
    const controller = new AbortController();
    const service = serviceOf(responder);
    const call = rejection(blotatoOf(service).conversations.get("1", { signal: controller.signal }));
    await settle();
    const reason = new Error("the user left");
    controller.abort(reason);

    await settle();
    expect(await call).toBe(reason);
    expect(service.requests[0]?.init.signal?.aborted).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });
});

test("a timeout is followed by another attempt where that is safe", async () => {
  const service = serviceOf(stalledBody(201), json(200, accepted));
  const call = blooioOf(service, { timeout: 1_000 }).messages.send({ to: "+1", text: "a" });
  await expect(inVirtualTime(call)).resolves.toEqual(accepted);
});

test("a send on Blotato is not followed by another, and says that it may have been sent", async () => {
  const service = serviceOf(silence);
  const error = await inVirtualTime(rejection(blotatoOf(service, { timeout: 1_000 }).messages.send(directMessage)));
  expect(error).toMatchObject({ name: "TimeoutError", maybeSent: true, attempts: 1 });
  expect((error as Error).message).toMatch(/look before you send it again/);
});

test.each([1, 10, 1_000, 7_777])(
  "no call lasts longer than its deadline of %i ms, however it fails",
  async (deadline) => {
    vi.spyOn(Math, "random").mockReturnValue(0.99);
    for (const responder of [
      unreached,
      silence,
      text(503, ""),
      stalledBody(200),
      json(429, {}, { "retry-after": "3" }),
    ]) {
      const client = blooioOf(serviceOf(responder), { deadline, timeout: 900, retries: 100 });
      expect(await virtualDuration(client.chats.get("chat_1"))).toBeLessThanOrEqual(deadline);
    }
  },
);

test("a wait beyond the deadline is not begun: the error comes at once, and it is the service's", async () => {
  const client = blooioOf(serviceOf(json(429, {}, { "retry-after": "60" })), { deadline: 5_000 });
  const call = rejection(client.chats.get("chat_1"));
  expect(await virtualDuration(call)).toBe(0);
  expect(await call).toMatchObject({ name: "ApiError", status: 429, retryAfter: 60_000 });
});

test("aborting in the middle of a backoff ends the call at once, and no request follows", async () => {
  const controller = new AbortController();
  const service = serviceOf(json(429, { message: "retry in 49 seconds" }));
  const call = rejection(blotatoOf(service).messages.send(directMessage, { signal: controller.signal }));
  await settle();
  await vi.advanceTimersByTimeAsync(1_000);
  controller.abort();

  expect(await call).toBe(controller.signal.reason);
  expect(vi.getTimerCount()).toBe(0);
  expect(service.requests).toHaveLength(1);
});

test("a signal that is aborted before the call lets no request out", async () => {
  const service = serviceOf(json(201, messageOf()));
  const signal = AbortSignal.abort();
  expect(await rejection(blotatoOf(service).messages.send(directMessage, { signal }))).toBe(signal.reason);
  expect(service.requests).toEqual([]);
});

test("a signal that is aborted by the onRequest hook lets no request out", async () => {
  const controller = new AbortController();
  const service = serviceOf(json(201, messageOf()));
  const client = blotatoOf(service, { hooks: { onRequest: () => controller.abort() } });
  expect(await rejection(client.messages.send(directMessage, { signal: controller.signal }))).toBe(
    controller.signal.reason,
  );
  expect(service.requests).toEqual([]);
});

test("a finished call leaves no timer and no listener behind", async () => {
  const { signal } = new AbortController();
  const added = vi.spyOn(signal, "addEventListener");
  const removed = vi.spyOn(signal, "removeEventListener");
  const service = serviceOf(unreached, json(200, { data: { id: "chat_1" } }));
  await inVirtualTime(blooioOf(service).chats.get("chat_1", { signal }));
  expect(vi.getTimerCount()).toBe(0);
  expect(added).toHaveBeenCalledTimes(3);
  expect(removed).toHaveBeenCalledTimes(3);
});

test("limits of one call come before those of the client", async () => {
  const client = blotatoOf(serviceOf(silence), { timeout: 10, deadline: 20, retries: 0 });
  const options = { timeout: 3_000, deadline: 5_000, retries: 5 };
  const error = await inVirtualTime(rejection(client.conversations.get("1", options)));
  expect(error).toMatchObject({ scope: "deadline", timeout: 5_000, attempts: 2 });
});

test.each([
  ["timeout", "attempt"],
  ["deadline", "deadline"],
] as const)("a %s of 0 sends nothing, and the error says that nothing was sent", async (name, scope) => {
  const service = serviceOf(json(201, messageOf()));
  const blotato = blotatoOf(service);
  for (const call of [
    blotato.messages.send(directMessage, { [name]: 0 }),
    blotato.conversations.get("1", { [name]: 0 }),
    blotato.raw.POST("/v2/messages", { body: directMessage, [name]: 0 }),
  ]) {
    const error = await rejection(call);
    expect(error).toMatchObject({ name: "TimeoutError", scope, timeout: 0, attempts: 0, maybeSent: false });
  }
  expect(service.requests).toEqual([]);
});

test("a retry that would begin after the deadline is not sent", async () => {
  const service = serviceOf(json(429, { message: "slow down" }), json(201, messageOf()));
  const late = { onRetry: () => void vi.advanceTimersByTime(60_000) };
  const call = blotatoOf(service, { deadline: 10_000, hooks: late }).messages.send(directMessage);
  const error = await inVirtualTime(rejection(call));
  expect(error).toMatchObject({ name: "TimeoutError", scope: "deadline", attempts: 1, maybeSent: false });
  expect(service.requests).toHaveLength(1);
});

test("many calls on one signal add one listener to it: Node warns of a leak at the eleventh", async () => {
  const controller = new AbortController();
  const added = vi.spyOn(controller.signal, "addEventListener");
  const blotato = blotatoOf(serviceOf(silence));
  const calls = Array.from({ length: 50 }, () =>
    rejection(blotato.conversations.get("1", { signal: controller.signal })),
  );
  await settle();
  expect(added).toHaveBeenCalledTimes(1);
  controller.abort();
  for (const error of await Promise.all(calls)) expect(error).toBe(controller.signal.reason);
});

test("an infinite timeout and deadline are kept by a timer that does not overflow", async () => {
  const limits = { timeout: Number.POSITIVE_INFINITY, deadline: Number.POSITIVE_INFINITY };
  const service = serviceOf(silence);
  const call = rejection(blotatoOf(service, limits).conversations.get("1"));
  await settle();
  await vi.advanceTimersByTimeAsync(86_400_000);
  expect(await Promise.race([call, Promise.resolve("still waiting")])).toBe("still waiting");
});

test.each([
  { timeout: Number.NaN },
  { timeout: -1 },
  { deadline: -1 },
  { deadline: Number.NaN },
  { retries: 1.5 },
  { retries: -1 },
  // From callers without types.
  { retries: null as never },
  { retries: "3" as never },
  { timeout: null as never },
])("%o is rejected, for a client and for a call, before any request", async (limits) => {
  expect(() => blotatoOf(serviceOf(silence), limits)).toThrow(SwitchboardError);
  const service = serviceOf(silence);
  expect(await rejection(blotatoOf(service).conversations.get("1", limits))).toBeInstanceOf(SwitchboardError);
  expect(service.requests).toEqual([]);
});
