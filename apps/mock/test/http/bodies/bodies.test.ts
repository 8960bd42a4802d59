import { once } from "node:events";
import { connect } from "node:net";
import { gzipSync } from "node:zlib";

import { describe, expect, test } from "vitest";

import { exchange, send, type RawResponse } from "../raw-exchange.ts";
import { vendors, testMock, type Vendor } from "../vendors.ts";

const mock = testMock();

type Body = string | Uint8Array;
type Headers = Readonly<Record<string, string>>;

const json: Headers = { "content-type": "application/json" };
const post = (vendor: Vendor, headers: Headers, body?: Body): Promise<RawResponse> =>
  send(vendor.origin(mock), `POST ${vendor.sending}`, { ...vendor.keyHeaders("writer"), ...headers }, body);
const deep = (depth: number): string => "[".repeat(depth) + "]".repeat(depth);

const unreadable: readonly (readonly [what: string, headers: Headers, body: Body | undefined, reason: string])[] = [
  ["JSON that ends too early", json, '{"text":', "not valid JSON"],
  ["something that is not JSON", json, "text=Hello", "not valid JSON"],
  ["JSON with a comma too many", json, '{"text":"Hello",}', "not valid JSON"],
  ["NaN", json, "NaN", "not valid JSON"],
  ["white space alone", json, " \n", "not valid JSON"],
  ["bytes that are not UTF-8", json, Uint8Array.of(0x22, 0xff, 0xfe, 0x22), "UTF-8"],
  ["a surrogate written as UTF-8", json, Uint8Array.of(0x22, 0xed, 0xa0, 0x80, 0x22), "UTF-8"],
  ["UTF-16", { "content-type": "application/json; charset=utf-16" }, Buffer.from("{}", "utf16le"), "utf-16"],
  ["another charset", { "content-type": "application/json;charset=ISO-8859-1" }, "{}", "iso-8859-1"],
  ["a charset that does not exist", { "content-type": 'application/json; charset="klingon"' }, "{}", "klingon"],
  ["another media type", { "content-type": "text/plain" }, "{}", "text/plain"],
  [
    "a form",
    { "content-type": "application/x-www-form-urlencoded" },
    "text=Hello",
    "application/x-www-form-urlencoded",
  ],
  ["a relative of JSON", { "content-type": "application/vnd.api+json" }, "{}", "application/vnd.api+json"],
  ["an invalid media type", { "content-type": ";;/" }, "{}", "application/json"],
  ["no media type", {}, "{}", "without a Content-Type"],
  ["a compressed body", { ...json, "content-encoding": "gzip" }, gzipSync("{}"), "gzip"],
  ["an unknown compression", { ...json, "content-encoding": "x-own" }, "{}", "x-own"],
  ["no body", {}, undefined, "body is required"],
  ["an empty body", json, "", "body is required"],
];

