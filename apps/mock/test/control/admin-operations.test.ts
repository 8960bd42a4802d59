import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { startMock, type Mock } from "../../src/index.ts";

let mock: Mock;
beforeAll(async () => {
  mock = await startMock();
});
afterAll(() => mock.close());
beforeEach(() => mock.reset());

interface AdminResponse {
  readonly status: number;
  readonly body: unknown;
}

async function admin(
  method: string,
  path: string,
  body?: unknown,
  origin = new URL(mock.blooio.url).origin,
): Promise<AdminResponse> {
  const response = await fetch(`${origin}/__mock${path}`, {
    method,
    ...(body !== undefined && { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
}

const list = async (key = "k"): Promise<number> =>
  (await fetch(`${mock.blotato.url}/v2/conversations?limit=1`, { headers: { "blotato-api-key": key } })).status;

describe("/__mock", () => {
  test("shows the state, which neither lists tenants a second time nor holds a key", async () => {
    await list("secret-key");
    const { status, body } = await admin("GET", "/state");
    expect(status).toBe(200);
    expect(body).toMatchObject({ seed: 1, scenario: null, requests: 1 });
    expect(body).toHaveProperty("blotato", { basePath: "", violations: [] });
    expect(JSON.stringify(body)).not.toContain("secret-key");
  });

  test("is the same on both ports", async () => {
    const [one, other] = await Promise.all([
      admin("GET", "/clock", undefined, new URL(mock.blotato.url).origin),
      admin("GET", "/clock"),
    ]);
    expect([one.status, other.status]).toEqual([200, 200]);
  });

  test("lets an operation fail, shows the fault, and takes it back", async () => {
    const added = await admin("POST", "/faults", { operationId: "listConversations", status: 503, times: 9 });
    expect(added).toMatchObject({ status: 201, body: { items: [{ api: "blotato", status: 503, hits: 0 }] } });
    expect(await list()).toBe(503);
    const listed = await admin("GET", "/faults");
    expect(listed.body).toMatchObject({ items: [{ operationId: "listConversations", hits: 1 }] });
    const [{ id }] = (listed.body as { items: [{ id: number }] }).items;
    expect((await admin("DELETE", `/faults/${id}`)).status).toBe(204);
    expect((await admin("DELETE", `/faults/${id}`)).status).toBe(404);
    expect(await list()).toBe(200);
  });

  test("takes back all faults", async () => {
    await admin("POST", "/faults", { operationId: "*", hang: true });
    expect((await admin("DELETE", "/faults")).status).toBe(204);
    expect(await list()).toBe(200);
  });

  test("gives the journal from a request on", async () => {
    await list();
    const first = await admin("GET", "/requests");
    const [{ id }] = (first.body as { items: [{ id: number }] }).items;
    await list();
    const next = await admin("GET", `/requests?after=${id}&operationId=listConversations&api=blotato&limit=1`);
    expect(next.body).toMatchObject({ items: [{ id: id + 1, method: "GET" }] });
    expect((await admin("DELETE", "/requests")).status).toBe(204);
    expect((await admin("GET", "/requests")).body).toEqual({ items: [] });
  });

  test("says what the requests exercised", async () => {
    await list();
    const { body, status } = await admin("GET", "/coverage");
    expect(status).toBe(200);
    expect(body).toEqual({ items: mock.coverage() });
    const listed = mock.coverage().find(({ operationId }) => operationId === "listConversations");
    expect(listed?.statuses["200"]).toBeGreaterThan(0);
  });

  test("holds and moves the clock", async () => {
    const held = await admin("POST", "/clock", { held: true, advance: "25h" });
    const { now } = held.body as { now: string };
    expect(Date.parse(now)).toBe(mock.clock.now());
    expect(held.body).toMatchObject({ held: true });
    // The machine's time goes on, so that it is less and less ahead.
    expect((await admin("GET", "/clock")).body).toMatchObject({ held: true, now });
    expect((await admin("POST", "/clock", { held: false })).body).toMatchObject({ held: false });
  });

  test("reads, moves and holds the clock of one key, and of no other", async () => {
    await admin("POST", "/clock", { held: true });
    const nowOf = ({ body }: { readonly body: unknown }): string => (body as { now: string }).now;
    const moved = nowOf(await admin("POST", "/clock", { key: "a", advance: "25h" }));
    const [a, b] = await Promise.all(["a", "b"].map(async (key) => nowOf(await admin("GET", `/clock?key=${key}`))));
    expect([a, b]).toEqual([moved, nowOf(await admin("GET", "/clock"))]);
    expect(Date.parse(a ?? "") - Date.parse(b ?? "")).toBe(25 * 3_600_000);
  });

  test("reads and forgets the requests and the faults of one key", async () => {
    await list("a");
    await list("b");
    for (const key of ["a", "b"]) await admin("POST", "/faults", { operationId: "listChats", hang: true, key });
    const found = async (path: string): Promise<number> =>
      ((await admin("GET", path)).body as { items: unknown[] }).items.length;
    for (const path of ["/requests", "/faults"]) {
      expect([await found(`${path}?key=a`), await found(`${path}?key=c`), await found(path)]).toEqual([1, 0, 2]);
      expect((await admin("DELETE", `${path}?key=a`)).status).toBe(204);
      expect([await found(`${path}?key=a`), await found(path)]).toEqual([0, 1]);
    }
  });

  test("sets one tenant back, or everything", async () => {
    await list("a");
    await list("b");
    await admin("POST", "/clock", { advance: "1h" });
    expect((await admin("POST", "/reset", { key: "a" })).status).toBe(204);
    expect(mock.requests()).toHaveLength(1);
    expect((await admin("POST", "/reset")).status).toBe(204);
    expect(mock.requests()).toEqual([]);
    expect(mock.clock.now() - mock.clock.start).toBeLessThan(3_600_000);
  });

  test("lists scenarios and begins anew with one, or with none", async () => {
    const { body } = await admin("GET", "/scenarios");
    const names = (body as { items: { name: string }[] }).items.map(({ name }) => name);
    expect(names).toContain("flaky-network");
    expect((await admin("PUT", "/scenario", { name: "rate-limited-key" })).body).toMatchObject({ faults: 2 });
    expect((await admin("PUT", "/scenario", { name: null })).body).toMatchObject({ faults: 0, scenario: null });
    const unknown = await admin("PUT", "/scenario", { name: "quiet" });
    expect(unknown).toMatchObject({
      status: 422,
      body: { message: expect.stringContaining("flaky-network") as unknown },
    });
  });

  test("lets a message arrive on each API, in the tenant of a key", async () => {
    await list("secret-key");
    const conversations = await fetch(`${mock.blotato.url}/v2/conversations?limit=1&platform=instagram`, {
      headers: { "blotato-api-key": "secret-key" },
    });
    const chats = await fetch(`${mock.blooio.url}/chats?limit=1&state=open&type=blooio`, {
      headers: { authorization: "Bearer other-key" },
    });
    const { items } = (await conversations.json()) as { items: [{ id: string }] };
    const { data } = (await chats.json()) as { data: [{ id: string }] };
    const text = "Are you open today?";
    expect(await admin("POST", "/blotato/messages", { conversationId: items[0].id, text })).toMatchObject({
      status: 201,
      body: { conversationId: items[0].id, text, status: "delivered" },
    });
    expect(await admin("POST", "/blooio/messages", { chatId: data[0].id, text, key: "other-key" })).toMatchObject({
      status: 201,
      body: { chat_id: data[0].id, text, direction: "inbound" },
    });
  });

  test.each<[string, string, string, unknown, number, string]>([
    ["a fault that says nothing", "POST", "/faults", { operationId: "listChats" }, 422, "has no kind"],
    ["a fault with an unknown word", "POST", "/faults", { operationId: "listChats", satus: 5 }, 422, "satus"],
    ["a fault of no operation", "POST", "/faults", { operationId: "x", hang: true }, 422, 'no operation "x"'],
    ["a fault with a wrong status", "POST", "/faults", { operationId: "*", status: "500" }, 422, "status"],
    ["a clock that goes back", "POST", "/clock", { advance: -1 }, 422, "advance"],
    ["an empty wish of the clock", "POST", "/clock", {}, 422, "body"],
    ["a message for nobody", "POST", "/blotato/messages", { text: "x" }, 422, "no key has been used yet"],
    ["a message with a field of the other API", "POST", "/blotato/messages", { text: "x", chatId: "1" }, 422, "chatId"],
    ["a message without a text", "POST", "/blotato/messages", {}, 422, "text"],
    ["a message on another API", "POST", "/signal/messages", { text: "x" }, 404, "no operation POST"],
    ["a limit that is too high", "GET", "/requests?limit=5000", undefined, 400, "limit"],
    ["an unknown parameter", "DELETE", "/requests?ky=a", undefined, 422, "ky is not known: expected key"],
    ["a parameter where there is none", "GET", "/state?key=a", undefined, 422, "the operation has none"],
    ["an empty key", "DELETE", "/faults?key=", undefined, 400, "key"],
    ["a path that is none", "GET", "/stat", undefined, 404, "the nearest is GET /__mock/state"],
  ])("rejects %s and says why", async (_, method, path, body, status, reason) => {
    const response = await admin(method, path, body);
    expect(response).toEqual({ status, body: { message: expect.stringContaining(reason) as unknown } });
  });
});
