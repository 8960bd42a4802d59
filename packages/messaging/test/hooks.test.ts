/// <reference types="node" />
import { describe, expect, test, vi } from "vitest";

import type { Hooks, RequestEvent, ResponseEvent, RetryEvent } from "../src/index.ts";
import { accepted, blooioOf, blotatoOf, directMessage, messageOf } from "./samples.ts";
import { json, reset, serviceOf, silence, text } from "./scripted-fetch.ts";
import { inVirtualTime, rejection, settle, useVirtualTime } from "./virtual-time.ts";

useVirtualTime();

type Seen = ["request", RequestEvent] | ["response", ResponseEvent] | ["retry", RetryEvent];

function watching(): { readonly hooks: Hooks; readonly seen: Seen[] } {
  const seen: Seen[] = [];
  const hooks: Hooks = {
    onRequest: (event) => void seen.push(["request", event]),
    onResponse: (event) => void seen.push(["response", event]),
    onRetry: (event) => void seen.push(["retry", event]),
  };
  return { hooks, seen };
}

test("hooks see each request, how it ended, and that it is sent again", async () => {
  const { hooks, seen } = watching();
  const late = async (): Promise<Response> => {
    await new Promise((resolve) => void setTimeout(resolve, 40));
    return Response.json(messageOf(), { status: 201, headers: { "x-request-id": "req_2" } });
  };
  const service = serviceOf(json(429, { message: "retry in 3 seconds" }, { "x-request-id": "req_1" }), late);

  await inVirtualTime(blotatoOf(service, { hooks }).messages.send(directMessage));

  const request = {
    api: "blotato",
    operationId: "sendMessage",
    method: "POST",
    url: "https://backend.blotato.com/v2/messages",
  };
  const headersOf = (requestId: string) => ({ "content-type": "application/json", "x-request-id": requestId });
  const rejected = { attempt: 1, status: 429, headers: headersOf("req_1"), duration: 0, requestId: "req_1" };
  expect(seen).toEqual([
    ["request", { ...request, attempt: 1 }],
    ["response", { ...request, ...rejected }],
    ["retry", { ...request, ...rejected, delay: 3_000 }],
    ["request", { ...request, attempt: 2 }],
    [
      "response",
      { ...request, attempt: 2, status: 201, headers: headersOf("req_2"), duration: 40, requestId: "req_2" },
    ],
  ]);
});

test("an attempt without a response has no status, and a last attempt is not followed by a retry", async () => {
  const { hooks, seen } = watching();
  const service = serviceOf(reset, silence);
  await inVirtualTime(rejection(blooioOf(service, { hooks, retries: 1, timeout: 70 }).chats.get("chat_1")));
  expect(seen.map(([name]) => name)).toEqual(["request", "response", "retry", "request", "response"]);
  expect(seen.at(-1)?.[1]).toMatchObject({
    operationId: "getChat",
    status: undefined,
    requestId: undefined,
    duration: 70,
  });
});

test("a request that is aborted ends with onResponse too, so that what onRequest began can be ended", async () => {
  const { hooks, seen } = watching();
  const controller = new AbortController();
  const call = rejection(
    blotatoOf(serviceOf(silence), { hooks }).conversations.get("1", { signal: controller.signal }),
  );
  await settle();
  controller.abort();
  await call;
  expect(seen.map(([name]) => name)).toEqual(["request", "response"]);
});

test("each page of a listing and each raw call is seen, under the name of its operation or its path", async () => {
  const { hooks, seen } = watching();
  const client = blooioOf(serviceOf(json(200, { data: [], next_cursor: "2" }), json(200, { data: [] })), { hooks });
  await client.chats.list().first();
  await client.raw.GET("/chats/{chatId}", { params: { path: { chatId: "chat_1" } } });
  const requests = seen.filter(([name]) => name === "request").map(([, { operationId }]) => operationId);
  expect(requests).toEqual(["listChats", "listChats", "GET /chats/{chatId}"]);
});

test("hooks see the headers of a response, and none of a request that has none", async () => {
  const { hooks, seen } = watching();
  const limited = json(200, { data: { id: "chat_1" } }, { "X-RateLimit-Remaining": "3" });
  await inVirtualTime(blooioOf(serviceOf(reset, limited), { hooks }).chats.get("chat_1"));
  const headers = seen.flatMap(([name, event]) => (name === "response" ? [event.headers] : []));
  expect(headers).toEqual([{}, { "content-type": "application/json", "x-ratelimit-remaining": "3" }]);
});

test("hooks may be an object whose methods use it", async () => {
  class Metrics implements Hooks {
    requests = 0;
    readonly durations: number[] = [];

    onRequest(): void {
      this.requests += 1;
    }

    onResponse({ duration }: ResponseEvent): void {
      this.durations.push(duration);
    }
  }
  const metrics = new Metrics();
  await blotatoOf(serviceOf(json(201, messageOf())), { hooks: metrics }).messages.send(directMessage);
  expect([metrics.requests, metrics.durations.length]).toEqual([1, 1]);
});

test("an error in a hook is written to the console, once for all hooks of a client", async () => {
  const written = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const broken = new Error("the logger is broken");
  const onRequest = (): never => {
    throw broken;
  };
  const service = serviceOf(json(200, { data: { id: "chat_1" } }));
  const { chats } = blooioOf(service, { hooks: { onRequest } });
  await chats.get("chat_1");
  await chats.get("chat_2");
  expect(written.mock.calls).toEqual([[expect.stringContaining("onRequest"), broken]]);
});

describe("a hook that is broken", () => {
  test("loses no message when it throws", async () => {
    const hook = vi.fn<() => never>(() => {
      throw new Error("the logger is broken");
    });
    const service = serviceOf(text(503, ""), json(201, accepted));
    const client = blooioOf(service, { hooks: { onRequest: hook, onResponse: hook, onRetry: hook } });
    await expect(inVirtualTime(client.messages.send({ to: "+1", text: "a" }))).resolves.toEqual(accepted);
    expect(hook).toHaveBeenCalledTimes(5);
  });

  test("ends no process when it is asynchronous and rejects", async () => {
    const unhandled = vi.fn<(reason: unknown) => void>();
    const others = process.listeners("unhandledRejection");
    process.removeAllListeners("unhandledRejection");
    process.on("unhandledRejection", unhandled);
    try {
      const hook = async (): Promise<never> => Promise.reject(new Error("the logger is broken"));
      await blotatoOf(serviceOf(json(201, messageOf())), { hooks: { onRequest: hook } }).messages.send(directMessage);
      await settle();
      expect(unhandled).not.toHaveBeenCalled();
    } finally {
      process.off("unhandledRejection", unhandled);
      for (const listener of others) process.on("unhandledRejection", listener);
    }
  });

  test("cannot change the request by changing its event", async () => {
    const service = serviceOf(json(201, messageOf()));
    const onRequest = (event: RequestEvent): void =>
      void Object.assign(event, { url: "https://evil.example", method: "DELETE" });
    await blotatoOf(service, { hooks: { onRequest } }).messages.send(directMessage);
    expect(service.requests).toMatchObject([{ method: "POST", url: { host: "backend.blotato.com" } }]);
  });
});
