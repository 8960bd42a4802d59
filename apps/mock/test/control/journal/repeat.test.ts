import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { startMock, type Mock } from "../../../src/index.ts";

let mock: Mock;
beforeAll(async () => {
  mock = await startMock();
});
afterAll(() => mock.close());
beforeEach(() => mock.reset());

const key = "bl_live_4f9ac2-secret";

const repeat = async (id: number | string): Promise<Response> =>
  fetch(`${new URL(mock.blotato.url).origin}/__mock/requests/${id}/repeat`, { method: "POST" });

const sendMessage = async (): Promise<number> => {
  const response = await fetch(`${mock.blotato.url}/v2/messages`, {
    method: "POST",
    headers: { "blotato-api-key": key, "content-type": "application/json" },
    body: JSON.stringify({
      accountId: "40114",
      recipientId: "1",
      text: "Hello",
      target: { targetType: "twitter" },
      apiKey: key,
    }),
  });
  return response.status;
};

describe("a request that is sent again out of the journal", () => {
  test("is the same request of the same tenant, and the journal says which one it repeats", async () => {
    const status = await sendMessage();
    const [first] = mock.requests();
    expect((await repeat(first?.id ?? 0)).status).toBe(202);
    await expect.poll(() => mock.requests()).toHaveLength(2);
    const [, second] = mock.requests();
    const { duration: _duration, id: _id, receivedAt: _at, repeats: _repeats, response, ...same } = first ?? {};
    expect(second).toMatchObject({ ...same, repeats: first?.id, response: { status: response?.status } });
    expect(first?.repeats).toBeUndefined();
    expect(status).toBe(second?.response?.status);
  });

  test("has the key that it came with, which nobody is shown", async () => {
    await fetch(`${mock.blooio.url}/chats?limit=1`, { headers: { authorization: `Bearer ${key}` } });
    const [first] = mock.requests();
    await repeat(first?.id ?? 0);
    await expect.poll(() => mock.requests(undefined, { key })).toHaveLength(2);
    expect(mock.requests().map(({ response }) => response?.status)).toEqual([200, 200]);
    expect(JSON.stringify(mock.requests())).not.toContain(key);
  });

  test("meets the faults that are in force by then", async () => {
    await sendMessage();
    mock.fail("*", { status: 503, times: 1 });
    await fetch(`${mock.blooio.url}/chats?limit=1`, { headers: { authorization: `Bearer ${key}` } });
    mock.fail("listChats", { reset: "before", times: 1 });
    await repeat(mock.requests("listChats")[0]?.id ?? 0);
    await expect.poll(() => mock.requests("listChats")).toHaveLength(2);
    expect(mock.requests("listChats")[1]).toMatchObject({ fault: { reset: "before" }, response: undefined });
  });

  test.each([
    [999_999, 404],
    ["none", 400],
  ])("has to be in the journal, which %s is not", async (id, status) => {
    const response = await repeat(id);
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ message: expect.any(String) as unknown });
    expect(mock.requests()).toEqual([]);
  });
});