describe.each(vendors)("%s", (_, vendor) => {
  const sendGood = async (): Promise<number> => (await post(vendor, json, JSON.stringify(vendor.goodBody))).status;

  test.each(unreadable)("rejects %s with the reason, and goes on working", async (_what, headers, body, reason) => {
    const response = await post(vendor, headers, body);
    expect(response.status).toBe(vendor.malformed);
    expect(vendor.reasonOf(response.json)).toContain(reason);
    expect(await sendGood()).toBe(201);
  });

  test.each(["null", "true", "5", '"text"', "[]", '["text"]', deep(50_000)])(
    "rejects a body that is not an object: %.20s",
    async (body) => {
      const response = await post(vendor, json, body);
      expect(response.status).toBe(vendor.invalid);
      expect(vendor.reasonOf(response.json)).toContain("body");
    },
  );

  test.each([
    "application/json",
    "application/json; charset=utf-8",
    'Application/JSON;Charset="UTF-8"',
    "application/json ; charset=utf8",
  ])("takes a body that is sent as %s", async (type) => {
    expect((await post(vendor, { "content-type": type }, JSON.stringify(vendor.goodBody))).status).toBe(201);
  });

  test.each(["identity", "Identity", ""])("takes a body whose Content-Encoding is: %s", async (encoding) => {
    const headers = { ...json, "content-encoding": encoding };
    expect((await post(vendor, headers, JSON.stringify(vendor.goodBody))).status).toBe(201);
  });

  test("takes a body of chunks without a length, and looks at its type all the same", async () => {
    const chunked = (type: string): Promise<RawResponse> => {
      const text = JSON.stringify(vendor.goodBody);
      const chunks = [text.slice(0, 5), text.slice(5)].map((chunk) => `${chunk.length.toString(16)}\r\n${chunk}\r\n`);
      const headers = {
        ...vendor.keyHeaders("writer"),
        host: "mock",
        connection: "close",
        "content-type": type,
        "transfer-encoding": "chunked",
      };
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
      return exchange(
        vendor.origin(mock),
        `POST ${vendor.sending} HTTP/1.1\r\n${lines.join("")}\r\n${chunks.join("")}0\r\n\r\n`,
      );
    };
    expect((await chunked("application/json")).status).toBe(201);
    const wrong = await chunked("text/plain");
    expect(wrong.status).toBe(vendor.malformed);
    expect(vendor.reasonOf(wrong.json)).toContain("text/plain");
  });

  test("keeps every character of a text, whatever script it is in", async () => {
    const text = 'Grüße, 你好, 👩‍👩‍👧 \u0000 \u2028 "\\';
    const { json: sent } = await post(vendor, json, JSON.stringify({ ...vendor.goodBody, text }));
    const page = (
      await send(
        vendor.origin(mock),
        `GET ${vendor.name === "blotato" ? "/v2/messages" : `/v4/chats/${(sent as { chat_id: string }).chat_id}/messages`}?limit=1`,
        vendor.keyHeaders("writer"),
      )
    ).text;
    expect(page).toContain(JSON.stringify(text));
  });

  test("rejects a body of 20 MB at once", async () => {
    const response = await post(vendor, json, JSON.stringify({ ...vendor.goodBody, text: "x".repeat(20_000_000) }));
    expect([vendor.malformed, vendor.invalid]).toContain(response.status);
    vendor.reasonOf(response.json);
    expect(await sendGood()).toBe(201);
  });

  test("says of a body of 20 MB that it is too large, and does not take its beginning for the whole", async () => {
    const good = JSON.stringify(vendor.goodBody);
    const response = await post(vendor, json, good + " ".repeat(20_000_000) + "this is no JSON");
    expect(response.status).toBe(vendor.malformed);
    expect(vendor.reasonOf(response.json)).toMatch(/too large|bytes|MB/i);
  });

  test("takes a body of just 16 MB, and none of a byte more", async () => {
    const good = JSON.stringify(vendor.goodBody);
    const padded = good + " ".repeat(16 * 1024 * 1024 - good.length);
    expect((await post(vendor, json, padded)).status).toBe(201);
    const response = await post(vendor, json, `${padded} `);
    expect([response.status, vendor.reasonOf(response.json)]).toEqual([
      vendor.malformed,
      expect.stringContaining("too large"),
    ]);
  });

  test("takes the length in bytes that a body has, up to some megabytes", async () => {
    const padded = `${JSON.stringify(vendor.goodBody)}${" ".repeat(4_000_000)}`;
    expect((await post(vendor, json, padded)).status).toBe(201);
  });

  test("takes __proto__ in a body for a field like others", async () => {
    const good = JSON.stringify(vendor.goodBody).slice(1, -1);
    for (const name of ["__proto__", "constructor", "prototype"]) {
      const response = await post(vendor, json, `{${good},"${name}":{"text":"Polluted","isAdmin":true}}`);
      expect([201, vendor.invalid]).toContain(response.status);
    }
    const hidden = await post(vendor, json, `{"__proto__":{${good}}}`);
    expect(hidden.status).toBe(vendor.invalid);
    expect(vendor.reasonOf(hidden.json)).toMatch(/(text|to) is required/);
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });

  test("survives a deeply nested object in every field", async () => {
    const nested = `${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`;
    for (const field of [...Object.keys(vendor.goodBody), "unknown"]) {
      const rest = JSON.stringify({ ...vendor.goodBody, [field]: undefined }).slice(1, -1);
      const response = await post(vendor, json, `{${rest === "" ? "" : `${rest},`}"${field}":${nested}}`);
      expect([201, vendor.invalid]).toContain(response.status);
    }
    expect(await sendGood()).toBe(201);
  });

  test.each(["GET", "HEAD"])("passes over the body of a %s", async (method) => {
    for (const [headers, body] of [
      [json, "{"],
      [{}, "hello"],
      [{ "content-type": "text/plain" }, "x"],
    ] as const) {
      const response = await send(
        vendor.origin(mock),
        `${method} ${vendor.list}?limit=1`,
        { ...vendor.keyHeaders("reader"), ...headers },
        body,
      );
      expect(response.status).toBe(200);
    }
  });

  test("outlives a client that goes away in the middle of its body", async () => {
    const headers = Object.entries({ ...vendor.keyHeaders("writer"), ...json, host: "mock", "content-length": "100" });
    const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join("");
    const { hostname, port } = new URL(vendor.origin(mock));
    const socket = connect(Number(port), hostname);
    await once(socket, "connect");
    await new Promise<void>((resolve) =>
      socket.write(`POST ${vendor.sending} HTTP/1.1\r\n${lines}\r\n{"te`, () => resolve()),
    );
    socket.destroy();
    expect(await sendGood()).toBe(201);
  });
});
