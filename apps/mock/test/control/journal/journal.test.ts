import { inspect } from "node:util";

import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";

import { startMock, type Mock, type RecordedRequest } from "../../../src/index.ts";

let mock: Mock;
beforeAll(async () => {
  mock = await startMock({ journalSize: 20 });
});
afterAll(() => mock.close());
beforeEach(() => mock.reset());

const key = "bl_live_4f/9a+c2==";

const requestBlotato = (target: string, init: RequestInit = {}, apiKey = key): Promise<Response> =>
  fetch(`${mock.blotato.url}${target}`, {
    ...init,
    headers: { "blotato-api-key": apiKey, ...(init.headers as Record<string, string> | undefined) },
  });

const send = (body: unknown): Promise<Response> =>
  requestBlotato("/v2/messages", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });

const message = { accountId: "40114", recipientId: "1", text: "Hello", target: { targetType: "twitter" } };

const only = (requests: readonly RecordedRequest[]): RecordedRequest | undefined => {
  expect(requests).toHaveLength(1);
  return requests[0];
};

describe("the journal", () => {
  test("reports the operation, the body and the response of a request", async () => {
    await send(message);
    expect(only(mock.requests("sendMessage"))).toMatchObject({
      api: "blotato",
      operationId: "sendMessage",
      method: "POST",
      target: "/v2/messages",
      body: message,
      problems: [],
      fault: undefined,
      response: { status: 201, body: { text: "Hello", status: "queued" } },
    });
  });

  test("reports the headers of the response that describe it, and those that a fault gives it", async () => {
    await requestBlotato("/v2/users/me");
    mock.fail("getCurrentUser", { status: 503, html: true, retryAfter: 7, times: 1 });
    await requestBlotato("/v2/users/me");
    const shown = mock.requests().map(({ response }) => response?.headers);
    expect(shown[0]).toMatchObject({ "content-type": "application/json; charset=utf-8" });
    expect(Number(shown[0]?.["content-length"])).toBeGreaterThan(10);
    expect(shown[1]).toMatchObject({ "content-type": "text/html; charset=utf-8", "retry-after": "7" });
  });

  test("reports the headers that the client got", async () => {
    const { headers } = await requestBlotato("/v2/conversations?limit=1");
    const response = only(mock.requests())?.response;
    const got = Object.fromEntries(
      [...headers].filter(([name]) => !["connection", "date", "keep-alive"].includes(name)),
    );
    expect(response?.headers).toEqual(got);
  });

  test("numbers the tenant of a request as the list of tenants does, and has none for a request without a key", async () => {
    await requestBlotato("/v2/users/me", {}, "one");
    await requestBlotato("/v2/users/me", {}, "other");
    await requestBlotato("/v2/users/me", {}, "one");
    await fetch(`${mock.blotato.url}/v2/users/me`);
    const [one, other, again, nobody] = mock.requests().map(({ tenant }) => tenant);
    expect(again).toBe(one);
    expect(nobody).toBeUndefined();
    const response = await fetch(`${new URL(mock.blotato.url).origin}/__mock/tenants`);
    const { items } = (await response.json()) as { items: { tenant: number }[] };
    expect(items.map(({ tenant }) => tenant)).toEqual([one, other]);
  });

  test("reports what was wrong with a request that was rejected", async () => {
    await send({ ...message, text: "" });
    await send("{");
    await requestBlotato("/v2/nothing");
    expect(mock.requests().map(({ problems, response }) => [response?.status, problems.join()])).toEqual([
      [422, expect.stringContaining("text") as unknown],
      [422, expect.stringContaining("not valid JSON") as unknown],
      [404, expect.stringContaining("no operation GET /v2/nothing") as unknown],
    ]);
    expect(mock.requests()[1]?.body).toBe("{");
  });

  test("reports the fault that hits, and that no response was sent", async () => {
    mock.fail("listConversations", { reset: "before", times: 1 });
    await expect(requestBlotato("/v2/conversations")).rejects.toThrow("fetch failed");
    expect(only(mock.requests("listConversations"))).toMatchObject({
      fault: { reset: "before", times: 1 },
      response: undefined,
    });
  });

  test("keeps requests of one key apart from those of others", async () => {
    await requestBlotato("/v2/conversations", {}, "one");
    await requestBlotato("/v2/messages", {}, "other");
    expect(mock.requests(undefined, { key: "other" }).map(({ operationId }) => operationId)).toEqual(["listMessages"]);
    mock.reset("other");
    expect(mock.requests().map(({ operationId }) => operationId)).toEqual(["listConversations"]);
  });

  test("keeps the newest requests, as many as its size, and their numbers", async () => {
    for (let count = 0; count < 25; count += 1) await requestBlotato("/v2/users/me");
    const ids = mock.requests().map(({ id }) => id);
    expect(ids).toHaveLength(20);
    expect(ids).toEqual(Array.from({ length: 20 }, (_, index) => (ids[0] ?? 0) + index));
  });

  test("holds no credential, wherever the request has it", async () => {
    await requestBlotato(`/v2/conversations?cursor=${encodeURIComponent(key)}&api_key=hunter2-hunter2`);
    await requestBlotato(`/v2/conversations/${encodeURIComponent(key)}`, {
      headers: { authorization: "Basic aHVudGVyMjpodW50ZXIy", cookie: "session=hunter2-hunter2", "x-note": key },
    });
    await send({ ...message, text: `My key is ${key}` });
    await send(`{"text":"${key}`);
    for (const shown of [JSON.stringify(mock.requests()), inspect(mock.requests(), { depth: 20, showHidden: true })]) {
      for (const secret of [key, encodeURIComponent(key), "hunter2", "aHVudGVyMjpodW50ZXIy"]) {
        expect(shown).not.toContain(secret);
      }
    }
    expect(mock.requests("sendMessage")[0]?.body).toMatchObject({ text: "My key is [redacted]" });
  });

  test("holds no credential that stands in a header of a response", async () => {
    mock.fail("getCurrentUser", { status: 302, retryAfter: `see ${key}`, times: 1 });
    await requestBlotato("/v2/users/me", { redirect: "manual" });
    const shown = only(mock.requests())?.response?.headers;
    expect(shown).toMatchObject({ "retry-after": "see [redacted]" });
  });

  test("holds no credential that stands in the body or the header of a fault", async () => {
    const body = { error: `${key} is wrong`, token: "hunter2-hunter2" };
    mock.fail("getCurrentUser", { status: 401, retryAfter: `see ${key}`, body, times: Number.POSITIVE_INFINITY });
    await requestBlotato("/v2/users/me");
    const shown = { error: "[redacted] is wrong", token: "[redacted]" };
    expect(only(mock.requests())).toMatchObject({
      fault: { status: 401, retryAfter: "see [redacted]", body: shown, times: Number.POSITIVE_INFINITY },
      response: { body: shown },
    });
  });

  test.each<[string, (text: string) => string]>([
    [
      "with every character as a percent sign and digits",
      (text) => text.replaceAll(/./g, (c) => `%${c.charCodeAt(0).toString(16)}`),
    ],
    ["encoded twice", (text) => encodeURIComponent(encodeURIComponent(text))],
    ["in lower case", (text) => encodeURIComponent(text).toLowerCase()],
    ["in base64", (text) => Buffer.from(`x${text}y`).toString("base64url")],
  ])("holds no key that stands in an address %s", async (_, spell) => {
    await requestBlotato(`/v2/conversations/${spell(key)}`);
    expect(JSON.stringify(mock.requests())).not.toContain(spell(key));
  });

  test("holds no key that JSON writes in another way, nor what a field is named for", async () => {
    const inUnicode = key.replaceAll("b", "\\u0062").replaceAll("/", "\\/");
    await send(`{"text":"My key is ${inUnicode}","apiKey":"hunter2-hunter2","inner":{"password":"hunter2"}}`);
    const [request] = mock.requests();
    expect(request?.body).toEqual({
      text: "My key is [redacted]",
      apiKey: "[redacted]",
      inner: { password: "[redacted]" },
    });
    await requestBlotato("/v2/conversations?api%5Fkey=hunter2&key=hunter2", { headers: { "x-auth": "hunter2" } });
    expect(JSON.stringify(mock.requests())).not.toContain("hunter2");
  });

  test("leaves a short key in ordinary words, since it is made up", async () => {
    await requestBlotato("/v2/messages?cursor=this-is-a-test", {}, "test");
    expect(only(mock.requests())).toMatchObject({
      target: "/v2/messages?cursor=this-is-a-test",
      headers: { "blotato-api-key": "[redacted]" },
    });
  });

  test("takes a body that is nested without end", async () => {
    const depth = 50_000;
    await send(`{"text":${"[".repeat(depth)}${"]".repeat(depth)}}`);
    expect(only(mock.requests())).toMatchObject({
      response: { status: 422 },
      body: "[nested deeper than 200 levels, which are not shown]",
    });
  });

  test.each([201, 2_000, 20_000])("can be read after a body of %i levels, which it does not show", async (depth) => {
    const body = `{"accountId":"40114","recipientId":"1","text":"x","target":{"targetType":"twitter","z":${"[".repeat(depth)}${"]".repeat(depth)}}}`;
    await send(body);
    const response = await fetch(`${new URL(mock.blotato.url).origin}/__mock/requests`);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('"body":"[nested deeper than 200 levels, which are not shown]"');
  });

  test("keeps no body that is longer than a person reads", async () => {
    await send({ ...message, text: "x".repeat(300_000) });
    expect(only(mock.requests())?.body).toMatch(/^\[300\d+ characters, which are not shown\]$/);
  });

  test("reports each request to `onRequest`", async () => {
    const reported: string[] = [];
    await using own = await startMock({ onRequest: ({ method, target }) => reported.push(`${method} ${target}`) });
    await fetch(`${own.blooio.url}/chats?limit=1`, { headers: { authorization: "Bearer k" } });
    expect(reported).toEqual(["GET /v4/chats?limit=1"]);
  });

  test("gives the response also when `onRequest` fails", async () => {
    const error = vi.spyOn(console, "error").mockImplementation(() => undefined);
    onTestFinished(() => error.mockRestore());
    await using own = await startMock({
      onRequest: () => {
        throw new Error("no");
      },
    });
    const { status } = await fetch(`${own.blooio.url}/chats`, { headers: { authorization: "Bearer k" } });
    expect(status).toBe(200);
    expect(error).toHaveBeenCalledOnce();
  });
});
