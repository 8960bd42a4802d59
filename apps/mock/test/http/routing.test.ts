import { describe, expect, test } from "vitest";

import { exchange, send, type RawResponse } from "./raw-exchange.ts";
import { vendors, testMock, type Vendor } from "./vendors.ts";

const mock = testMock();

const call = (
  vendor: Vendor,
  requestLine: string,
  headers: Readonly<Record<string, string>> = {},
  body?: string,
): Promise<RawResponse> => send(vendor.origin(mock), requestLine, { ...vendor.keyHeaders("caller"), ...headers }, body);

const isJson = ({ headers, text }: RawResponse): void => {
  expect(headers["content-type"]).toBe("application/json; charset=utf-8");
  expect(headers["content-length"]).toBe(String(Buffer.byteLength(text)));
};

describe.each(vendors)("%s", (_, vendor) => {
  test("rejects HTTP/1.1 without a Host in the vendor's shape", async () => {
    const response = await exchange(vendor.origin(mock), `GET ${vendor.list} HTTP/1.1\r\nconnection: close\r\n\r\n`);
    expect(response.status).toBe(vendor.malformed);
    isJson(response);
    expect(vendor.reasonOf(response.json)).toContain("Host is missing");
  });

  test.each(["PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "QUERY"])(
    "responds with the vendor's 404 to a %s that a path does not have",
    async (method) => {
      const response = await call(vendor, `${method} ${vendor.list}`);
      expect(response.status).toBe(404);
      isJson(response);
      expect(vendor.reasonOf(response.json)).toMatch(
        new RegExp(`${vendor.list} takes GET( and POST)?, not ${method}$`),
      );
    },
  );

  test("responds to a wrong method with a body the same way, without looking at the body", async () => {
    const response = await call(vendor, `PUT ${vendor.sending}`, { "content-type": "text/plain" }, "{");
    expect(response.status).toBe(404);
    expect(vendor.reasonOf(response.json)).toContain("not PUT");
  });

  test.each([
    "/",
    "/nothing",
    "//",
    "*",
    "/%",
    "/%zz",
    "/%c3%28",
    "/v2",
    "/v4",
    "/v4/",
    "/v2/conversations/700412/more",
    "/v4/chats/x/messages/y/z",
    "/V2/conversations",
    "/V4/chats",
    "/v2//conversations",
    "/v4//chats",
    "/v2/../v2/conversations",
    "/__proto__",
    "/v4/constructor",
    "/v2/users/",
    "/v2/messages/",
    "/v4/me/",
    "/v2/conversations;a=1",
    "/v4/chats;a=1",
    "/openapi.yaml",
    "http://127.0.0.1/nothing",
    `/${"x".repeat(8_000)}`,
  ])("responds to the unknown path %.40s with the vendor's 404", async (path) => {
    const response = await call(vendor, `${path === "*" ? "OPTIONS" : "GET"} ${path}`);
    expect(response.status).toBe(404);
    isJson(response);
    expect(vendor.reasonOf(response.json)).toMatch(/no operation/i);
  });

  test("takes a request line with the whole URL, as HTTP requires of a server", async () => {
    expect((await call(vendor, `GET ${vendor.origin(mock)}${vendor.list}`)).status).toBe(200);
  });

  test("reads path and query of a whole URL as it reads them alone", async () => {
    const plain = await call(vendor, `GET ${vendor.list}?limit=2`);
    for (const origin of ["http://elsewhere.example.com", "HTTPS://user@[::1]:1"])
      expect((await call(vendor, `GET ${origin}${vendor.list}?limit=2`)).text).toBe(plain.text);
    const hidden = await call(vendor, `GET ${vendor.list}?limit=http://a/?b`);
    expect(vendor.reasonOf(hidden.json)).toContain("limit");
  });

  test("responds to HEAD as to GET, without the body", async () => {
    const [get, head] = [
      await call(vendor, `GET ${vendor.list}?limit=3`),
      await call(vendor, `HEAD ${vendor.list}?limit=3`),
    ];
    expect([head.status, head.text]).toEqual([200, ""]);
    expect(head.headers["content-length"]).toBe(get.headers["content-length"]);
    expect(head.headers["content-type"]).toBe(get.headers["content-type"]);
    const rejected = await call(vendor, `HEAD ${vendor.list}?limit=0`);
    expect([rejected.status, rejected.text]).toEqual([vendor.malformed, ""]);
    expect((await call(vendor, `HEAD ${vendor.list}/nothing/nothing/nothing`)).status).toBe(404);
  });

  test("passes over large, strange and unknown headers", async () => {
    const plain = await call(vendor, `GET ${vendor.list}?limit=2`);
    for (const headers of [
      { "x-large": "x".repeat(12_000) },
      { "x-latin": "caf\u00e9 \u00ff", "sl-violations": "\u00ff" },
      { __proto__x: "1", constructor: "2", "x-__proto__": "3" },
      { cookie: "a=b; c=\u00ff", "set-cookie": "a=b" },
      { "content-type": "\u00ff" },
      { forwarded: "for=x", host: "elsewhere.example.com" },
      { upgrade: "websocket", connection: "upgrade, close" },
    ]) {
      const response = await call(vendor, `GET ${vendor.list}?limit=2`, headers);
      expect([response.status, response.text]).toEqual([200, plain.text]);
    }
  });

  test("responds to what is not an HTTP request with 400, and ends the connection", async () => {
    const url = vendor.origin(mock);
    for (const bytes of [
      "HELLO\r\n\r\n",
      "GET / HTTP/9.9\r\n\r\n",
      `GET ${vendor.list} HTTP/1.1\r\nbad name: x\r\n\r\n`,
      "\u0000\u0001\u0002\r\n\r\n",
    ]) {
      const response = await exchange(url, bytes);
      expect(response.status).toBe(400);
      isJson(response);
      expect(vendor.reasonOf(response.json)).toMatch(/not valid HTTP/i);
    }
    expect((await call(vendor, `GET ${vendor.list}`)).status).toBe(200);
  });

  test("responds to headers beyond what Node reads with 431, and ends the connection", async () => {
    expect((await call(vendor, `GET ${vendor.list}`, { "x-huge": "x".repeat(20_000) })).status).toBe(431);
    expect((await call(vendor, `GET ${vendor.list}`)).status).toBe(200);
  });

  test("says in the vendor's shape that headers are too large", async () => {
    const { json } = await call(vendor, `GET ${vendor.list}`, { "x-huge": "x".repeat(20_000) });
    expect(vendor.reasonOf(json)).toMatch(/header/i);
  });

  test("responds to an Expect header that it does not know in the vendor's shape", async () => {
    const { json } = await call(vendor, `GET ${vendor.list}`, { expect: "a-miracle" });
    expect(vendor.reasonOf(json)).toMatch(/expect/i);
  });

  test("responds to several requests of one connection, in their order", async () => {
    const [[name, key] = []] = Object.entries(vendor.keyHeaders("caller"));
    const line = (target: string, more = ""): string =>
      `GET ${target} HTTP/1.1\r\nhost: x\r\n${name}: ${key}\r\n${more}\r\n`;
    const { status, text } = await exchange(
      vendor.origin(mock),
      line(`${vendor.list}?limit=0`) + line("/nothing") + line(`${vendor.list}?limit=1`, "connection: close\r\n"),
    );
    const later = [...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, code]) => Number(code));
    expect([status, ...later]).toEqual([vendor.malformed, 404, 200]);
  });
});

