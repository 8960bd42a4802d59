import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { startMock, type Mock, type MockOptions } from "../../src/index.ts";

let mock: Mock;
const start = async (options: MockOptions = {}): Promise<void> => {
  await mock.close();
  mock = await startMock(options);
};
beforeEach(async () => {
  mock = await startMock({ rateLimits: true, startTime: new Date("2026-03-02T09:00:00Z") });
});
afterEach(() => mock.close());

type Api = "blotato" | "blooio";
interface Given {
  readonly status: number;
  readonly body: unknown;
}

const headersOf = (api: Api, key: string): Record<string, string> =>
  api === "blotato" ? { "blotato-api-key": key } : { authorization: `Bearer ${key}` };

async function requested(url: string, init: RequestInit = {}): Promise<Given> {
  const response = await fetch(url, init);
  const text = await response.text();
  return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
}

/** As a client with a key. */
const asClient = (api: Api, key: string, path: string, init: RequestInit = {}): Promise<Given> =>
  requested(`${new URL(mock[api].url).origin}${path}`, {
    ...init,
    headers: { "content-type": "application/json", ...headersOf(api, key) },
  });

/** Through the mock's own interface, on either port. */
const onTenant = (tenant: number, path: string, init: RequestInit = {}, port: Api = "blotato"): Promise<Given> =>
  requested(`${new URL(mock[port].url).origin}/__mock/tenants/${tenant}/${path}`, init);

async function openTenant(key: string): Promise<number> {
  const { body, status } = await requested(`${new URL(mock.blooio.url).origin}/__mock/tenants`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ key }),
  });
  expect(status).toBe(201);
  return (body as { tenant: number }).tenant;
}

const send = JSON.stringify({ to: "+15555550142", text: "Your parcel is on its way." });

