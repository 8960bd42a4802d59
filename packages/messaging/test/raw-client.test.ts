import { describe, expect, test } from "vitest";

import { ConnectionError } from "../src/index.ts";
import { apiKey, blooioOf, blotatoOf, conversationOf, directMessage, messageOf } from "./samples.ts";
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

  test("throws an ApiError for a success that is no JSON, unless text was asked for", async () => {
    const { raw } = blotatoOf(serviceOf(text(200, "Hello"), text(201, '{"id":'), text(200, "Hello")));
    const answers = [raw.GET("/v2/conversations"), raw.POST("/v2/messages", { body: directMessage })];
    const [read, sent] = await Promise.all(answers.map(rejection));
    expect(read).toMatchObject({ name: "ApiError", status: 200, maybeSent: false, body: "Hello" });
    expect(sent).toMatchObject({ name: "ApiError", status: 201, maybeSent: true, operationId: "POST /v2/messages" });
    await expect(raw.GET("/v2/conversations", { parseAs: "text" })).resolves.toMatchObject({ data: "Hello" });
  });

  test("ends when its own signal is aborted", async () => {
    const signal = AbortSignal.abort();
    const service = serviceOf(json(200, {}));
    expect(await rejection(blooioOf(service).raw.GET("/me", { signal }))).toBe(signal.reason);
    expect(service.requests).toEqual([]);
  });

  test("gives a response whose body can be read again, in each form", async () => {
    const { raw } = blooioOf(serviceOf(json(200, { data: { name: "Grüße" } })));
    const whole = '{"data":{"name":"Grüße"}}';
    const { response } = await raw.GET("/me");
    expect(await response.text()).toBe(whole);
    expect(await response.json()).toEqual(JSON.parse(whole));
    expect(await response.clone().text()).toBe(whole);
    expect(new TextDecoder().decode(await response.arrayBuffer())).toBe(whole);
    expect(await (await response.blob()).text()).toBe(whole);
    expect(await new Response(response.body).text()).toBe(whole);
  });
});

describe("openapi-fetch's middleware, on the raw client", () => {
  test("may set headers, for calls of the facade too, and look at answers", async () => {
    const service = serviceOf(json(200, { data: { id: "chat_1" } }));
    const blooio = blooioOf(service);
    const statuses: number[] = [];
    blooio.raw.use({
      onRequest: ({ request }) => request.headers.set("x-tenant", "a"),
      onResponse: ({ response }) => void statuses.push(response.status),
    });
    await blooio.chats.get("chat_1");
    expect([service.requests[0]?.headers.get("x-tenant"), statuses]).toEqual(["a", [200]]);
  });

  test("may look into the request, and read a copy of its body", async () => {
    const service = serviceOf(json(201, messageOf()));
    const blotato = blotatoOf(service);
    const bodies: unknown[] = [];
    blotato.raw.use({
      onRequest: async ({ request }) => {
        bodies.push(await request.clone().json(), await request.clone().text(), request.url);
      },
    });
    await blotato.messages.send(directMessage);
    await blotato.raw.POST("/v2/messages", { body: directMessage });
    const seen = [directMessage, JSON.stringify(directMessage), "https://backend.blotato.com/v2/messages"];
    expect(bodies).toEqual([...seen, ...seen]);
    expect(service.requests.map(({ text: body }) => JSON.parse(body))).toEqual([directMessage, directMessage]);
  });

  test("may make a new request of the one that it got: method, headers and body stay", async () => {
    const service = serviceOf(text(429, ""), json(201, messageOf()));
    const blotato = blotatoOf(service);
    blotato.raw.use({
      onRequest: ({ request }) =>
        new Request(request, { headers: { ...Object.fromEntries(request.headers), "x-tenant": "a" } }),
    });
    await inVirtualTime(blotato.messages.send(directMessage));
    const sent = service.requests.map(({ method, headers, text: body }) => [
      method,
      headers.get("x-tenant"),
      headers.get("blotato-api-key"),
      JSON.parse(body),
    ]);
    expect(sent).toEqual(Array.from({ length: 2 }, () => ["POST", "a", apiKey, directMessage]));
  });

  test("gets a real request when it is given for one raw call alone", async () => {
    const service = serviceOf(json(200, { items: [] }));
    const requests: unknown[] = [];
    const middleware = [{ onRequest: ({ request }: { request: Request }) => void requests.push(request.clone()) }];
    await blotatoOf(service).raw.GET("/v2/conversations", { middleware });
    expect(requests).toEqual([expect.any(Request)]);
    expect(service.requests).toHaveLength(1);
  });

  test("may give the request back", async () => {
    const blooio = blooioOf(serviceOf(json(200, { data: { id: "chat_1" } })));
    blooio.raw.use({ onRequest: ({ request }) => request });
    await expect(blooio.chats.get("chat_1")).resolves.toEqual({ id: "chat_1" });
  });

  test("may give the response back", async () => {
    const blooio = blooioOf(serviceOf(json(200, { data: { id: "chat_1" } })));
    blooio.raw.use({ onResponse: ({ response }) => response });
    await expect(blooio.chats.get("chat_1")).resolves.toEqual({ id: "chat_1" });
  });

  test("may give a new request", async () => {
    const service = serviceOf(json(200, { data: { id: "chat_1" } }));
    const blooio = blooioOf(service);
    blooio.raw.use({
      onRequest: ({ request }) =>
        new Request(request.url, { headers: { ...Object.fromEntries(request.headers), "x-tenant": "a" } }),
    });
    await expect(blooio.chats.get("chat_1")).resolves.toEqual({ id: "chat_1" });
    expect(service.requests[0]?.headers.get("x-tenant")).toBe("a");
  });
});