describe("the path of the server in the spec", () => {
  const [, blooio] = vendors[1] as (typeof vendors)[number];

  test.each(["/chats", "/me", "/v44/chats", "/v3/chats", "/v4chats", "/%76%34/chats"])(
    "is needed on Blooio, and %s says so",
    async (path) => {
      const response = await call(blooio, `GET ${path}`);
      expect(response.status).toBe(404);
      expect(blooio.reasonOf(response.json)).toContain("every path begins with /v4");
    },
  );

  test("is part of the URL that the mock gives out", () => {
    expect(mock.blooio.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v4$/);
    expect(mock.blotato.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });
});

describe("path parameters", () => {
  const [, blotato] = vendors[0] as (typeof vendors)[number];

  test.each([
    ["%2e%2e", '".."'],
    ["..", '".."'],
    ["a%2Fb", '"a/b"'],
    ["%20", '" "'],
    ["%00", '"\\u0000"'],
    ["%E4%BD%A0", '"你"'],
    ["__proto__", '"__proto__"'],
    ["constructor", '"constructor"'],
    ["a%2525b", '"a%25b"'],
    ["a+b", '"a+b"'],
  ])("are decoded once: %s", async (segment, decoded) => {
    const response = await call(blotato, `GET /v2/conversations/${segment}`);
    expect(response.status).toBe(404);
    expect(blotato.reasonOf(response.json)).toBe(`conversationId: there is no conversation ${decoded}`);
  });
});
