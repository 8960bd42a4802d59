import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { startMock, type Mock } from "../../src/index.ts";
import { send, type RawResponse } from "./raw-exchange.ts";
import { vendors, type Vendor } from "./vendors.ts";

let mock: Mock;

beforeAll(async () => {
  mock = await startMock();
  mock.clock.hold();
});

afterAll(async () => {
  expect([mock.blotato.violations, mock.blooio.violations]).toEqual([[], []]);
  await mock.close();
});

type Headers = Readonly<Record<string, string>>;

/** What a response says, once its body is found to have the shape of the vendor's 401. */
const asUnauthorized = (vendor: Vendor, { status, headers, json }: RawResponse): readonly unknown[] => [
  status,
  headers["content-type"],
  vendor.unauthorizedReasonOf(json),
];
const unauthorized = [401, "application/json; charset=utf-8", expect.stringMatching(/key/i)];

describe.each(vendors)("%s", (_, vendor) => {
  const call = (requestLine: string, headers: Headers, body?: unknown): Promise<RawResponse> =>
    send(
      vendor.origin(mock),
      requestLine,
      { ...(body !== undefined && { "content-type": "application/json" }), ...headers },
      body === undefined ? undefined : JSON.stringify(body),
    );
  const header = Object.keys(vendor.keyHeaders("x"))[0] ?? "";
  const otherVendor = vendors.map(([, other]) => other).find((other) => other !== vendor) as Vendor;

  test.each(vendor.operations)(
    "responds 401 to $method $target ($operationId) without a key, with an empty key, and with a key for someone else",
    async ({ method, target }) => {
      for (const headers of [
        {},
        { [header]: "" },
        { [header]: "   " },
        otherVendor.keyHeaders("key"),
        { "x-api-key": "key" },
      ]) {
        expect(asUnauthorized(vendor, await call(`${method} ${target}`, headers))).toEqual(unauthorized);
      }
      // The key is looked at first: what else is wrong with the request tells a stranger nothing.
      const wrong = await call(`${method} ${target}?limit=0&platform=fax&type=fax`, {}, { wrong: true });
      expect(asUnauthorized(vendor, wrong)).toEqual(unauthorized);
    },
  );

  test.each(vendor.operations)("takes a key at $method $target ($operationId)", async ({ method, target }) => {
    expect((await call(`${method} ${target}`, vendor.keyHeaders("key"))).status).not.toBe(401);
  });

  test.each([
    "k",
    "blt_AbC==",
    "bl_live_0123",
    "a.b-c_d~e+f/g=",
    "undefined",
    "null",
    "0",
    "__proto__",
    "constructor",
    "x".repeat(4_000),
    "cl\u00e9",
  ])("takes any key: %.20s", async (key) => {
    expect((await call(`GET ${vendor.list}?limit=1`, vendor.keyHeaders(key))).status).toBe(200);
    expect((await call(`POST ${vendor.sending}`, vendor.keyHeaders(key), vendor.goodBody)).status).toBe(201);
  });

  test("tells nobody that an unknown path is missing a key: it has no operation to guard", async () => {
    const response = await call("GET /nothing", {});
    expect(response.status).toBe(404);
    vendor.reasonOf(response.json);
  });

  test("does not respond to a preference without a key", async () => {
    const response = await call(`GET ${vendor.list}`, { prefer: "code=200" });
    expect(asUnauthorized(vendor, response)).toEqual(unauthorized);
  });

  test("gives each key a tenant of its own, which others do not change", async () => {
    const list = (key: string): Promise<RawResponse> => call(`GET ${vendor.list}?limit=5`, vendor.keyHeaders(key));
    const [mine, theirs] = ["mine", "theirs"];
    const before = (await list(theirs)).text;
    expect((await list(mine)).text).toBe(before);
    mock.clock.advance("1s");
    expect((await call(`POST ${vendor.sending}`, vendor.keyHeaders(mine), vendor.goodBody)).status).toBe(201);
    expect((await list(mine)).text).not.toBe(before);
    expect((await list(theirs)).text).toBe(before);
    expect((await list("a newcomer")).text).toBe(before);
  });

  test("tells keys apart by case and by a trailing =", async () => {
    const first = (key: string): Promise<RawResponse> => call(`GET ${vendor.list}?limit=1`, vendor.keyHeaders(key));
    mock.clock.advance("1s");
    await call(`POST ${vendor.sending}`, vendor.keyHeaders("Key="), vendor.goodBody);
    expect((await first("key=")).text).toBe((await first("never seen")).text);
    expect((await first("Key")).text).toBe((await first("never seen")).text);
    expect((await first("Key=")).text).not.toBe((await first("never seen")).text);
  });
});

describe("Blooio's Authorization header", () => {
  const [, blooio] = vendors[1] as (typeof vendors)[number];
  const me = (authorization: string): Promise<RawResponse> =>
    send(blooio.origin(mock), "GET /v4/me", { authorization });

  test.each(["Bearer", "Bearer ", "key", "Basic a2V5", "Token key", "Bearerkey", "Digest username=x"])(
    "is not a key when it is: %s",
    async (authorization) => {
      expect(asUnauthorized(blooio, await me(authorization))).toEqual(unauthorized);
    },
  );

  test("may name its scheme in any case, as HTTP says", async () => {
    expect((await me("BEARER  key")).status).toBe(200);
    expect((await me("bearer key")).status).toBe(200);
  });
});
