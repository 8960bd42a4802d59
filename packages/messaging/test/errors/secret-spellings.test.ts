/// <reference types="node" />
import { inspect } from "node:util";

import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { createBlooio } from "../../src/blooio/index.ts";
import { createBlotato } from "../../src/blotato/index.ts";
import { redactorOf } from "../../src/core/redact.ts";
import { UndocumentedBody, type Hooks } from "../../src/index.ts";
import { fails, json, reset, serviceOf, text, type Responder } from "../scripted-fetch.ts";
import { inVirtualTime, rejection, useVirtualTime } from "../virtual-time.ts";

useVirtualTime();

/** A key whose characters change in most notations. */
const apiKey = "blt_Zm9v/YmFy+YmF6cXV4MTIz&3==";
const escaped = (write: (code: number) => string): string =>
  apiKey.replaceAll(/\W/g, (character) => write(character.charCodeAt(0)));
const hex = (code: number): string => code.toString(16);

const spellings: readonly (readonly [string, string])[] = [
  ["as it is", apiKey],
  ["in small letters, as a host name", apiKey.toLowerCase()],
  ["in an address", encodeURIComponent(apiKey)],
  ["in an address, in small letters", escaped((code) => `%${hex(code)}`)],
  ["in an address within an address", encodeURIComponent(encodeURIComponent(apiKey))],
  ["in JSON with escaped slashes", apiKey.replaceAll("/", "\\/")],
  ["in JSON that escapes all signs", escaped((code) => `\\u00${hex(code)}`)],
  ["in JSON that escapes some of them", apiKey.replaceAll("/", "\\/").replaceAll("=", "\\u003D")],
  ["in a page, by number", escaped((code) => `&#${code};`)],
  ["in a page, by hexadecimal number", escaped((code) => `&#x${hex(code).toUpperCase()};`)],
  ["in a page, by name", apiKey.replaceAll("&", "&amp;").replaceAll("/", "&sol;").replaceAll("=", "&equals;")],
  ["in base64", btoa(apiKey)],
  ["in base64, behind a user", btoa(`user:${apiKey}`)],
  ["in base64, behind another user", btoa(`ab:${apiKey}@`)],
  ["in base64, behind a third user", btoa(`abc:${apiKey}`)],
  ["in base64 for addresses", btoa(`u:${apiKey}`).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")],
  ["in base64, in an address", encodeURIComponent(btoa(apiKey))],
];

/** Whether any eight characters in a row of a text are shown. */
function isShown(secret: string, ...values: readonly unknown[]): boolean {
  const log = values
    .flatMap((value) => [inspect(value, { depth: Number.POSITIVE_INFINITY, showHidden: true }), JSON.stringify(value)])
    .join("\n")
    .toLowerCase();
  const parts = Array.from({ length: secret.length - 7 }, (_, start) => secret.slice(start, start + 8).toLowerCase());
  return parts.some((part) => log.includes(part));
}

const clients = (responder: Responder, hooks: Hooks = {}) => {
  const options = { apiKey, hooks, retries: 0, fetch: serviceOf(responder).fetch };
  return { blotato: createBlotato(options), blooio: createBlooio(options) };
};

describe.each(spellings)("no error shows the key %s", (_, spelling) => {
  test.each([
    ["a message", json(401, { message: `bad ${spelling}`, error: { code: "x", message: `bad ${spelling}.` } })],
    ["truncated JSON", text(401, `{"message":"bad ${spelling}`)],
    ["a page", text(502, `<html><title>${spelling}</title><body>${spelling}</body></html>`)],
    ["a success", text(200, spelling)],
  ])("that stands in %s", async (__, responder) => {
    const { blotato, blooio } = clients(responder);
    for (const call of [blotato.conversations.get("1"), blooio.chats.get("1")]) {
      const error = await rejection(call);
      expect(isShown(spelling, error)).toBe(false);
      expect(JSON.stringify(error)).toContain("[redacted]");
    }
  });
});

describe("what is shown of a text", () => {
  const character = fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code));
  const keys = fc.string({ unit: character, minLength: 6, maxLength: 40 });
  const inJson = (sign: string): string => JSON.stringify(sign).slice(1, -1);
  const byNumber = (sign: string): string => `&#${sign.charCodeAt(0)};`;
  const inAddress = (sign: string): string => `%${sign.charCodeAt(0).toString(16).padStart(2, "0")}`;
  const inUnicode = (sign: string): string => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;
  const writers = [(sign: string) => sign, inJson, byNumber, inAddress, inUnicode];

  test("holds no key, however each of its characters is written, and keeps what stands around it", () => {
    fc.assert(
      fc.property(keys, fc.array(fc.nat(writers.length - 1), { minLength: 1 }), (key, ways) => {
        const spelt = Array.from(key, (sign) => sign)
          .map((sign, index) => writers[ways[index % ways.length] ?? 0]?.(sign))
          .join("");
        const shown = redactorOf([key])(`Grüße 🙂 ${spelt} zurück`);
        expect(shown).toMatch(/^Grüße 🙂 .*\[redacted\].* zurück$/);
        expect(shown.toLowerCase()).not.toContain(spelt.toLowerCase());
      }),
      { numRuns: 2_000 },
    );
  });

  test("is found in time that does not depend on the key: one of dashes in a text of dashes is no slower", () => {
    const page = `${"-".repeat(39)}y`.repeat(25_000);
    const time = (key: string): number => {
      const redact = redactorOf([key]);
      const times = [1, 2, 3].map(() => {
        const startedAt = process.cpuUsage();
        redact(page);
        return process.cpuUsage(startedAt).user;
      });
      return Math.min(...times);
    };
    expect(time("-".repeat(40))).toBeLessThan(10 * time("blt_Zm9vYmFyYmF6cXV4MTIz3456789abcdefghij"));
  });
});

