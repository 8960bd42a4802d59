import { describe, expect, test } from "vitest";

import { createBlooioClient, type BlooioClientOptions, SwitchboardError } from "../src/index.ts";

const apiKey = "bl_live_8f3e2d1c0b9a";

/** A client whose requests are recorded, and responded to in memory. */
function clientOf(
  respond: () => Response = () => Response.json({ data: {} }),
  options: Partial<BlooioClientOptions> = {},
) {
  const requests: Request[] = [];
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    requests.push(new Request(url, init));
    return respond();
  };
  return { client: createBlooioClient({ apiKey, fetch, ...options }), requests };
}

describe("the raw client of Blooio", () => {
  test("sends the key as a bearer token", async () => {
    const { client, requests } = clientOf();
    await client.GET("/me");
    expect(requests[0]?.headers.get("authorization")).toBe(`Bearer ${apiKey}`);
    expect(requests[0]?.url).toBe("https://api.blooio.com/v4/me");
  });

  test.each(["http://127.0.0.1:4011/v4", "http://127.0.0.1:4011/v4/", "http://127.0.0.1:4011/proxy/blooio/v4"])(
    "keeps the path of the base URL %s",
    async (baseUrl) => {
      const { client, requests } = clientOf(undefined, { baseUrl });
      await client.GET("/channels/{channel}", { params: { path: { channel: "+15555550100" } } });
      expect(requests[0]?.url).toBe(`${baseUrl.replace(/\/$/, "")}/channels/%2B15555550100`);
    },
  );

  test("sends a message with its Idempotency-Key, and none of its own", async () => {
    const { client, requests } = clientOf(() => Response.json({ id: "msg_1" }, { status: 201 }));
    const body = { to: "+15555550101", text: "Hello" };
    await client.POST("/messages", { params: { header: { "Idempotency-Key": "order-4711" } }, body });
    await client.POST("/messages", { body });
    expect(requests.map(({ headers }) => headers.get("idempotency-key"))).toEqual(["order-4711", null]);
    expect(await requests[0]?.json()).toEqual(body);
  });

  test("deletes without a body", async () => {
    const { client, requests } = clientOf();
    await client.DELETE("/chats/{chatId}/typing", { params: { path: { chatId: "chat_1" } } });
    expect([requests[0]?.method, await requests[0]?.text()]).toEqual(["DELETE", ""]);
  });

  test("follows no redirect", async () => {
    const { client, requests } = clientOf();
    await client.GET("/me");
    await client.POST("/messages", { body: { to: "+1", text: "a" } });
    expect(requests.map(({ redirect }) => redirect)).toEqual(["manual", "manual"]);
  });

  test("throws for no error status, and sends once", async () => {
    const { client, requests } = clientOf(() =>
      Response.json({ error: { code: "rate_limited", message: "no" } }, { status: 429 }),
    );
    const { data, error, response } = await client.GET("/chats");
    expect([data, error, response.status]).toEqual([
      undefined,
      { error: { code: "rate_limited", message: "no" } },
      429,
    ]);
    expect(requests).toHaveLength(1);
  });

  test.each([undefined, null, 5])("rejects %j, a key that is not a text", (key) => {
    expect(() => createBlooioClient({ apiKey: key as never })).toThrow(/apiKey (must be|is missing)/);
  });

  test.each([`${apiKey}\n`, `Bearer ${apiKey}`, `“${apiKey}”`, `${apiKey}\0`, ""])(
    "rejects the key %j without repeating it",
    (key) => {
      const create = (): unknown => createBlooioClient({ apiKey: key });
      expect(create).toThrow(SwitchboardError);
      expect(create).toThrow(/apiKey (must be|is missing)/);
      expect(create).not.toThrow(/8f3e2d1c/);
    },
  );
});
