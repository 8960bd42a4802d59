import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { startMock, type Mock } from "../../src/index.ts";

let mock: Mock;
beforeAll(async () => {
  mock = await startMock();
});
afterAll(() => mock.close());

const keys = Array.from({ length: 40 }, (_, index) => `team-${index}`);

async function send(key: string): Promise<number> {
  const blotato = await fetch(`${mock.blotato.url}/v2/messages`, {
    method: "POST",
    headers: { "blotato-api-key": key, "content-type": "application/json" },
    body: JSON.stringify({
      accountId: "40114",
      recipientId: "1500000000000000301",
      text: `only for ${key}`,
      target: { targetType: "twitter" },
    }),
  });
  const blooio = await fetch(`${mock.blooio.url}/messages`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({ to: "+15555550142", text: `only for ${key}` }),
  });
  await Promise.all([blotato.text(), blooio.text()]);
  return Math.max(blotato.status, blooio.status);
}

/** The texts that were sent in a tenant since it began. */
async function sentIn(key: string): Promise<readonly string[]> {
  const blotato = await fetch(`${mock.blotato.url}/v2/messages?limit=50`, { headers: { "blotato-api-key": key } });
  const headers = { authorization: `Bearer ${key}` };
  const chats = await fetch(`${mock.blooio.url}/chats?limit=1`, { headers });
  const { data } = (await chats.json()) as { data: { id: string }[] };
  const messages = await fetch(`${mock.blooio.url}/chats/${data[0]?.id ?? ""}/messages?limit=50`, { headers });
  const { items } = (await blotato.json()) as { items: { text: string }[] };
  const { data: found } = (await messages.json()) as { data: { text: string | null }[] };
  return [...items, ...found].map(({ text }) => text ?? "").filter((text) => text.startsWith("only for "));
}

test("forty keys at once have a tenant each, and none sees what another sends", async () => {
  expect(new Set(await Promise.all(keys.map(send)))).toEqual(new Set([201]));
  const seen = await Promise.all(keys.map(sentIn));
  expect(seen).toEqual(keys.map((key) => [`only for ${key}`, `only for ${key}`]));
});

test("setting one tenant back leaves the others as they are", async () => {
  await Promise.all(keys.slice(0, 3).map(send));
  const before = await sentIn("team-0");
  mock.reset("team-1");
  expect(await sentIn("team-1")).toEqual([]);
  expect(await sentIn("team-0")).toEqual(before);
});

test("setting everything back brings the clock to its start, and every tenant to its beginning", async () => {
  await send("team-2");
  mock.clock.hold();
  mock.clock.advance("3d");
  mock.reset();
  expect(mock.clock.isHeld).toBe(false);
  expect(mock.clock.now() - mock.clock.start).toBeLessThan(60_000);
  expect(await sentIn("team-2")).toEqual([]);
});

describe("a clock for each tenant", () => {
  interface Seen {
    readonly statusCode: number;
    readonly status: string | undefined;
  }

  /** A person writes; some time later, in this tenant, gets a reply. */
  async function replyAfter(key: string, wait: string): Promise<Seen> {
    const headers = { "blotato-api-key": key, "content-type": "application/json" };
    const request = async <Body>(path: string, init: RequestInit = {}): Promise<[number, Body]> => {
      const response = await fetch(`${mock.blotato.url}/v2/${path}`, { headers, ...init });
      return [response.status, (await response.json()) as Body];
    };
    await request("accounts");
    const person = { accountId: "40112", senderId: "61000000000000000077" };
    mock.blotato.receive({ ...person, text: "Are you open today?" }, { key });
    mock.clock.of(key).hold();
    mock.clock.of(key).advance(wait);
    const target = { targetType: "instagram" };
    const body = { accountId: person.accountId, recipientId: person.senderId, target, text: "Until six." };
    const [statusCode] = await request("messages", { method: "POST", body: JSON.stringify(body) });
    mock.clock.of(key).advance("1m");
    const [, { items }] = await request<{ items: { status: string }[] }>("messages?limit=1");
    return { statusCode, status: items[0]?.status };
  }

  test("what one test waits for closes no window of another that runs beside it", async () => {
    const [late, inTime] = await Promise.all([replyAfter("late", "178d"), replyAfter("in-time", "23h")]);
    expect(late).toEqual({ statusCode: 201, status: "failed" });
    expect(inTime).toEqual({ statusCode: 201, status: "delivered" });
  });

  test("both APIs show a tenant the same time, and the journal says it", async () => {
    mock.clock.of("both").hold();
    mock.clock.of("both").advance("90d");
    await send("both");
    const at = new Date(mock.clock.of("both").now()).toISOString();
    expect(mock.requests(undefined, { key: "both" }).map(({ receivedAt }) => receivedAt)).toEqual([at, at]);
    expect(await sentIn("both")).toHaveLength(2);
    const chats = await fetch(`${mock.blooio.url}/chats?limit=1`, { headers: { authorization: "Bearer both" } });
    expect(await chats.json()).toMatchObject({ data: [{ last_message_at: Date.parse(at) }] });
  });

  test("setting a tenant back sets its clock to the time of the others", async () => {
    mock.clock.of("team-3").advance("3d");
    mock.reset("team-3");
    expect(mock.clock.of("team-3").now() - mock.clock.now()).toBeLessThan(60_000);
  });
});

test("a mock starts at the machine's time, and so a post that is due in an hour by that is due in an hour by the mock's", async () => {
  const before = Date.now();
  await using own = await startMock();
  expect(own.clock.start).toBeGreaterThanOrEqual(before);
  expect(own.clock.start).toBeLessThanOrEqual(Date.now());
});
