import * as fc from "fast-check";
import { describe, expect, test, vi } from "vitest";

import { ApiError, isApiError, SwitchboardError } from "../../src/index.ts";
import { blooioOf, blotatoOf, directMessage } from "../samples.ts";
import { json, reset, serviceOf, text, unreached, type Responder } from "../scripted-fetch.ts";
import { rejection } from "../virtual-time.ts";

const once = { retries: 0 } as const;
const ofBlotato = (responder: Responder): Promise<unknown> =>
  rejection(blotatoOf(serviceOf(responder), once).messages.send(directMessage));
const ofBlooio = (responder: Responder): Promise<unknown> =>
  rejection(blooioOf(serviceOf(responder), once).messages.send({ to: "+1", text: "a" }));

describe("Blotato's documented errors", () => {
  test.each([
    [
      400,
      { message: "Bad input", code: 20102, reqId: "req_1" },
      { kind: "validation", code: 20102, requestId: "req_1" },
    ],
    [401, { message: "Unauthorized" }, { kind: "auth" }],
    [403, { message: "Forbidden", code: "x" }, { kind: "auth", code: "x" }],
    [404, { message: "No such conversation" }, { kind: "notFound" }],
    [422, { message: "text: too long" }, { kind: "validation" }],
    [
      429,
      { message: "Too many, retry in 49 seconds", statusCode: 429 },
      { kind: "rateLimit", retryAfter: 49_000, retryable: true },
    ],
    [
      500,
      { message: "Internal error", reqId: "req_2" },
      { kind: "server", requestId: "req_2", maybeSent: true, retryable: false },
    ],
  ])("%i %j", async (status, body, expected) => {
    const error = await ofBlotato(json(status, body));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ api: "blotato", operationId: "sendMessage", status, body, ...expected });
    expect((error as Error).message).toContain(body.message);
  });
});

describe("Blooio's documented errors", () => {
  const envelope = {
    error: { code: "invalid_content", message: "Exactly one of text …", details: { fields: ["text"] } },
  };
  const fanOut = {
    fan_out: true,
    sent: 0,
    failed: 2,
    data: [
      { to: "+1", status: "failed", error: { code: "no_route", message: "No channel reaches it" } },
      { to: "+2", error: null },
    ],
  };

  test.each([
    [400, envelope, "Exactly one of text", { kind: "validation", code: "invalid_content" }],
    [
      401,
      { error: "Unauthorized", message: "The key is not valid", status: 401, code: "invalid_key" },
      "The key is not valid",
      { kind: "auth", code: "invalid_key" },
    ],
    [
      401,
      { error: "Unauthorized", message: "The key is not valid", status: 401 },
      "The key is not valid",
      { kind: "auth" },
    ],
    [
      403,
      { error: { code: "held", message: "A safety rule held it" } },
      "A safety rule held it",
      { kind: "auth", code: "held" },
    ],
    [404, { error: { code: "not_found", message: "Gone" } }, "Gone", { kind: "notFound" }],
    [409, { error: { code: "ambiguous_from", message: "Two channels" } }, "Two channels", { kind: "conflict" }],
    [422, fanOut, "+1: No channel reaches it; +2: no reason given", { kind: "validation", code: "no_route" }],
    [502, { error: { code: "upstream", message: "Down" } }, "Down", { kind: "server", maybeSent: true }],
  ])("%i %j", async (status, body, words, expected) => {
    const error = await ofBlooio(json(status, body, { "x-request-id": "req_9" }));
    expect(error).toMatchObject({ name: "ApiError", api: "blooio", status, body, requestId: "req_9", ...expected });
    expect((error as Error).message).toContain(words);
  });
});