describe("the APIs of a tenant in the mock's own interface", () => {
  test("give what a client with its key gets, on both ports", async () => {
    await asClient("blooio", "other", "/v4/messages", { method: "POST", body: send });
    await asClient("blooio", "mine", "/v4/messages", { method: "POST", body: send });
    const tenant = await openTenant("mine");
    mock.clock.hold();
    for (const [api, path] of [
      ["blooio", "/v4/chats?limit=3"],
      ["blotato", "/v2/conversations?limit=3"],
    ] as const) {
      const client = await asClient(api, "mine", path);
      expect(client.status).toBe(200);
      expect(await onTenant(tenant, api + path, {}, "blotato")).toEqual(client);
      expect(await onTenant(tenant, api + path, {}, "blooio")).toEqual(client);
    }
  });

  test("validate a read as they validate that of a client", async () => {
    const tenant = await openTenant("mine");
    for (const path of ["/v4/chats?limit=999", "/v4/nothing", "/v4/chats/chat_nobody"]) {
      const { body, status } = await asClient("blooio", "mine", path);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(await onTenant(tenant, `blooio${path}`)).toMatchObject({
        status,
        body: { error: (body as { error: { code: unknown } }).error },
      });
    }
    const head = await fetch(`${new URL(mock.blotato.url).origin}/__mock/tenants/${tenant}/blooio/v4/chats`, {
      method: "HEAD",
    });
    expect([head.status, await head.text()]).toEqual([200, ""]);
  });

  test("leave no trace of a read in journal, coverage, limits, faults, responses of one's own, and the keys that were used", async () => {
    const tenant = await openTenant("mine");
    const fault = mock.fail("*", { status: 503, times: 1 });
    const own = mock.respond("listConversations", { status: 200, body: { items: [] } });
    const coverage = mock.coverage();
    for (let times = 0; times < 70; times += 1) {
      expect((await onTenant(tenant, "blotato/v2/conversations?limit=1")).status).toBe(200);
    }
    expect((await onTenant(tenant, "blooio/v4/chats?limit=1")).status).toBe(200);
    expect(mock.requests()).toEqual([]);
    expect(mock.coverage()).toEqual(coverage);
    expect([fault.hits, own.hits]).toEqual([0, 0]);
    fault.remove();
    own.remove();
    // Its 60 requests of this minute are all there yet.
    for (let times = 0; times < 60; times += 1) {
      expect((await asClient("blotato", "mine", "/v2/conversations?limit=1")).status).toBe(200);
    }
    expect((await asClient("blotato", "mine", "/v2/conversations?limit=1")).status).toBe(429);
    const chats = await asClient("blooio", "client", "/v4/chats?state=open&limit=1");
    const [chat] = (chats.body as { data: { id: string }[] }).data;
    // No key has to be named: the other one was only looked at.
    expect(mock.blooio.receive({ chatId: chat?.id ?? "", text: "Hi" })).toMatchObject({ text: "Hi" });
  });

  test("take what changes something as a request of that tenant, with its faults, and record who sent it", async () => {
    const tenant = await openTenant("mine");
    mock.fail("sendMessage", { status: 500, times: 1, key: "mine" });
    const headers = { authorization: "Bearer page", "content-type": "application/json" };
    const sending = { method: "POST", body: send, headers };
    expect((await onTenant(tenant, "blooio/v4/messages", sending)).status).toBe(500);
    expect((await onTenant(tenant, "blooio/v4/messages", sending)).status).toBe(201);
    expect(mock.requests("sendMessage", { key: "mine" })).toMatchObject([
      { target: "/v4/messages", sentBy: "interface", fault: { status: 500 }, response: { status: 500 } },
      { target: "/v4/messages", sentBy: "interface", response: { status: 201 } },
    ]);
    await asClient("blooio", "mine", "/v4/messages", { method: "POST", body: send });
    expect(mock.requests("sendMessage").at(-1)?.sentBy).toBe(undefined);
    expect(JSON.stringify(mock.requests())).not.toContain("mine");
  });

  test("take each request below client/ as one of its client's, a read as well", async () => {
    const tenant = await openTenant("mine");
    mock.fail("listChats", { status: 500, times: 1, key: "mine" });
    expect((await onTenant(tenant, "client/blooio/v4/chats?limit=1")).status).toBe(500);
    expect((await onTenant(tenant, "client/blooio/v4/chats?limit=1")).status).toBe(200);
    expect(mock.requests("listChats", { key: "mine" })).toMatchObject([
      { target: "/v4/chats?limit=1", sentBy: "interface", response: { status: 500 } },
      { target: "/v4/chats?limit=1", sentBy: "interface", response: { status: 200 } },
    ]);
  });

  test("are those of the numbers that the list of tenants shows, and of no other", async () => {
    await asClient("blotato", "mine", "/v2/conversations");
    const tenant = await openTenant("mine");
    const { body } = await requested(`${new URL(mock.blotato.url).origin}/__mock/tenants`);
    expect(body).toMatchObject({ items: [{ tenant }] });
    expect(await onTenant(tenant + 1, "blooio/v4/chats")).toEqual({
      status: 404,
      body: { message: `There is no tenant ${tenant + 1}` },
    });
    expect((await onTenant(tenant, "nobody/v4/chats")).status).toBe(404);
  });

  test("are not those of a key that the mock does not accept", async () => {
    await start({ keys: ["known"] });
    expect((await asClient("blooio", "unknown", "/v4/chats")).status).toBe(401);
    expect((await onTenant(1, "blooio/v4/chats")).status).toBe(404);
    const rejected = await requested(`${new URL(mock.blooio.url).origin}/__mock/tenants`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ key: "unknown" }),
    });
    expect(rejected).toEqual({
      status: 422,
      body: { message: "The key is not one of those that this mock was given" },
    });
    expect((await onTenant(await openTenant("known"), "blooio/v4/chats")).status).toBe(200);
  });

  test("are open to whom the rest of the interface is open", async () => {
    const tenant = await openTenant("mine");
    const foreign = { headers: { origin: "http://elsewhere.example" } };
    expect((await onTenant(tenant, "blooio/v4/chats", foreign)).status).toBe(403);
  });
});
