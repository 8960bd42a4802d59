import { buffer } from "node:stream/consumers";
import { gzipSync } from "node:zlib";

import { describe, expect, test } from "vitest";

import { send } from "../http/raw-exchange.ts";
import { respondingWith, headers, key, record, serve, type Recording } from "./recording.ts";

interface Seen {
  readonly method: string | undefined;
  readonly target: string | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** A service that responds `{}` to everything, and what came to it. */
async function watched(): Promise<Recording & { readonly seen: Seen[] }> {
  const seen: Seen[] = [];
  const url = await serve((request, response) => {
    void buffer(request).then((body) => {
      seen.push({ method: request.method, target: request.url, headers: request.headers, body });
      response.writeHead(200, { "content-type": "application/json" }).end("{}");
    });
  });
  return { ...(await record(url)), seen };
}

const sent = (service: Seen): string => `${service.method} ${service.target} ${String(service.body)}`;

const noPath = "the request target is not a path on the real service; expected one that begins with a single /";

describe("the key", () => {
  test.each(["//", "/\\", "/\\/", "///", "//user@", "/%2f", "/..//", "/@"])(
    "goes to no other host by a target that begins with %s",
    async (start) => {
      const stolen: unknown[] = [];
      const thief = await serve((request, response) => {
        stolen.push(request.headers);
        response.end();
      });
      const { blotato, seen } = await watched();
      const target = `${start}${new URL(thief).host}/steal`;
      const { status } = await send(blotato.url, `GET ${target}`, headers);
      expect(stolen).toEqual([]);
      const isRejected = /^\/[/\\]/.test(target);
      expect([status, seen.map(sent)]).toEqual(isRejected ? [422, []] : [200, [`GET ${target} `]]);
    },
  );

  test.each(["*", "ftp://127.0.0.1/steal", "//127.0.0.1/steal"])(
    "goes nowhere by a target that is not a path, which is reported: %s",
    async (target) => {
      const { blotato, seen, exchanges } = await watched();
      const response = await send(blotato.url, `OPTIONS ${target}`, headers);
      expect([response.status, response.json]).toEqual([422, expect.objectContaining({ message: noPath })]);
      expect(seen).toEqual([]);
      expect(exchanges).toMatchObject([{ response: null, failure: noPath }]);
    },
  );
});

describe("a request is sent on as it is", () => {
  test.each(["/v2/conversations?a=b?c=%zz&d=#e", "/v2/../x/./y//z", "/v2/a%2Fb%zz"])("to %s", async (target) => {
    const { blotato, seen } = await watched();
    await send(blotato.url, `GET ${target}`, headers);
    expect(seen.map(sent)).toEqual([`GET ${target} `]);
  });

  test.each([
    ["GET", "{}"],
    ["DELETE", '{"a":1}'],
    ["TRACE", undefined],
    ["OPTIONS", undefined],
    ["PROPFIND", "<a/>"],
    ["POST", undefined],
  ])("with the method %s and the body %s", async (method, body) => {
    const { blotato, seen, exchanges } = await watched();
    expect((await send(blotato.url, `${method} /v2/conversations`, headers, body)).status).toBe(200);
    expect(seen.map(sent)).toEqual([`${method} /v2/conversations ${body ?? ""}`]);
    expect(exchanges).toMatchObject([{ response: { status: 200 } }]);
  });

  test("with its headers, but without those of the connection, and wants the response unencoded", async () => {
    const { blotato, seen } = await watched();
    const others = { "x-note": "Grüße", connection: "close, X-Hop", "x-hop": "1", te: "trailers", upgrade: "h2c" };
    const bytes = Buffer.from("\u0000\uFFFD\u0080", "latin1");
    const own = Object.fromEntries(
      Object.entries({ ...headers, ...others, "accept-encoding": "gzip, br" }).map(([name, value]) => [
        name,
        Buffer.from(value).toString("latin1"),
      ]),
    );
    await send(blotato.url, "POST /v2/messages", own, bytes);
    const [service] = seen;
    expect(service?.body).toEqual(bytes);
    expect(service?.headers).toEqual({
      host: expect.stringMatching(/^127\.0\.0\.1:\d+$/) as unknown,
      "blotato-api-key": key,
      "content-type": "application/json",
      "x-note": Buffer.from("Grüße").toString("latin1"),
      "accept-encoding": "identity",
      "content-length": String(bytes.length),
      connection: "close",
    });
  });

  test("or not at all, when its body is larger than what is read", async () => {
    const { blotato, seen, exchanges } = await watched();
    const body = "x".repeat(16 * 1024 * 1024 + 1);
    const response = await fetch(`${blotato.url}/v2/messages`, { method: "POST", headers, body });
    expect(response.status).toBe(422);
    expect(seen).toEqual([]);
    expect(exchanges[0]?.failure).toMatch(/body is too large: at most 16777216 bytes are read and sent on/);
  });
});

describe("a response is given back as it is", () => {
  const bytes = Buffer.from([0x89, 0x50, 0xff, 0xfe, 0x00, 0x80]);

  test("with bytes that are not text, which are kept in base64", async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { "content-type": "image/png" }).end(bytes);
    });
    const { blotato, exchanges } = await record(url);
    const response = await fetch(`${blotato.url}/v2/conversations`, { headers });
    expect(response.headers.get("content-type")).toBe("image/png");
    expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes);
    expect(exchanges).toMatchObject([{ response: { body: bytes.toString("base64"), encoding: "base64" } }]);
    expect(exchanges[0]?.departures.join()).toMatch(/media type "image\/png" does not match/);
  });

  test("with its byte order mark, which is not a departure from the spec", async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { "content-type": "application/json" }).end('\uFEFF{"items":[]}');
    });
    const { blotato, exchanges } = await record(url);
    const response = await fetch(`${blotato.url}/v2/conversations`, { headers });
    expect(Buffer.from(await response.arrayBuffer()).toString()).toBe('\uFEFF{"items":[]}');
    expect(exchanges).toMatchObject([{ departures: [], response: { body: '\uFEFF{"items":[]}' } }]);
  });

  test("compressed, where the service does so unasked", async () => {
    const url = await serve((_, response) => {
      response
        .writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" })
        .end(gzipSync('{"items":[]}'));
    });
    const { blotato, exchanges } = await record(url);
    const response = await fetch(`${blotato.url}/v2/conversations`, { headers });
    expect(await response.json()).toEqual({ items: [] });
    expect(exchanges[0]?.departures).toContain(
      "the body is compressed (gzip), although the request accepts no compression",
    );
  });

  test("with every line of a header", async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, {
        "set-cookie": ["a=1", "b=2"],
        "x-note": ["one", "two"],
        connection: "x-hop",
        "x-hop": "1",
      });
      response.end("{}");
    });
    const { blotato, exchanges } = await record(url);
    const response = await fetch(`${blotato.url}/v2/conversations`, { headers });
    expect(response.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
    expect([response.headers.get("x-note"), response.headers.get("x-hop")]).toEqual(["one, two", null]);
    expect(exchanges[0]?.response?.headers).toMatchObject({ "set-cookie": "[redacted]", "x-note": "one, two" });
  });

  test.each([
    ["HEAD", "conversations", 200, { "content-type": "application/json", "content-length": "1234" }, []],
    ["GET", "conversations", 304, { etag: '"x"', "content-length": "1234" }, ["the status 304 is not documented"]],
    ["GET", "conversations", 204, {}, ["the status 204 is not documented"]],
  ])(
    "without the body that %s /v2/%s with %i does not have, nor is one missed",
    async (method, path, status, given, departures) => {
      const url = await serve((_, response) => {
        response.writeHead(status, given).end();
      });
      const { blotato, exchanges } = await record(url);
      const response = await send(blotato.url, `${method} /v2/${path}`, headers);
      expect(response).toMatchObject({ status, headers: given, text: "" });
      expect(exchanges).toMatchObject([{ departures, problems: [], response: { status } }]);
      expect(exchanges[0]?.response?.body).toBeUndefined();
    },
  );

  test("but a body that is missing is missed", async () => {
    const { blotato, exchanges } = await record(await serve((_, response) => void response.end()));
    await fetch(`${blotato.url}/v2/conversations`, { headers });
    expect(exchanges[0]?.departures).toContain("Response body must be object");
  });

  test("with the same path below another base path, which is not an operation", async () => {
    const { blooio, exchanges } = await record(await respondingWith(200, {}));
    await fetch(`${new URL(blooio.url).origin}/chats`, { headers: { authorization: `Bearer ${key}` } });
    expect(exchanges).toMatchObject([{ operationId: null, problems: ["no operation has this method and path"] }]);
  });
});
