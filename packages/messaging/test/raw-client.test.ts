import { describe, expect, test } from "vitest";

import type { Middleware } from "openapi-fetch";

import { ConnectionError, SwitchboardError, UndocumentedBody } from "../src/index.ts";
import { accepted, apiKey, blooioOf, blotatoOf, conversationOf, directMessage } from "./samples.ts";
import { json, reset, serviceOf, text, unreached } from "./scripted-fetch.ts";
import { inVirtualTime, rejection, useVirtualTime } from "./virtual-time.ts";

useVirtualTime();

const getConversation = { params: { path: { conversationId: "1" } } } as const;

describe("the raw client below the facade", () => {
  test("has the facade's key and retries, and gives data, error and response", async () => {
    const service = serviceOf(unreached, text(503, ""), json(200, conversationOf()));
    const { data, response } = await inVirtualTime(
      blotatoOf(service).raw.GET("/v2/conversations/{conversationId}", getConversation),
    );
    expect([data, response.status, response.ok]).toEqual([conversationOf(), 200, true]);
    expect(service.requests.map(({ headers }) => headers.get("blotato-api-key"))).toEqual([apiKey, apiKey, apiKey]);
  });

  test("throws for no status, but for a connection that broke", async () => {
    const { raw } = blotatoOf(serviceOf(json(404, { message: "no" }), reset));
    const { data, error, response } = await raw.GET("/v2/conversations/{conversationId}", getConversation);
    expect([data, error, response.status]).toEqual([undefined, { message: "no" }, 404]);
    const lost = await inVirtualTime(rejection(raw.POST("/v2/messages", { body: directMessage })));
    expect(lost).toBeInstanceOf(ConnectionError);
    expect(lost).toMatchObject({ operationId: "POST /v2/messages", maybeSent: true });
  });

  test("gives an error for a success without JSON", async () => {
    const { raw } = blotatoOf(serviceOf(text(200, "Hello"), text(201, '{"id":')));
    const read = await raw.GET("/v2/conversations");
    const sent = await raw.POST("/v2/messages", { body: directMessage });
    expect([read.data, read.error, read.response.ok]).toEqual([undefined, new UndocumentedBody(200, "Hello"), true]);
    expect([sent.data, sent.error]).toEqual([undefined, new UndocumentedBody(201, '{"id":')]);
  });

  test("runs middleware once for a call, around all of its attempts, for the facade's methods too", async () => {
    const service = serviceOf(text(503, ""), json(200, conversationOf()));
    const blotato = blotatoOf(service);
    const seen: string[] = [];
    const middleware: Middleware = {
      onRequest: ({ request }) => {
        seen.push(`${request.method} ${new URL(request.url).pathname}`);
        request.headers.set("x-trace", "abc");
      },
      onResponse: ({ response }) => {
        seen.push(String(response.status));
      },
    };
    blotato.raw.use(middleware);
    expect(await inVirtualTime(blotato.conversations.get("1"))).toEqual(conversationOf());
    expect(seen).toEqual(["GET /v2/conversations/1", "200"]);
    expect(service.requests.map(({ headers }) => headers.get("x-trace"))).toEqual(["abc", "abc"]);
    blotato.raw.eject(middleware);
    await blotato.raw.GET("/v2/conversations/{conversationId}", getConversation);
    expect([seen.length, service.requests.at(-1)?.headers.get("x-trace")]).toEqual([2, null]);
  });

  test("sends the body of a message whole, also through middleware that replaces the request", async () => {
    const service = serviceOf(text(429, ""), json(201, { id: "msg_1" }));
    const { messages, raw } = blotatoOf(service);
    raw.use({
      onRequest: ({ request }) =>
        new Request(request, { headers: { ...Object.fromEntries(request.headers), "x-a": "b" } }),
    });
    await inVirtualTime(messages.send(directMessage));
    expect(service.requests.map(({ headers }) => headers.get("x-a"))).toEqual(["b", "b"]);
    expect(service.requests.map(({ init }) => new TextDecoder().decode(init.body as ArrayBuffer))).toEqual(
      Array(2).fill(JSON.stringify(directMessage)),
    );
  });

  test("reads the response that middleware gives in place of the service's", async () => {
    const { conversations, raw } = blotatoOf(serviceOf(json(500, {})), { retries: 0 });
    raw.use({ onResponse: () => Response.json(conversationOf({ id: "7" })) });
    expect(await conversations.get("1")).toEqual(conversationOf({ id: "7" }));
  });

  test("ends when its own signal is aborted", async () => {
    const signal = AbortSignal.abort();
    const service = serviceOf(json(200, {}));
    expect(await rejection(blooioOf(service).raw.GET("/me", { signal }))).toBe(signal.reason);
    expect(service.requests).toEqual([]);
  });

  test.each(["", ".", "..", "\ud800"])("rejects %j as a parameter of a path, before any request", async (chatId) => {
    const service = serviceOf(json(200, {}));
    const error = await rejection(blooioOf(service).raw.GET("/chats/{chatId}", { params: { path: { chatId } } }));
    expect(error).toBeInstanceOf(SwitchboardError);
    expect((error as Error).message).toContain("chatId");
    expect(service.requests).toEqual([]);
  });

  test("sends parameters, headers and a body where the document has them", async () => {
    const service = serviceOf(json(200, { items: [] }), json(201, accepted));
    const query = { platform: ["facebook", "instagram"], cursor: "a+b/c=", limit: 10 } as const;
    await blotatoOf(service).raw.GET("/v2/messages", {
      params: { query: { ...query, platform: [...query.platform] } },
    });
    await blooioOf(service).raw.POST("/chats/{chatId}/messages", {
      params: { path: { chatId: "a/b" }, header: { "Idempotency-Key": "k-1" } },
      headers: { "x-trace": "abc" },
      body: { text: "Grüße" },
    });
    const [listed, sent] = service.requests;
    expect(listed?.url.search).toBe("?platform=facebook&platform=instagram&cursor=a%2Bb%2Fc%3D&limit=10");
    expect([listed?.method, listed?.init.body ?? null, listed?.headers.get("content-type")]).toEqual([
      "GET",
      null,
      null,
    ]);
    expect([sent?.method, sent?.url.pathname, sent?.text]).toEqual([
      "POST",
      "/v4/chats/a%2Fb/messages",
      '{"text":"Grüße"}',
    ]);
    expect(["content-type", "idempotency-key", "x-trace"].map((name) => sent?.headers.get(name))).toEqual([
      "application/json",
      "k-1",
      "abc",
    ]);
  });

  test("repeats a send with a key of the caller's, and no other", async () => {
    const service = serviceOf(text(503, ""), json(201, accepted));
    const { raw } = blooioOf(service);
    const params = { path: { chatId: "chat_1" } };
    const keyed = { ...params, header: { "Idempotency-Key": "k-1" } };
    const post = (given: typeof params) =>
      raw.POST("/chats/{chatId}/messages", { params: given, body: { text: "Hello" } });
    expect((await inVirtualTime(post(keyed))).response.status).toBe(201);
    expect((await post(params)).response.status).toBe(201);
    const rejected = blooioOf(serviceOf(text(503, ""))).raw.POST("/messages", { body: { to: "+1", text: "Hello" } });
    expect((await inVirtualTime(rejected)).response.status).toBe(503);
    expect(service.requests).toHaveLength(3);
  });
});
