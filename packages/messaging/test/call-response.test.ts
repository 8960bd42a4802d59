/// <reference types="node" />
import { describe, expect, test, vi } from "vitest";

import { createBlotato } from "../src/blotato/index.ts";
import { ApiError } from "../src/index.ts";
import { accepted, apiKey, blooioOf, blotatoOf, conversationOf, directMessage, messageOf } from "./samples.ts";
import { json, serviceOf, text } from "./scripted-fetch.ts";
import { inVirtualTime, rejection, settle, useVirtualTime } from "./virtual-time.ts";

useVirtualTime();

const headers = { "x-request-id": "req_7", "x-ratelimit-remaining": "12" };

describe("withResponse()", () => {
  test("gives data, response and the request's id, of plain methods, sends, replies and posts", async () => {
    const service = serviceOf(json(201, { ...messageOf(), postSubmissionId: "sub_1", url: "https://a.b/c" }, headers));
    const { conversations, media, messages, posts } = blotatoOf(service);
    const post = {
      accountId: "1",
      content: { text: "a", mediaUrls: [], platform: "twitter" },
      target: { targetType: "twitter" },
    } as const;
    const calls = [
      conversations.get("1"),
      messages.send(directMessage),
      messages.reply(conversationOf(), "Hello"),
      messages.replyToComment({ ...directMessage, commentId: "1", target: { targetType: "instagram" } }),
      posts.publish(post),
      posts.schedule(post, new Date("2027-01-01T00:00:00Z")),
      posts.thread({ accountId: "1", platform: "twitter", posts: [{ text: "a" }] }),
      media.upload("https://example.com/a.png"),
    ];
    for (const call of calls) {
      const { data, requestId, response } = await call.withResponse();
      expect(data).toBe(await call);
      expect([response.status, response.headers.get("x-ratelimit-remaining"), requestId]).toEqual([201, "12", "req_7"]);
    }
    expect(service.requests).toHaveLength(calls.length);
  });

  test("gives what stood in an envelope, and the items of a list that comes whole", async () => {
    const blooio = blooioOf(serviceOf(json(200, { data: { id: "chat_1" } }, headers)));
    expect((await blooio.chats.get("chat_1").withResponse()).data).toEqual({ id: "chat_1" });
    const blotato = blotatoOf(serviceOf(json(200, { items: [{ id: "1" }] }, headers)));
    expect((await blotato.accounts.list().withResponse()).data).toEqual([{ id: "1" }]);
  });

  test("gives the response of the last attempt", async () => {
    const service = serviceOf(text(503, "", { "x-request-id": "req_1" }), json(201, accepted, headers));
    const { requestId, response } = await inVirtualTime(
      blooioOf(service).messages.send({ to: "+1", text: "a" }).withResponse(),
    );
    expect([response.status, requestId]).toEqual([201, "req_7"]);
  });

  test("fails as the call does, and also for what is rejected before any request", async () => {
    const { conversations, messages } = blotatoOf(serviceOf(json(404, { message: "no" })));
    expect(await rejection(conversations.get("1").withResponse())).toBeInstanceOf(ApiError);
    const sending = messages.reply(conversationOf({ platform: "bluesky" }), "Hello");
    expect(await rejection(sending.withResponse())).toBe(await rejection(sending));
  });

  test("leaves a failure that nobody handles to be reported once", async () => {
    const unhandled = vi.fn<(reason: unknown) => void>();
    const others = process.listeners("unhandledRejection");
    process.removeAllListeners("unhandledRejection");
    process.on("unhandledRejection", unhandled);
    try {
      const { conversations } = blotatoOf(serviceOf(json(404, { message: "no" })));
      void conversations.get("1");
      await settle();
      expect(unhandled).toHaveBeenCalledTimes(1);
      void conversations.get("2").withResponse();
      await settle();
      expect(unhandled).toHaveBeenCalledTimes(2);
      await rejection(conversations.get("3").withResponse());
      await settle();
      expect(unhandled).toHaveBeenCalledTimes(2);
    } finally {
      process.off("unhandledRejection", unhandled);
      for (const listener of others) process.on("unhandledRejection", listener);
    }
  });

  test("is that of a promise like any other, which awaiting need not unwrap", () => {
    const call = blotatoOf(serviceOf(json(200, conversationOf()))).conversations.get("1");
    expect(Object.getPrototypeOf(call)).toBe(Promise.prototype);
    return call;
  });
});

describe("the key as a function", () => {
  test("is taken once for each call, whatever the number of its attempts", async () => {
    const service = serviceOf(text(503, ""), text(503, ""), json(200, conversationOf()));
    let count = 0;
    const { conversations } = createBlotato({
      apiKey: async () => `${apiKey}-${(count += 1)}`,
      fetch: service.fetch,
    });
    await inVirtualTime(conversations.get("1"));
    await conversations.get("1");
    const sent = service.requests.map(({ headers: given }) => given.get("blotato-api-key"));
    expect(sent).toEqual([`${apiKey}-1`, `${apiKey}-1`, `${apiKey}-1`, `${apiKey}-2`]);
  });

  test.each([
    ["a call", json(401, { message: `${apiKey} is bad`, code: apiKey })],
    ["a list", json(200, { items: [{ id: "1" }], cursor: apiKey })],
    ["a page", text(502, `<h1>${apiKey}</h1>`)],
  ])("stands in no error of %s, and in no event of a hook", async (_, responder) => {
    const events: unknown[] = [];
    const hooks = { onResponse: (event: unknown) => void events.push(event) };
    const client = createBlotato({ apiKey: async () => apiKey, fetch: serviceOf(responder).fetch, hooks, retries: 0 });
    const errors = [
      await rejection(client.conversations.list().toArray({ limit: 10 })),
      await rejection(client.messages.list({ cursor: "a" }).toArray({ limit: 10 })),
    ];
    const shown = JSON.stringify([errors, events, errors.map(String), errors.map((error) => (error as Error).stack)]);
    expect(shown).not.toContain(apiKey);
    expect(shown).toContain("[redacted]");
  });
});
