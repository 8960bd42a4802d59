import { networkInterfaces } from "node:os";

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { startMock, type Mock, type MockOptions } from "../../src/index.ts";
import { send as sendRaw } from "../http/raw-exchange.ts";

let mock: Mock;
beforeAll(async () => {
  mock = await startMock();
});
afterAll(() => mock.close());
beforeEach(() => mock.reset());

describe("who may use /__mock", () => {
  test.each([
    ["a page of another origin", { origin: "https://evil.example" }],
    ["a page without an origin of its own", { origin: "null" }],
    ["another name for this machine", { host: "rebound.example:4010" }],
  ])("rejects %s", async (_, headers) => {
    const response = await sendRaw(new URL(mock.blotato.url).origin, "POST /__mock/reset", headers);
    expect(response.status).toBe(403);
    expect(response.json).toEqual({ message: expect.stringContaining("--admin anywhere") as unknown });
  });

  test.each([{ origin: "http://localhost:3000" }, { origin: "http://127.0.0.1:9" }, { host: "localhost:1" }, {}])(
    "lets %o",
    async (headers) => {
      const response = await sendRaw(new URL(mock.blotato.url).origin, "GET /__mock/state", headers);
      expect(response.status).toBe(200);
    },
  );

  test("a token lets in whoever sends it, and this machine without one", async () => {
    await using own = await startMock({ admin: { token: "s3cret-token" } });
    const { origin } = new URL(own.blotato.url);
    const foreign = { host: "mock.example:4010" };
    const statusWith = async (headers: Readonly<Record<string, string>>): Promise<number> =>
      (await sendRaw(origin, "GET /__mock/state", headers)).status;
    const statuses = [
      "Bearer s3cret-token",
      "Bearer s3cret-toke",
      "Bearer s3cret-token2",
      "s3cret-token",
      "Bearer ",
    ].map((authorization) => statusWith({ ...foreign, authorization }));
    expect(await Promise.all([...statuses, statusWith(foreign), statusWith({})])).toEqual([
      200, 403, 403, 403, 403, 403, 200,
    ]);
    const rejected = await sendRaw(origin, "GET /__mock/state", foreign);
    expect(JSON.stringify(rejected.json)).toContain("authorization: Bearer");
    expect(rejected.text).not.toContain("s3cret");
    await expect(startMock({ admin: { token: "a b" } })).rejects.toThrow("admin.token");
  });

  const address = Object.values(networkInterfaces())
    .flat()
    .find((found) => found?.family === "IPv4" && !found.internal)?.address;

  test.skipIf(address === undefined).each<[MockOptions["admin"], number]>([
    ["loopback", 403],
    ["anywhere", 200],
  ])("from the network, a mock that is open to %s responds with %i", async (from, status) => {
    await using open = await startMock({ host: "0.0.0.0", ...(from && { admin: from }) });
    const port = new URL(open.blotato.url).port;
    expect((await fetch(`http://${address}:${port}/__mock/state`)).status).toBe(status);
  });
});

describe("a page in a browser", () => {
  test("may call the APIs from any origin", async () => {
    const preflight = await fetch(`${mock.blotato.url}/v2/messages`, {
      method: "OPTIONS",
      headers: {
        origin: "https://app.example",
        "access-control-request-method": "POST",
        "access-control-request-headers": "blotato-api-key,content-type",
      },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-origin")).toBe("*");
    expect(preflight.headers.get("access-control-allow-methods")).toContain("POST");
    expect(preflight.headers.get("access-control-allow-headers")).toBe("blotato-api-key,content-type");
    const response = await fetch(`${mock.blotato.url}/v2/conversations`, {
      headers: { origin: "https://app.example" },
    });
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
  });

  test("OPTIONS reports the methods of a path", async () => {
    const { status, headers } = await fetch(`${mock.blotato.url}/v2/messages`, { method: "OPTIONS" });
    expect([status, headers.get("allow")]).toEqual([204, "GET, POST, HEAD, OPTIONS"]);
    expect((await fetch(`${mock.blotato.url}/v2/nothing`, { method: "OPTIONS" })).status).toBe(404);
  });
});

describe("keys and strictness", () => {
  test("with keys, any other is rejected with 401", async () => {
    await using own = await startMock({ keys: ["a", "b"] });
    const statusFor = async (key: string): Promise<number> =>
      (await fetch(`${own.blooio.url}/chats`, { headers: { authorization: `Bearer ${key}` } })).status;
    expect([await statusFor("a"), await statusFor("b"), await statusFor("c")]).toEqual([200, 200, 401]);
    expect(() => own.blotato.receive({ conversationId: "1", text: "x" }, { key: "c" })).toThrow("not one of those");
    expect(() => own.webhooks.sample("message.received", { key: "c" })).toThrow("not one of those");
  });

  test("a query parameter that the operation does not have is ignored, and rejected by a strict mock", async () => {
    await using strict = await startMock({ strict: true });
    const listWithTypo = async ({ blotato }: Mock): Promise<readonly [number, string]> => {
      const response = await fetch(`${blotato.url}/v2/conversations?limt=5`, { headers: { "blotato-api-key": "k" } });
      return [response.status, await response.text()];
    };
    expect((await listWithTypo(mock))[0]).toBe(200);
    const [status, text] = await listWithTypo(strict);
    expect(status).toBe(422);
    expect(text).toContain("query parameter limt is not known: expected");
  });
});
