import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { startMock, type Mock } from "../../src/index.ts";

let mock: Mock;
beforeEach(async () => {
  mock = await startMock();
});
afterEach(() => mock.close());

async function admin(method: string, path: string, body?: object): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${new URL(mock.blotato.url).origin}/__mock${path}`, {
    method,
    ...(body !== undefined && { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
}

async function itemsOf(path: string): Promise<readonly Record<string, unknown>[]> {
  const { body, status } = await admin("GET", path);
  expect(status).toBe(200);
  return (body as { items: Record<string, unknown>[] }).items;
}

async function useBoth(key: string): Promise<void> {
  for (const [url, headers] of [
    [`${mock.blotato.url}/v2/conversations`, { "blotato-api-key": key }],
    [`${mock.blooio.url}/chats`, { authorization: `Bearer ${key}` }],
  ] as const) {
    expect((await fetch(url, { headers })).status).toBe(200);
  }
}

describe("/__mock/tenants", () => {
  test("lists each key as a number, with what it has, when it was used, its clock and its faults", async () => {
    const began = Date.now();
    await useBoth("secret-one");
    await fetch(`${mock.blooio.url}/chats`, { headers: { authorization: "Bearer secret-two" } });
    mock.clock.of("secret-two").hold();
    mock.clock.of("secret-two").advance("2h");
    mock.fail("listChats", { status: 500, key: "secret-two" });
    mock.fail("listChats", { status: 500 });
    const [one, two, ...others] = await itemsOf("/tenants");
    expect(others).toEqual([]);
    expect(one).toMatchObject({
      tenant: 1,
      counts: { blotato: { conversations: expect.any(Number) }, blooio: { chats: expect.any(Number) } },
      clock: { ahead: 0, held: false },
      faults: 0,
    });
    expect(Date.parse(String(one?.["usedAt"]))).toBeGreaterThanOrEqual(began);
    expect(two).toMatchObject({ tenant: 2, clock: { held: true }, faults: 1 });
    expect(two?.["counts"]).not.toHaveProperty("blotato");
    const clock = two?.["clock"] as { ahead: number } | undefined;
    expect(Math.abs((clock?.ahead ?? 0) - 2 * 3_600_000)).toBeLessThan(60_000);
    expect(JSON.stringify([one, two])).not.toContain("secret");
  });

  test("lists a tenant that was only looked at as not used, and its revision when its data may have changed", async () => {
    await admin("POST", "/tenants", { key: "looked-at" });
    expect(await itemsOf("/tenants")).toEqual([]);
    await admin("GET", "/tenants/1/blooio/v4/chats");
    const [only] = await itemsOf("/tenants");
    expect(only).not.toHaveProperty("usedAt");
    await useBoth("reader");
    expect((await itemsOf("/tenants"))[0]?.["revision"]).toBe(only?.["revision"]);
    mock.blotato.receive({ accountId: "40114", senderId: "1", text: "Hi" }, { key: "looked-at" });
    const { body } = await admin("GET", "/state");
    expect((await itemsOf("/tenants"))[0]?.["revision"]).toBe((body as { revision: number }).revision);
  });

  test("gives numbers that stand in place of keys everywhere", async () => {
    await useBoth("one");
    await useBoth("two");
    for (const tenant of [1, 2]) {
      const added = await admin("POST", "/faults", { operationId: "listChats", status: 500, tenant });
      expect(added).toMatchObject({ status: 201, body: { items: [{ forOneKey: true, tenant }] } });
    }
    for (const path of ["/requests", "/faults"]) {
      const before = (await itemsOf(path)).length;
      const ofTwo = (await itemsOf(`${path}?key=two`)).length;
      expect(ofTwo).toBeGreaterThan(0);
      expect(await itemsOf(`${path}?tenant=2`)).toEqual(await itemsOf(`${path}?key=two`));
      expect((await admin("DELETE", `${path}?tenant=2`)).status).toBe(204);
      expect(await itemsOf(path)).toHaveLength(before - ofTwo);
    }
    await admin("POST", "/clock", { held: true });
    const moved = await admin("POST", "/clock", { tenant: 2, advance: "25h" });
    const { now } = moved.body as { now: string };
    expect(await admin("GET", "/clock?key=two")).toMatchObject({ body: { held: true, now } });
    expect(await admin("GET", "/clock?tenant=1")).not.toMatchObject({ body: { now } });
    const message = { accountId: "40114", senderId: "1", text: "Hi" };
    expect((await admin("POST", "/blotato/messages", { ...message, tenant: 2 })).status).toBe(201);
    expect((await admin("POST", "/blooio/events", { type: "message.received", tenant: 2 })).status).toBe(204);
    expect(await itemsOf("/deliveries?tenant=2")).toEqual([]);
    expect((await admin("POST", "/reset", { tenant: 2 })).status).toBe(204);
    expect((await itemsOf("/tenants")).map(({ tenant }) => tenant)).toEqual([1]);
  });

  test("knows no other number, and wants no key beside one", async () => {
    await useBoth("one");
    for (const [query, message] of [
      ["tenant=9", "There is no tenant 9"],
      ["tenant=1&key=one", "Expected `key` or `tenant`, not both"],
    ] as const) {
      expect(await admin("GET", `/faults?${query}`)).toEqual({ status: 422, body: { message } });
    }
  });
});
