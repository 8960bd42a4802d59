import { describe, expect, test } from "vitest";

import { startMock } from "../../src/index.ts";
import { send, type RawResponse } from "./raw-exchange.ts";
import { vendors, testMock, type Vendor } from "./vendors.ts";

const mock = testMock();

const call = (
  vendor: Vendor,
  requestLine: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<RawResponse> => send(vendor.origin(mock), requestLine, { ...vendor.keyHeaders("caller"), ...headers });

const isJson = ({ headers, text }: RawResponse): void => {
  expect(headers["content-type"]).toBe("application/json; charset=utf-8");
  expect(headers["content-length"]).toBe(String(Buffer.byteLength(text)));
};

describe.each(vendors)("%s", (_, vendor) => {
  test.each([
    "text/html",
    "application/xml",
    "image/*",
    "application/problem+json",
    "application/vnd.api+json",
    "application/jsonx",
    "*",
    "",
    ";;;",
    "a/b;q=x",
    "application/json;q=0",
    "application/json; version=9",
    "application/*",
    "*/*;q=0.1",
    "text/html, application/json;q=0.5",
    "\u00ff/\u00fe",
  ])("responds with JSON whatever Accept says: %s", async (accept) => {
    const response = await call(vendor, `GET ${vendor.list}?limit=2`, { accept });
    expect(response.status).toBe(200);
    isJson(response);
    const rejected = await call(vendor, `GET ${vendor.list}?limit=0`, { accept });
    expect(rejected.status).toBe(vendor.malformed);
    vendor.reasonOf(rejected.json);
    // What one request wishes must not rest on the next ones.
    expect((await call(vendor, `GET ${vendor.list}?limit=2`)).text).toBe(response.text);
  });

  test("does not remember an odd Accept of a request that Prism responds to itself", async () => {
    for (const accept of [
      "text/html",
      "application/xml",
      "application/problem+json",
      "image/*;q=0.5",
      "application/json;q=0, */*",
      "application/json; version=9",
    ]) {
      expect((await call(vendor, `GET ${vendor.list}`, { accept, prefer: "example=last" })).status).toBe(200);
      expect((await call(vendor, `GET ${vendor.list}`, { prefer: "example=last" })).status).toBe(200);
    }
  });

  test("gives an example as JSON also to whom everything is worth nothing", async () => {
    // In a mock of its own: each 500 is kept as a violation.
    await using other = await startMock();
    const response = await send(vendor.origin(other), `GET ${vendor.list}`, {
      ...vendor.keyHeaders("k"),
      accept: "*/*;q=0",
      prefer: "example=last",
    });
    expect(response.status).toBe(200);
  });
});
