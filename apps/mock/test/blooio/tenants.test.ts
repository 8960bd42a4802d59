import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { createTestApi, type TestApi } from "./blooio-api.ts";

const apis: TestApi[] = [];

async function start(seed?: number): Promise<TestApi> {
  const api = await createTestApi(seed);
  apis.push(api);
  return api;
}

afterAll(() => {
  expect(apis.flatMap(({ violations }) => violations)).toEqual([]);
});

/** What one client sees and does, byte for byte. */
async function story(api: TestApi): Promise<string> {
  const responses: unknown[] = [await api.walk("/chats", 31), await api.walk("/channels", 3), await api.get("/me")];
  const sent = await api.post("/messages", { to: ["+15555550198", "+15555550199"], text: "Hello" });
  api.clock.advance(130);
  const [chat] = await api.walk("/chats?type=blooio&state=open", 9);
  responses.push(
    sent,
    await api.post(`/chats/${chat?.id}/messages`, { text: "Hello" }),
    await api.walk(`/chats/${chat?.id}/messages`, 2),
  );
  return JSON.stringify(responses);
}

describe("a tenant", () => {
  it("is the same, byte for byte, for the same seed, start and calls", async () => {
    const [one, two] = [await story(await start(7)), await story(await start(7))];
    expect(one).toBe(two);
  });

  it("differs with the seed", async () => {
    const [one, two] = [await start(7), await start(8)];
    expect(await one.get("/chats")).not.toEqual(await two.get("/chats"));
    expect(await one.get("/channels")).not.toEqual(await two.get("/channels"));
  });

  it("is its key's own: what one key does, another never sees", async () => {
    const api = await start();
    const before = await api.get("/chats?limit=200", "two");
    const sent = await api.post("/messages", { to: "+15555550199", text: "Hello" });
    const known = before.body.data.find(
      (chat: { channel_type: string; state: string }) => chat.channel_type === "twilio" && chat.state === "open",
    );
    expect((await api.post(`/chats/${known.id}/messages`, { text: "Hello" })).status).toBe(201);
    expect(await api.get("/chats?limit=200", "two")).toEqual(before);
    expect((await api.get(`/chats/${sent.body.chat_id}`, "two")).status).toBe(404);
    expect((await api.get("/me", "two")).body.data.usage).not.toEqual((await api.get("/me")).body.data.usage);
  });
});

describe("the numbers of a tenant", () => {
  it("count what is there and what comes", async () => {
    const api = await start();
    const chats = await api.walk("/chats", 200);
    const tenant = api.tenant();
    const before = tenant.count();
    expect(before).toMatchObject({ channels: 20, chats: chats.length, groups: 8 });
    api.receive({ channelId: "+15555550101", from: "+15555550199", text: "Hi" });
    api.receive({ chatId: chats.find(({ state }) => state === "open")?.id, text: "Hi" });
    await api.post("/messages", { to: "+15555550198", text: "Hi" });
    await api.post("/messages", { from: "+15555550101", to: ["+15555550198", "+15555550199"], text: "Hi" });
    expect(tenant.count()).toEqual({
      ...before,
      groups: 9,
      chats: chats.length + 3,
      contacts: (before["contacts"] ?? 0) + 1,
      messages: (before["messages"] ?? 0) + 4,
    });
  });
});

describe("a rejection", () => {
  let api: TestApi;

  beforeAll(async () => {
    api = await start();
  });

  it.each([{}, { authorization: "" }, { authorization: "Bearer " }, { authorization: "Basic abc" }])(
    "is 401 and flat for the headers %j",
    async (headers) => {
      const { status, body } = await api.raw("GET", "/v4/chats", headers);
      expect(status).toBe(401);
      expect(body).toEqual({ error: "Unauthorized", message: expect.any(String), status: 401 });
    },
  );

  it("is 404 in the envelope for a path that no operation has", async () => {
    for (const path of ["/nothing", "/chats/a/b/c"]) {
      expect(await api.get(path)).toMatchObject({
        status: 404,
        body: { error: { code: "not_found", message: expect.stringContaining(path) } },
      });
    }
  });

  it("is 400 in the envelope without a body", async () => {
    expect(await api.post("/messages")).toMatchObject({ status: 400, body: { error: { code: "bad_request" } } });
  });
});