test("what only resembles the key stays", async () => {
  const message = `bad ${apiKey.slice(0, 12)}…`;
  const error = await rejection(clients(json(401, { message })).blotato.conversations.get("1"));
  expect((error as Error).message).toContain(message);
});

describe("no error and no hook event shows", () => {
  test("what the raw client got in place of JSON", async () => {
    const { blotato, blooio } = clients(text(200, apiKey));
    for (const call of [blotato.raw.GET("/v2/conversations"), blooio.raw.GET("/chats")]) {
      const { error } = await call;
      expect(error).toEqual(new UndocumentedBody(200, "[redacted]"));
    }
  });

  test("a code of the system that holds the key", async () => {
    const error = await rejection(
      clients(async () => {
        throw Object.assign(new Error("x"), { code: apiKey });
      }).blotato.conversations.get("1"),
    );
    expect(error).toMatchObject({ name: "ConnectionError", code: "[redacted]" });
  });

  test("a cursor that is the key", async () => {
    const page = { items: [{ id: "1" }], cursor: apiKey };
    const { blotato } = clients(json(200, page));
    const error = await rejection(blotato.conversations.list().toArray({ limit: 10 }));
    expect(error).toMatchObject({ name: "PaginationError", cursor: "[redacted]" });
    expect(isShown(apiKey, error)).toBe(false);
  });

  test("an address that the key is part of", async () => {
    const events: unknown[] = [];
    const note = (event: unknown): void => void events.push(event);
    const fetch = serviceOf(reset).fetch;
    const options = { apiKey: "blt_abcdef123", baseUrl: "http://gateway.local/blt_abcdef123", fetch };
    const { raw } = createBlotato({ ...options, retries: 0, hooks: { onRequest: note, onResponse: note } });
    const error = await rejection(raw.GET("/v2/conversations"));
    expect(error).toMatchObject({ operationId: "GET /v2/conversations" });
    expect(isShown("blt_abcdef123", error, ...events)).toBe(false);
  });

  test.each([
    ["blotato-api-key", "other-key-of-a-tenant"],
    ["Authorization", "Bearer other-key-of-a-tenant"],
    ["x-api-key", "other-key-of-a-tenant"],
    ["x-api-key", "other-key-of-a-tenant and-its-region"],
    ["Cookie", "other-key-of-a-tenant"],
  ])("the secret in the header %s of one call", async (name, value) => {
    const events: unknown[] = [];
    const note = (event: unknown): void => void events.push(event);
    const secret = value.replace("Bearer ", "");
    const quoting = json(401, { message: `${secret} is bad` }, { "x-request-id": secret });
    const { blotato } = clients(quoting, { onResponse: note });
    const error = await rejection(blotato.conversations.get("1", { headers: { [name]: value } }));
    expect((error as Error).message).toContain("[redacted] is bad");
    expect(isShown("other-key-of-a-tenant", error, ...events)).toBe(false);
  });

  test("the path of a raw call, from a caller without types", async () => {
    const events: unknown[] = [];
    const note = (event: unknown): void => void events.push(event);
    const { blotato } = clients(fails(new Error("x")), { onRequest: note, onResponse: note });
    const error = await inVirtualTime(rejection(blotato.raw.GET(`/v2/${apiKey}` as "/v2/conversations")));
    expect(error).toMatchObject({ operationId: "GET /v2/[redacted]" });
    expect(isShown(apiKey, error, ...events)).toBe(false);
  });

  test("the secret in a header that is a parameter of a raw call, from a caller without types", async () => {
    const { blotato } = clients(text(200, "other-key-of-a-tenant is bad"));
    const params = { header: { "x-api-key": "other-key-of-a-tenant" } } as object;
    const { error } = await blotato.raw.GET("/v2/conversations", { params });
    expect(error).toEqual(new UndocumentedBody(200, "[redacted] is bad"));
  });

  test.each([
    ["Authorization", "Bearer secret-token-123\u2026"],
    ["x-token", "secret-token-123\nx"],
  ])("a header %s that cannot be sent", async (name, value) => {
    const error = await rejection(
      clients(json(200, {})).blotato.conversations.get("1", { headers: { [name]: value } }),
    );
    expect(error).toMatchObject({ name: "SwitchboardError" });
    expect((error as Error).message).toContain(name);
    expect(isShown("secret-token-123", error)).toBe(false);
  });
});