describe("responses that nobody documents become an ApiError that a person can read", () => {
  const page = "<!DOCTYPE html><html><head><title>\n 502 Bad Gateway </title></head><body>nginx</body></html>";

  test.each([
    ["an empty body", text(500, ""), /empty body/],
    ["an empty body with its length", text(500, "", { "content-length": "0" }), /empty body/],
    ["a page", text(502, page), /failed with 502: 502 Bad Gateway nginx/],
    ["a page without a word", text(503, "<html></html>"), /failed with 503: an empty body/],
    ["a page of tags that never end", text(503, "<".repeat(500_000)), /failed with 503: </],
    ["plain text", text(500, "upstream connect error"), /upstream connect error/],
    ["truncated JSON", text(400, '{"message":"Bad inp'), /Bad inp/],
    ["a number", text(400, "42"), /42/],
    ["null", text(400, "null"), /400/],
    ["an unknown shape", json(418, { detail: "teapot" }), /teapot/],
    ["a list", json(500, [{ message: "a" }]), /\[/],
    ["a long text", text(500, "x".repeat(10_000)), /xxx…/],
    ["shapes with the wrong types", json(400, { message: 7, code: {}, error: null, reqId: 1 }), /400/],
  ])("%s", async (_, responder, words) => {
    for (const error of [await ofBlotato(responder), await ofBlooio(responder)]) {
      expect(error).toBeInstanceOf(ApiError);
      expect((error as Error).message).toMatch(words);
      expect((error as Error).message.length).toBeLessThan(500);
    }
  });

  test.each([
    ["/v2/other", "https://backend.blotato.com"],
    ["//example.com/x", "https://example.com"],
    ["https://example.com/x?y", "https://example.com"],
    ["http://", "another place"],
  ])("a redirect to %s", async (location, target) => {
    // Browsers of 2023 have no URL.parse.
    vi.stubGlobal(
      "URL",
      class extends URL {
        static override parse = undefined as never;
      },
    );
    const error = await ofBlotato(text(307, "", { location }));
    vi.unstubAllGlobals();
    expect((error as Error).message).toContain(`a redirect to ${target},`);
  });

  test("a fan-out with a null in it", async () => {
    expect(await ofBlooio(json(422, { fan_out: true, data: [null] }))).toBeInstanceOf(ApiError);
  });

  test("lists in lists in lists", async () => {
    expect(await ofBlotato(text(400, "[".repeat(100_000) + "]".repeat(100_000)))).toBeInstanceOf(ApiError);
  });

  test("any JSON at all, with any error status", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(400, 401, 404, 409, 422, 429, 500, 503),
        fc.jsonValue({ maxDepth: 3 }),
        async (status, body) => {
          for (const error of [await ofBlotato(json(status, body)), await ofBlooio(json(status, body))]) {
            expect(error).toBeInstanceOf(ApiError);
            expect(error).toMatchObject({ status });
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe("a success that cannot be read is a typed error, which says that the message may be there", () => {
  test.each([
    ["truncated JSON", text(201, '{"id":"msg_1","te'), 201],
    ["no body", text(201, ""), 201],
    ["no content", () => new Response(null, { status: 204 }), 204],
    ["a page", text(200, "<!doctype html><title>Log in</title>"), 200],
    ["plain text", text(200, "OK"), 200],
  ])("%s", async (_, responder, status) => {
    for (const error of [await ofBlotato(responder), await ofBlooio(responder)]) {
      expect(error).toBeInstanceOf(ApiError);
      expect(error).toMatchObject({ status, kind: "server", maybeSent: true });
    }
  });

  test("of a read, it says no such thing, and may be repeated", async () => {
    const error = await rejection(
      blotatoOf(serviceOf(text(200, '{"items":[{"id"')))
        .conversations.list()
        .first(),
    );
    expect(error).toMatchObject({
      name: "ApiError",
      status: 200,
      maybeSent: false,
      retryable: true,
      body: '{"items":[{"id"',
    });
  });

  test.each([["null"], ['"OK"'], ["[]"], ["42"]])("%s in place of an object", async (body) => {
    expect(await ofBlooio(text(201, body))).toMatchObject({ name: "ApiError", maybeSent: true });
    expect(await ofBlotato(text(201, body))).toMatchObject({ name: "ApiError", maybeSent: true });
  });
});

describe("isApiError", () => {
  test("is true for errors of responses only, and with a name for that API's only", async () => {
    const error = await ofBlotato(json(404, { message: "no" }));
    expect([isApiError(error), isApiError(error, "blotato"), isApiError(error, "blooio")]).toEqual([true, true, false]);
    for (const other of [new SwitchboardError("no"), new Error("no"), null, { name: "ApiError", api: "blotato" }]) {
      expect(isApiError(other, "blotato")).toBe(false);
    }
  });
});

test.each([
  [
    "a response",
    () => ofBlotato(json(400, { message: "no", code: 20102 })),
    { name: "ApiError", status: 400, kind: "validation", code: 20102 },
  ],
  [
    "no connection",
    () => ofBlotato(unreached),
    { name: "ConnectionError", code: "ENOTFOUND", attempts: 1, maybeSent: false },
  ],
  [
    "a lost connection",
    () => ofBlotato(reset),
    { name: "ConnectionError", code: "ECONNRESET", operationId: "sendMessage", maybeSent: true },
  ],
  [
    "a page without items",
    () =>
      rejection(
        blotatoOf(serviceOf(json(200, {})))
          .messages.list({ cursor: "c" })
          .first(),
      ),
    { name: "PaginationError", cursor: "c" },
  ],
  [
    "a rejection before the request",
    () => rejection(blotatoOf(serviceOf()).conversations.get("")),
    { name: "SwitchboardError" },
  ],
])("an error of %s keeps its message and its facts in JSON", async (_, failing, facts) => {
  const error = await failing();
  expect(error).toBeInstanceOf(SwitchboardError);
  expect(JSON.parse(JSON.stringify(error))).toMatchObject({ ...facts, message: (error as Error).message });
});
