/// <reference types="node" />
import { inspect } from "node:util";

import { describe, expect, test } from "vitest";

import { createBlooio } from "../../src/blooio/index.ts";
import { createBlotato } from "../../src/blotato/index.ts";
import { SwitchboardError, type Hooks } from "../../src/index.ts";
import { apiKey, blooioOf, blotatoOf, directMessage } from "../samples.ts";
import { brokenBody, fails, json, serviceOf, silence, text, unreached, type Responder } from "../scripted-fetch.ts";
import { inVirtualTime, rejection, useVirtualTime } from "../virtual-time.ts";

useVirtualTime();

/** Everything that a logger could make of a value. */
function shown(value: unknown): string {
  const fields =
    typeof value === "object" && value !== null
      ? Object.getOwnPropertyNames(value).map((name) => String(Reflect.get(value, name)))
      : [];
  return [
    inspect(value, { depth: Number.POSITIVE_INFINITY, showHidden: true, getters: true }),
    JSON.stringify(value),
    String(value),
    ...fields,
  ].join("\n");
}

/** The parts of the key that can be seen: any eight characters in a row are too much. */
function partsOfKey(...values: readonly unknown[]): string[] {
  const log = values.map(shown).join("\n");
  const parts = Array.from({ length: apiKey.length - 7 }, (_, start) => apiKey.slice(start, start + 8));
  return parts.filter((part) => log.includes(part));
}

test.each([
  ["cut", '{"data":{"id":"wh_1","signing_secret":"whsec_0123456789abcdef'],
  ["without what was expected", '{"signing_secret":"whsec_0123456789abcdef"}'],
])("the secret of a new webhook is in no error and no hook when the response is %s", async (_, body) => {
  const events: unknown[] = [];
  const note = (event: unknown): void => void events.push(event);
  const service = serviceOf(text(201, body, { "content-type": "application/json" }));
  const blooio = blooioOf(service, { retries: 0, hooks: { onRequest: note, onResponse: note, onRetry: note } });
  const error = await rejection(blooio.webhooks.create({ url: "https://bakery.example/hooks" }));
  expect([error, ...events].map(shown).join("\n")).not.toContain("0123456789abcdef");
  expect(shown(error)).toContain("[redacted]");
});

/** Fails calls of both APIs with one response, and gives the errors and all hook events. */
async function whatIsShown(responder: Responder): Promise<unknown[]> {
  const events: unknown[] = [];
  const note = (event: unknown): void => void events.push(event);
  const hooks: Hooks = { onRequest: note, onResponse: note, onRetry: note };
  const service = serviceOf(responder);
  const [blotato, blooio] = [
    blotatoOf(service, { hooks, retries: 1, timeout: 50 }),
    blooioOf(service, { hooks, retries: 1, timeout: 50 }),
  ];
  const calls = [
    blotato.messages.send(directMessage),
    blotato.conversations.list().first(),
    blooio.messages.send({ to: "+1", text: "a" }),
    blooio.chats.get("chat_1"),
  ];
  const errors = await inVirtualTime(Promise.all(calls.map(rejection)));
  expect(service.requests.every(({ headers }) => JSON.stringify([...headers]).includes(apiKey))).toBe(true);
  return [...errors, ...events];
}

describe("no error and no hook event shows the key", () => {
  const quoting = `The key "${apiKey}" is not valid, Bearer ${apiKey}`;

  test.each([
    ["Blotato's error quotes it", json(401, { message: quoting, code: apiKey, reqId: apiKey })],
    [
      "Blooio's error quotes it",
      json(401, { error: { code: apiKey, message: quoting, details: { [apiKey]: [apiKey, { deep: quoting }] } } }),
    ],
    [
      "Blooio's flat error quotes it",
      json(401, { error: "Unauthorized", message: quoting, status: 401, code: apiKey }),
    ],
    [
      "a fan-out quotes it",
      json(422, { fan_out: true, data: [{ to: apiKey, error: { code: apiKey, message: quoting } }] }),
    ],
    ["a page quotes it", text(502, `<html><title>${apiKey}</title><pre>blotato-api-key: ${apiKey}</pre></html>`)],
    ["plain text quotes it", text(500, quoting)],
    ["truncated JSON quotes it", text(400, `{"message":"${quoting}`)],
    ["a success that is truncated quotes it", text(201, `{"id":"${apiKey}`)],
    ["a redirect carries it", text(302, "", { location: `https://example.com/login?key=${apiKey}#${apiKey}` })],
    [
      "a connection error quotes it",
      fails(new TypeError(quoting, { cause: Object.assign(new Error(quoting), { code: "ECONNRESET" }) })),
    ],
    ["a thrown text quotes it", fails(quoting)],
    ["a success is cut off in it", brokenBody(201, `{"id":"${apiKey}`)],
    ["nothing is quoted: no connection", unreached],
    ["nothing is quoted: a timeout", silence],
  ])("when %s", async (_, responder) => {
    expect(partsOfKey(...(await whatIsShown(responder)))).toEqual([]);
  });

  test.each([
    ["a success that is not JSON quotes it", text(200, `${apiKey} is fine`)],
    ["a redirect's host is it", text(302, "", { location: `https://${apiKey}.example.com/` })],
    ["the request id is it", json(401, { message: "no" }, { "x-request-id": apiKey })],
    ["the status line quotes it", () => new Response("", { status: 401, statusText: apiKey })],
  ])("when %s", async (_, responder) => {
    expect(partsOfKey(...(await whatIsShown(responder)))).toEqual([]);
  });

  test("when a message that failed at once quotes it", async () => {
    const failed = { id: "msg_1", status: "failed", error: { code: "x", message: `${apiKey} is blocked` } };
    expect(
      partsOfKey(await rejection(blooioOf(serviceOf(json(201, failed))).messages.send({ to: "+1", text: "a" }))),
    ).toEqual([]);
  });
});

test.each([
  ["blotato", blotatoOf(serviceOf(silence))],
  ["blooio", blooioOf(serviceOf(silence))],
])("the %s client shows no key, however deep one looks", (_, client) => {
  expect(partsOfKey(client, client.raw)).toEqual([]);
});

test("a listing shows no key", () => {
  expect(partsOfKey(blotatoOf(serviceOf(silence)).conversations.list())).toEqual([]);
});

test.each([undefined, null, 5, {}, [apiKey]])("a key that is not a text, %j, is rejected at once", (key) => {
  for (const create of [createBlotato, createBlooio]) {
    expect(() => create({ apiKey: key as never })).toThrow(/apiKey (must be|is missing)/);
  }
});

test.each([`${apiKey} `, `"${apiKey}\n"`, `Bearer ${apiKey}`, `${apiKey}é`, ""])(
  "a key that cannot be sent, %j, is rejected without being quoted",
  (key) => {
    for (const create of [createBlotato, createBlooio]) {
      try {
        create({ apiKey: key });
        expect.unreachable();
      } catch (error) {
        expect(error).toBeInstanceOf(SwitchboardError);
        expect(partsOfKey(error)).toEqual([]);
      }
    }
  },
);
