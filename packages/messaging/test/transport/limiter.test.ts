import Bottleneck from "bottleneck";
import PQueue from "p-queue";
import { RateLimiterMemory, RateLimiterQueue } from "rate-limiter-flexible";
import { describe, expect, test, vi } from "vitest";

import { blotatoRateLimits } from "../../src/blotato/index.ts";
import type { Limiter } from "../../src/index.ts";
import { accepted, blooioOf, blotatoOf, conversationOf, directMessage, messageOf } from "../samples.ts";
import { json, reset, serviceOf, text } from "../scripted-fetch.ts";
import { inVirtualTime, rejection, settle, useVirtualTime } from "../virtual-time.ts";

useVirtualTime();

describe("one line makes a limiter of", () => {
  test("bottleneck, which spaces requests, also those of retries and of raw", async () => {
    const bottleneck = new Bottleneck({ minTime: 2_000 });
    const limiter: Limiter = (send) => bottleneck.schedule(send);
    const times: number[] = [];
    const startedAt = performance.now();
    const service = serviceOf(text(503, ""), json(200, { data: { id: "chat_1" } }));
    const hooks = { onRequest: () => void times.push(performance.now() - startedAt) };
    const { chats, raw } = blooioOf(service, { limiter, hooks });
    await inVirtualTime(Promise.all([chats.get("chat_1"), raw.GET("/me")]));
    expect(times).toEqual([0, 2_000, 4_000]);
  });

  test("p-queue, which runs one request at a time until its response is there", async () => {
    const queue = new PQueue({ concurrency: 1 });
    const limiter: Limiter = (send) => queue.add(send);
    let [atOnce, most] = [0, 0];
    const slow = async (): Promise<Response> => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      await new Promise((resolve) => void setTimeout(resolve, 100));
      atOnce -= 1;
      return Response.json(conversationOf());
    };
    const { conversations } = blotatoOf(serviceOf(slow), { limiter });
    await inVirtualTime(Promise.all(["1", "2", "3"].map((id) => conversations.get(id))));
    expect(most).toBe(1);
  });

  test("rate-limiter-flexible, of which a full queue is a call that was never sent", async () => {
    const queue = new RateLimiterQueue(new RateLimiterMemory({ points: 1, duration: 3_600 }), { maxQueueSize: 0 });
    const limiter: Limiter = (send) => queue.removeTokens(1).then(send);
    const service = serviceOf(json(201, messageOf()));
    const { messages } = blotatoOf(service, { limiter });
    await messages.send(directMessage);
    const error = await rejection(messages.send(directMessage));
    expect(error).toMatchObject({ name: "SwitchboardError", code: "limiter", attempts: 0, maybeSent: false });
    expect((error as Error).message).toContain("reached it's maximum");
    expect(service.requests).toHaveLength(1);
  });
});

describe("a call that waits for its turn", () => {
  /** Keeps each request until it is let go. */
  function holding(): { readonly limiter: Limiter; readonly letGo: () => Promise<void> } {
    const waiting: (() => Promise<void>)[] = [];
    return {
      limiter: (send) =>
        new Promise<void>((resolve) => {
          waiting.push(async () => resolve(await send()));
        }),
      letGo: async () => {
        for (const run of waiting.splice(0)) await run();
      },
    };
  }

  test("ends at its deadline, and is not sent when its turn comes after that", async () => {
    const { letGo, limiter } = holding();
    const service = serviceOf(json(201, messageOf()));
    const error = await inVirtualTime(
      rejection(blotatoOf(service, { limiter, deadline: 500 }).messages.send(directMessage)),
    );
    expect(error).toMatchObject({ name: "TimeoutError", scope: "deadline", attempts: 0, maybeSent: false });
    await letGo();
    expect(service.requests).toEqual([]);
  });

  test("ends when it is aborted, and is not sent either", async () => {
    const { letGo, limiter } = holding();
    const controller = new AbortController();
    const service = serviceOf(json(201, messageOf()));
    const call = rejection(blotatoOf(service, { limiter }).messages.send(directMessage, { signal: controller.signal }));
    await settle();
    controller.abort();
    expect(await call).toBe(controller.signal.reason);
    await letGo();
    expect(service.requests).toEqual([]);
  });

  test("has the whole of its timeout once it is sent", async () => {
    const { letGo, limiter } = holding();
    const late = async (): Promise<Response> => {
      await new Promise((resolve) => void setTimeout(resolve, 900));
      return Response.json(conversationOf());
    };
    const call = blotatoOf(serviceOf(late), { limiter, timeout: 1_000 }).conversations.get("1");
    await settle();
    await vi.advanceTimersByTimeAsync(5_000);
    void letGo();
    await expect(inVirtualTime(call)).resolves.toEqual(conversationOf());
  });
});

