import { afterAll, beforeAll, expect, test } from "vitest";

import { startMock, type Mock, type OperationCoverage } from "../../../src/index.ts";

let mock: Mock;
beforeAll(async () => {
  mock = await startMock();
});
afterAll(() => mock.close());

const of = (operationId: string): OperationCoverage | undefined =>
  mock.coverage().find((operation) => operation.operationId === operationId && operation.api === "blooio");

const list = async (query: string): Promise<number> =>
  (await fetch(`${mock.blooio.url}/chats${query}`, { headers: { authorization: "Bearer k" } })).status;

test("says of each operation what was tried, and what never was", async () => {
  expect(of("listChats")).toMatchObject({ requests: 0, statuses: {}, faults: {} });
  const { untriedParameters, untriedStatuses } = of("listChats") ?? {};
  expect(untriedParameters).toEqual(expect.arrayContaining(["limit", "cursor", "state"]));
  expect(untriedStatuses).toEqual(expect.arrayContaining(["200", "400", "401"]));

  expect([await list("?limit=1"), await list("?limit=0")]).toEqual([200, 400]);
  mock.fail("listChats", { status: 429, times: 1 });
  expect(await list("?state=open")).toBe(429);
  mock.reset();
  expect(of("listChats")).toEqual({
    api: "blooio",
    operationId: "listChats",
    requests: 3,
    statuses: { 200: 1, 400: 1, 429: 1 },
    faults: { status: 1 },
    untriedStatuses: untriedStatuses?.filter((status) => !["200", "400", "429"].includes(status)),
    untriedParameters: untriedParameters?.filter((name) => !["limit", "state"].includes(name)),
  });
});

test("lists every operation of both APIs, and counts no request that has none", async () => {
  await fetch(`${mock.blooio.url}/nothing`, { headers: { authorization: "Bearer k" } });
  const apis = new Set(mock.coverage().map(({ api }) => api));
  expect(apis).toEqual(new Set(["blotato", "blooio"]));
  expect(mock.coverage().reduce((sum, { requests }) => sum + requests, 0)).toBe(3);
});
