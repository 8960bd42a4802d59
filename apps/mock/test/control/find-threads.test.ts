import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { startMock, type Mock } from "../../src/index.ts";

interface Found {
  readonly items: readonly {
    readonly api: string;
    readonly id: string;
    readonly text: string;
    readonly messageId?: string;
  }[];
  readonly cursor?: string;
}

let mock: Mock;
beforeEach(async () => {
  mock = await startMock({ startTime: new Date("2026-03-02T09:00:00Z") });
  mock.clock.hold();
});
afterEach(() => mock.close());

const requested = async (path: string, init?: RequestInit): Promise<{ status: number; body: unknown }> => {
  const response = await fetch(new URL(`/__mock${path}`, mock.blotato.url), init);
  return { status: response.status, body: await response.json() };
};

async function tenantOf(key: string): Promise<number> {
  const { body } = await requested("/tenants", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ key }),
  });
  return (body as { tenant: number }).tenant;
}

const find = async (search: string, more = "", key = "mine"): Promise<Found> => {
  const { body } = await requested(
    `/tenants/${await tenantOf(key)}/threads?search=${encodeURIComponent(search)}${more}`,
  );
  return body as Found;
};

/** Every page of a search. */
async function findAll(search: string, limit = 30): Promise<Found["items"]> {
  const items: Found["items"][number][] = [];
  for (let cursor: string | undefined = ""; cursor !== undefined;) {
    const page: Found = await find(search, `&limit=${limit}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
    items.push(...page.items);
    cursor = page.cursor;
  }
  return items;
}

describe("a search over the conversations of a tenant", () => {
  test("finds words of messages on both APIs, the latest activity first, and only in its tenant", async () => {
    const [conversation] = await findAll("sofia");
    const chat = mock.blooio.receive(
      { channelId: "+15555550101", from: "+15555550177", text: "A Zebra cake?" },
      { key: "mine" },
    );
    mock.clock.advance("1m");
    mock.blotato.receive({ conversationId: conversation?.id ?? "", text: "Is the zebra vegan?" }, { key: "mine" });
    expect(await findAll("zeBRA")).toEqual([
      { api: "blotato", id: conversation?.id, text: "Is the zebra vegan?", messageId: expect.any(String) },
      { api: "blooio", id: chat.chat_id, text: "A Zebra cake?", messageId: chat.id },
    ]);
    expect((await find("zebra", "", "another")).items).toEqual([]);
  });

  test("finds people by name, handle and number, however the number is written, and groups by their members", async () => {
    const byName = await findAll("amara okafor");
    expect(byName.every(({ messageId, text }) => messageId === undefined && text === "Amara Okafor")).toBe(true);
    const byNumber = await findAll("+1 (555) 555-0120");
    expect(byNumber.length).toBeGreaterThan(0);
    expect(byName.map(({ id }) => id)).toEqual(expect.arrayContaining(byNumber.map(({ id }) => id)));
    expect((await findAll("@sofia")).length).toBe(0);
    expect((await findAll("sofia.")).every(({ api }) => api === "blotato")).toBe(true);
  });

  test("gives every conversation once over pages, whatever moves meanwhile, and rejects a cursor of another search", async () => {
    const all = await findAll("e", 100);
    expect((await findAll("e", 7)).map(({ id }) => id)).toEqual(all.map(({ id }) => id));
    const first = await find("e", "&limit=7");
    const last = all.findLast(({ api }) => api === "blotato");
    mock.clock.advance("1m");
    mock.blotato.receive({ conversationId: last?.id ?? "", text: "e" }, { key: "mine" });
    const seen = first.items.map(({ id }) => id);
    for (let { cursor } = first; cursor !== undefined;) {
      const page = await find("e", `&limit=7&cursor=${encodeURIComponent(cursor)}`);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.cursor;
    }
    expect(seen).toEqual(all.map(({ id }) => id).filter((id) => id !== last?.id));
    const tenant = await tenantOf("mine");
    const cursor = encodeURIComponent(first.cursor ?? "");
    expect(await requested(`/tenants/${tenant}/threads?search=other&cursor=${cursor}`)).toMatchObject({ status: 422 });
    expect(await requested("/tenants/99/threads?search=e")).toMatchObject({ status: 404 });
  });

  test("leaves no trace", async () => {
    await find("sourdough");
    expect(mock.requests()).toEqual([]);
  });

  test("spreads a look at very many messages over pages, so that clients are served meanwhile", async () => {
    const large = await startMock({ conversations: 4_000, messagesPerConversation: 20 });
    const search = async (cursor: string): Promise<Found> => {
      const response = await fetch(
        new URL(`/__mock/tenants/1/threads?search=no+such+word${cursor}`, large.blotato.url),
      );
      return (await response.json()) as Found;
    };
    await fetch(new URL("/__mock/tenants", large.blotato.url), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ key: "mine" }),
    });
    const first = await search("");
    expect(first).toEqual({ items: [], cursor: expect.any(String) });
    let [pages, { cursor }] = [1, first];
    for (; cursor !== undefined; pages += 1) ({ cursor } = await search(`&cursor=${encodeURIComponent(cursor)}`));
    expect(pages).toBeGreaterThan(2);
    await large.close();
  });
});
