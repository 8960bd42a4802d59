import { afterAll, beforeAll, expect, test } from "vitest";

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
