import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { ResponseError, startMock, type Mock } from "../../src/index.ts";

let mock: Mock;
beforeAll(async () => {
  mock = await startMock();
});
afterAll(() => mock.close());
beforeEach(() => mock.reset());

const send = async (text: string, key = "k"): Promise<{ status: number; body: unknown }> => {
  const response = await fetch(`${mock.blotato.url}/v2/messages`, {
    method: "POST",
    headers: { "content-type": "application/json", "blotato-api-key": key },
    body: JSON.stringify({
      accountId: "40114",
      recipientId: "1500000000000000301",
      text,
      target: { targetType: "twitter" },
    }),
  });
  return { status: response.status, body: await response.json() };
};
const textOf = (body: unknown): unknown => (body as { text?: unknown }).text;
const blocked = { message: "The recipient has blocked you", reqId: "req-000001" };

test("a response of one's own goes to the requests that it is for, and the model responds to the others", async () => {
  const handle = mock.respond("sendMessage", {
    when: ({ body }) => textOf(body) === "stop",
    status: 404,
    body: blocked,
  });
  expect(await send("stop")).toEqual({ status: 404, body: blocked });
  expect((await send("go on")).status).toBe(201);
  expect(handle.hits).toBe(1);
  expect(mock.requests("sendMessage")).toMatchObject([{ response: { status: 404, body: blocked } }, {}]);
  handle.remove();
  expect((await send("stop")).status).toBe(201);
});

test("it is for as many requests as it says, of the key that it names, until the mock is reset", async () => {
  mock.blotato.respond("sendMessage", { status: 404, body: blocked, times: 1, key: "a" });
  mock.blotato.respond("sendMessage", { status: 422, body: blocked, key: "b" });
  expect([(await send("x", "a")).status, (await send("x", "a")).status]).toEqual([404, 201]);
  expect((await send("x", "b")).status).toBe(422);
  mock.reset("b");
  expect((await send("x", "b")).status).toBe(201);
});

test("a request that breaks the spec is rejected before, and a fault comes before it", async () => {
  mock.blotato.respond("sendMessage", { status: 404, body: blocked });
  mock.fail("sendMessage", { status: 503, times: 1 });
  expect((await send("x")).status).toBe(503);
  const rejected = await fetch(`${mock.blotato.url}/v2/messages`, {
    method: "POST",
    headers: { "blotato-api-key": "k" },
  });
  expect(rejected.status).toBe(422);
  expect((await send("x")).status).toBe(404);
});

test("is rejected when no spec has it, with what the spec expects", () => {
  expect(() => mock.blotato.respond("sendMessage", { status: 418 })).toThrow(ResponseError);
  expect(() => mock.blotato.respond("sendMessage", { status: 418 })).toThrow(/status is 418; expected .*201/);
  expect(() => mock.blotato.respond("sendMessage", { status: 201, body: { id: 7 } })).toThrow(
    /Blotato: body.*required/,
  );
  // @ts-expect-error a name that no API has does not compile either
  expect(() => mock.respond("sendMesage", { status: 200 })).toThrow("there is no such operation");
});

test("an exception of `when` names its source and ends nothing", async () => {
  mock.blotato.respond("sendMessage", {
    when: () => {
      throw new Error("no such field");
    },
    status: 404,
    body: blocked,
  });
  const { body, status } = await send("x");
  expect(status).toBe(500);
  expect(JSON.stringify(body)).toContain("`when` of the response to sendMessage failed: no such field");
});
