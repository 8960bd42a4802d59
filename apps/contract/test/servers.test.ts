import { createBlooioClient } from "@switchboard/blooio";
import { createBlotatoClient } from "@switchboard/blotato";
import { createBlooio } from "@switchboard/messaging/blooio";
import { createBlotato } from "@switchboard/messaging/blotato";
import { describe, expect, test } from "vitest";

import { readSpecification, type Api } from "./specification.ts";
import { mockedTenants, withoutKey } from "./tenants.ts";

const tenants = mockedTenants();

/** Where a client without a `baseUrl` calls. Nothing is sent. */
const addressOf = async (
  call: (fetch: (request: Request | string) => Promise<Response>) => Promise<unknown>,
): Promise<string> => {
  let address = "";
  await call(async (request) => {
    address = typeof request === "string" ? request : request.url;
    return Response.json({ data: {} });
  });
  return address;
};

describe("the path of the server counts: only the origin differs between the real service and the mock", () => {
  test.each<Api>(["blooio", "blotato"])("the mock serves %s under the path of its spec", (api) => {
    const { serverUrl } = readSpecification(api);
    expect(new URL(tenants.mock[api].url).pathname).toBe(serverUrl.pathname);
  });

  test("Blooio's path is /v4, and without it there is nothing but an error in the vendor's shape", async () => {
    const { origin, pathname } = new URL(tenants.mock.blooio.url);
    expect(pathname).toBe("/v4");
    const response = await fetch(`${origin}/me`, { headers: { authorization: "Bearer contract" } });
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      error: { code: "not_found", message: expect.stringContaining("/v4") },
    });
  });

  test("the clients of Blooio call the server of its spec unless another is given", async () => {
    const { serverUrl } = readSpecification("blooio");
    const expected = `${serverUrl.href}/me`;
    expect(expected).toBe("https://api.blooio.com/v4/me");
    expect(await addressOf((fetch) => createBlooioClient({ apiKey: "key", fetch }).GET("/me"))).toBe(expected);
    expect(await addressOf((fetch) => createBlooio({ apiKey: "key", fetch }).account.get())).toBe(expected);
  });

  test("the clients of Blotato call the server of its spec unless another is given", async () => {
    const { serverUrl } = readSpecification("blotato");
    const expected = `${serverUrl.origin}/v2/users/me`;
    expect(await addressOf((fetch) => createBlotatoClient({ apiKey: "key", fetch }).GET("/v2/users/me"))).toBe(
      expected,
    );
    expect(await addressOf((fetch) => createBlotato({ apiKey: "key", fetch }).accounts.currentUser())).toBe(expected);
  });
});

describe("each key has a tenant of its own", () => {
  test("what one sends, another does not see", async () => {
    const [one, other] = [tenants.open(), tenants.open()];
    const before = await other.facade.blotato.messages.list().first();
    const sent = await one.facade.blotato.messages.send({
      accountId: "40112",
      recipientId: "17840000000000101",
      text: "Only here.",
      target: { targetType: "instagram" },
    });
    expect(await one.facade.blotato.messages.list({ conversationId: sent.conversationId ?? "" }).first()).toEqual(sent);
    expect(await other.facade.blotato.messages.list().first()).toEqual(before);
  });

  test("without a key there is none, not even for a response that `Prefer` names", async () => {
    const { facade } = tenants.open({ before: withoutKey });
    const preferring = { headers: { prefer: "code=200" } };
    await expect(facade.blooio.account.get(preferring)).rejects.toMatchObject({ status: 401 });
    await expect(facade.blotato.accounts.currentUser(preferring)).rejects.toMatchObject({ status: 401 });
  });
});
