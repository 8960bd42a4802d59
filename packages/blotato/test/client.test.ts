import { describe, expect, test } from "vitest";

import {
  createBlotatoClient,
  type BlotatoClientOptions,
  type SendMessageRequest,
  SwitchboardError,
} from "../src/index.ts";

const apiKey = "sk_live_8f3e2d1c0b9a";
const message: SendMessageRequest = {
  accountId: "98",
  recipientId: "17",
  text: "Grüße 🙂",
  target: { targetType: "twitter" },
};

/** A client whose requests are recorded, and responded to in memory. */
function clientOf(respond: () => Response = () => Response.json({}), options: Partial<BlotatoClientOptions> = {}) {
  const requests: Request[] = [];
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    requests.push(new Request(url, init));
    return respond();
  };
  return { client: createBlotatoClient({ apiKey, fetch, ...options }), requests };
}

describe("the raw client of Blotato", () => {
  test("sends the key as it is in its header, and as no other credential", async () => {
    const { client, requests } = clientOf();
    await client.GET("/v2/users/me");
    expect(requests[0]?.headers.get("blotato-api-key")).toBe(apiKey);
    expect(requests[0]?.headers.has("authorization")).toBe(false);
    expect(requests[0]?.url).toBe("https://backend.blotato.com/v2/users/me");
  });

  test.each([
    "http://127.0.0.1:4010",
    "http://127.0.0.1:4010/",
    "http://127.0.0.1:4010/proxy/blotato",
    "http://127.0.0.1:4010/proxy/blotato/",
  ])("keeps the path of the base URL %s", async (baseUrl) => {
    const { client, requests } = clientOf(undefined, { baseUrl });
    await client.GET("/v2/conversations/{conversationId}", { params: { path: { conversationId: "a/b" } } });
    expect(requests[0]?.url).toBe(`${baseUrl.replace(/\/$/, "")}/v2/conversations/a%2Fb`);
  });

  test("repeats a parameter for each of its values, and encodes the cursor", async () => {
    const { client, requests } = clientOf();
    await client.GET("/v2/messages", {
      params: { query: { platform: ["facebook", "instagram"], limit: 10, cursor: "a+b/c=" } },
    });
    expect(new URL(requests[0]?.url ?? "").search).toBe(
      "?platform=facebook&platform=instagram&limit=10&cursor=a%2Bb%2Fc%3D",
    );
  });

  test("sends a body as JSON", async () => {
    const { client, requests } = clientOf();
    await client.POST("/v2/messages", { body: message });
    expect(requests[0]?.headers.get("content-type")).toBe("application/json");
    expect(await requests[0]?.json()).toEqual(message);
  });

  test("follows no redirect", async () => {
    const { client, requests } = clientOf();
    await client.GET("/v2/users/me");
    await client.POST("/v2/messages", { body: message });
    expect(requests.map(({ redirect }) => redirect)).toEqual(["manual", "manual"]);
  });

  test("throws for no error status, and sends once", async () => {
    const { client, requests } = clientOf(() =>
      Response.json({ message: "retry in 1 second", statusCode: 429 }, { status: 429 }),
    );
    const { data, error, response } = await client.POST("/v2/messages", { body: message });
    expect([data, response.status]).toEqual([undefined, 429]);
    expect(error).toEqual({ message: "retry in 1 second", statusCode: 429 });
    expect(requests).toHaveLength(1);
  });

  test.each([undefined, null, 5])("rejects %j, a key that is not a text", (key) => {
    expect(() => createBlotatoClient({ apiKey: key as never })).toThrow(/apiKey (must be|is missing)/);
  });

  test.each([`${apiKey}\n`, ` ${apiKey}`, `“${apiKey}”`, `${apiKey}\0`, ""])(
    "rejects the key %j without repeating it",
    (key) => {
      const create = (): unknown => createBlotatoClient({ apiKey: key });
      expect(create).toThrow(SwitchboardError);
      expect(create).toThrow(/apiKey (must be|is missing)/);
      expect(create).not.toThrow(/8f3e2d1c/);
    },
  );
});