describe("a table of rates as the limiter", () => {
  const rates = { "GET /v2/conversations/{conversationId}": 2, "POST /v2/messages": 1 };

  test("spaces each route by itself, so that no minute has more requests than it takes, of the facade and of raw", async () => {
    const times: [string, number][] = [];
    const startedAt = performance.now();
    const hooks = { onRequest: ({ url }: { url: string }) => void times.push([url, performance.now() - startedAt]) };
    const service = serviceOf(json(200, conversationOf()));
    const { accounts, conversations, raw } = blotatoOf(service, { limiter: rates, hooks, deadline: 1_000_000 });
    const path = { conversationId: "3" };
    const calls = [
      conversations.get("1"),
      conversations.get("2"),
      raw.GET("/v2/conversations/{conversationId}", { params: { path } }),
      conversations.get("4"),
      conversations.get("5"),
      accounts.currentUser(),
    ];
    await inVirtualTime(Promise.all(calls));
    const ofRoute = times.filter(([url]) => url.includes("/conversations/")).map(([, time]) => time);
    expect(ofRoute).toEqual([0, 0, 60_000, 60_000, 120_000]);
    expect(times.find(([url]) => url.includes("/users/me"))?.[1]).toBe(0);
  });

  test("counts a minute from each request on, wherever a minute of the service begins", async () => {
    const { conversations } = blotatoOf(serviceOf(json(200, conversationOf())), { limiter: rates });
    const startedAt = performance.now();
    await inVirtualTime(conversations.get("1"));
    await vi.advanceTimersByTimeAsync(50_000);
    await inVirtualTime(conversations.get("2"));
    await vi.advanceTimersByTimeAsync(10_000);
    await inVirtualTime(conversations.get("3"));
    expect(performance.now() - startedAt).toBe(60_000);
    await inVirtualTime(conversations.get("4"));
    expect(performance.now() - startedAt).toBe(110_000);
  });

  test("gives the turn of a call that ended while it waited to the next, and leaves no timer", async () => {
    const service = serviceOf(json(201, messageOf()));
    const { messages } = blotatoOf(service, { limiter: rates });
    const startedAt = performance.now();
    await messages.send(directMessage);
    const late = rejection(messages.send(directMessage, { deadline: 5_000 }));
    const last = messages.send(directMessage);
    expect(await inVirtualTime(late)).toMatchObject({ name: "TimeoutError", scope: "deadline", attempts: 0 });
    await inVirtualTime(last);
    expect(performance.now() - startedAt).toBe(60_000);
    expect(service.requests).toHaveLength(2);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("can be that of the documents, whose routes are those of the requests", async () => {
    const service = serviceOf(json(201, messageOf()));
    const routes: string[] = [];
    const limiter: Limiter = async (send, { route }) => {
      routes.push(route);
      await send();
    };
    const { conversations, messages } = blotatoOf(service, { limiter });
    await messages.send(directMessage);
    await conversations.get("1");
    expect(routes).toEqual(["POST /v2/messages", "GET /v2/conversations/{conversationId}"]);
    expect(blotatoRateLimits).toMatchObject({ "POST /v2/messages": 30, "GET /v2/conversations/{conversationId}": 60 });
  });
});

test("a limiter that fails before a retry does not hide that the first attempt may have been sent", async () => {
  let count = 0;
  const limiter: Limiter = async (send) => {
    count += 1;
    if (count > 1) throw new Error("stopped");
    await send();
  };
  const service = serviceOf(reset, json(201, accepted));
  const error = await inVirtualTime(rejection(blooioOf(service, { limiter }).messages.send({ to: "+1", text: "a" })));
  expect(error).toMatchObject({ code: "limiter", attempts: 1, maybeSent: true });
});

test("a limiter that ends without a request is an error, and no call that hangs", async () => {
  const error = await rejection(
    blotatoOf(serviceOf(json(200, {})), { limiter: async () => undefined }).conversations.get("1"),
  );
  expect(error).toMatchObject({ name: "SwitchboardError", code: "limiter", attempts: 0 });
});
