import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { createRedactor, type Redactor } from "../../../src/control/journal/redact.ts";

const key = 'key/of+this="te\\st"!~%41';
const base64 = (text: string): string => Buffer.from(text).toString("base64");
const base64url = (text: string): string => Buffer.from(text).toString("base64url");
const json = (text: string): string => JSON.stringify(text).slice(1, -1);
const inUnits = (text: string): string =>
  Array.from(text, (character) => String.raw`\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");
const inBytes = (text: string): string => Buffer.from(text).toString("hex").replaceAll(/../g, "%$&");

const spellings: readonly (readonly [name: string, spelt: string])[] = [
  ["as it is", key],
  ["in JSON", json(key)],
  ["in JSON within JSON", json(json(key))],
  ["in JSON with escaped slashes", json(key).replaceAll("/", String.raw`\/`)],
  ["in JSON with one letter as its code", String.raw`\u006b${json(key).slice(1)}`],
  ["in JSON with every letter as its code", inUnits(key)],
  [
    "with every letter as its code in capitals",
    inUnits(key)
      .toUpperCase()
      .replaceAll(String.raw`\U`, String.raw`\u`),
  ],
  ["in an address", encodeURIComponent(key)],
  ["in an address, in small letters", encodeURIComponent(key).toLowerCase()],
  ["in an address, with every letter encoded", inBytes(key)],
  ["in an address, twice encoded", encodeURIComponent(encodeURIComponent(key))],
  ["in an address, thrice encoded", encodeURIComponent(encodeURIComponent(inBytes(key)))],
  ["in a form", String(new URLSearchParams({ q: key })).slice(2)],
  ["in base64", base64(key)],
  ["in base64, behind one letter", base64(`a${key}`)],
  ["in base64, behind two letters", base64(`a:${key}:b`)],
  ["in base64 for addresses", base64url(`me:${key}`)],
  ["in base64 in an address", encodeURIComponent(base64(`me:${key}`))],
];

describe("a key", () => {
  const redact = createRedactor(key);
  // Of base64, the edges stay that hold what stands beside the key.
  const hidden = /^before \w{0,6}\[redacted\][\w+/=%-]{0,6} after$/;

  test.each(spellings)("is found in a text %s", (_, spelt) => {
    expect(redact.text(`before ${spelt} after`)).toMatch(hidden);
  });

  test.each(spellings)("is found in a path and in a parameter %s", (_, spelt) => {
    expect(redact.target(`/v2/before ${spelt} after`).slice("/v2/".length)).toMatch(hidden);
    expect(redact.target(`/v2/x?q=before ${spelt} after`).slice("/v2/x?q=".length)).toMatch(hidden);
  });

  test.each(spellings)("is found in the values and the names of a body %s", (_, spelt) => {
    const text = `before ${spelt} after`;
    const shown = redact.body(JSON.stringify({ list: [{ text }], [text]: 1 })) as { readonly list: [{ text: string }] };
    expect(shown.list[0].text).toMatch(hidden);
    expect(Object.keys(shown)[1]).toMatch(hidden);
  });

  test("is found in a body that spells it as JSON may, which stays JSON", () => {
    expect(redact.body(`{"text":"${inUnits(key)}","other":"a\\\\b"}`)).toEqual({ text: "[redacted]", other: "a\\b" });
  });

  test("is found where a body gives it as a number", () => {
    expect(createRedactor("4711471147").body('{"id":4711471147,"count":5}')).toEqual({ id: "[redacted]", count: 5 });
  });

  test("is found when it has letters beyond ASCII", () => {
    const redacting = createRedactor("schlüssel-wörter");
    for (const spelt of ["schlüssel-wörter", encodeURIComponent("schlüssel-wörter"), base64("schlüssel-wörter")])
      expect(redacting.text(spelt)).toMatch(/^\[redacted\][\w=]{0,3}$/);
  });

  test("that is of another vendor is found by its header, wherever else it stands", () => {
    const headers = { authorization: "Bearer another-secret", "x-api-key": "third-secret", "x-note": "x third-secret" };
    const redacting = createRedactor(key, headers);
    expect(redacting.body('{"text":"another-secret and third-secret"}')).toEqual({ text: "[redacted] and [redacted]" });
    expect(redacting.headers(headers)).toEqual({
      authorization: "[redacted]",
      "x-api-key": "[redacted]",
      "x-note": "x [redacted]",
    });
  });

  test("leaves everything else as it is, with whatever escapes", () => {
    const text = String.raw`100% of C:\new\u0041 %zz %2 and "a\\b" \u00`;
    expect(redact.text(text)).toBe(text);
    expect(redact.body(JSON.stringify({ text, list: [1, null, true, ""] }))).toEqual({
      text,
      list: [1, null, true, ""],
    });
    expect(createRedactor(undefined).text(text)).toBe(text);
    expect(createRedactor("\\".repeat(9)).text(text)).toBe(text);
  });

  test("stays where it is short, but not in what tells of a credential", () => {
    const redacting = createRedactor("abc1234", { "x-api-key": "abc1234" });
    expect(redacting.target("/v2/conversations/abc1234?api_key=abc1234")).toBe(
      "/v2/conversations/abc1234?api_key=[redacted]",
    );
    expect(redacting.headers({ "x-api-key": "abc1234", "x-note": "abc1234" })).toEqual({
      "x-api-key": "[redacted]",
      "x-note": "abc1234",
    });
  });
});

describe("a name that tells of a credential", () => {
  const redact = createRedactor(undefined);

  test.each(["api_key", "apiKey", "api%5Fkey", "api%5fkey", "api%255Fkey", "%61pikey", "key", "auth", "access_token"])(
    "hides the value of a parameter: %s",
    (name) => {
      expect(redact.target(`/v2/x?limit=1&${name}=hunter2&after=2`)).toBe(`/v2/x?limit=1&${name}=[redacted]&after=2`);
    },
  );

  test.each(["limit", "cursor", "author", "keyword", "%zz", "contact_id"])("is none of %s", (name) => {
    expect(redact.target(`/v2/x?${name}=hunter2`)).toBe(`/v2/x?${name}=hunter2`);
  });

  test.each([
    "x-auth",
    "x-auth-key",
    "authorization",
    "blotato-api-key",
    "cookie",
    "x-secret",
    "set-cookie",
    "x-apikey",
  ])("hides the value of a header: %s", (name) => {
    expect(redact.headers({ [name]: "hunter2" })).toEqual({ [name]: "[redacted]" });
  });

  test("hides a parameter in a header that holds an address", () => {
    expect(redact.headers({ referer: "http://localhost/?api_key=hunter2&x=1", "idempotency-key": "one" })).toEqual({
      referer: "http://localhost/?api_key=[redacted]&x=1",
      "idempotency-key": "one",
    });
  });

  test("hides every value of a field, at whatever depth, and no flag", () => {
    const body = {
      apiKey: "hunter2",
      list: [{ api_key: { valid: true, value: "hunter2", at: [4711] }, Authorization: "Bearer hunter2" }],
      access_token: "hunter2",
      password: "",
      clientSecret: null,
      text: "the token is said",
    };
    expect(redact.body(JSON.stringify(body))).toEqual({
      apiKey: "[redacted]",
      list: [{ api_key: { valid: true, value: "[redacted]", at: ["[redacted]"] }, Authorization: "[redacted]" }],
      access_token: "[redacted]",
      password: "[redacted]",
      clientSecret: null,
      text: "the token is said",
    });
  });

  test.each([
    ['{"apiKey":"hunter2","a":1', '{"apiKey":[redacted],"a":1'],
    ['{"password": "hun\\"ter2', '{"password": [redacted]'],
    ["a=1&api%5Fkey=hunter2&b=2", "a=1&api%5Fkey=[redacted]&b=2"],
    ["authorization: Bearer hunter2, a", "authorization: [redacted], a"],
    ["client_secret='hunter2'; a", "client_secret=[redacted]"],
  ])("hides the value also in what is not JSON: %s", (body, shown) => {
    expect(redact.body(body)).toBe(shown);
  });
});

describe("a body", () => {
  const redact = createRedactor(key);
  const nested = (levels: number): string => `${"[".repeat(levels)}${"]".repeat(levels)}`;

  test("is shown as it is nested, up to 200 levels", () => {
    expect(redact.body(nested(200))).toEqual(JSON.parse(nested(200)));
    for (const levels of [202, 50_000])
      expect(redact.body(nested(levels))).toBe("[nested deeper than 200 levels, which are not shown]");
  });

  test("keeps a field by the name of a prototype", () => {
    expect(JSON.stringify(redact.body('{"__proto__":{"a":1}}'))).toBe('{"__proto__":{"a":1}}');
  });

  // Where a search went back again and again, each of these would take minutes.
  test.each(["\\", "%", "%25", "25", "token", 'token="', "token   ", "&", "?", "&a=", "key/of+this="])(
    "of a quarter of a million characters takes no time, whatever it repeats: %s",
    (part) => {
      const text = part.repeat(250_000 / part.length);
      expect(String(redact.body(text)).length).toBeGreaterThan(0);
      expect(redact.target(text).length).toBeGreaterThan(0);
    },
  );
});

/** Keys as vendors make them, and worse: with the words and characters by which a name and its value are told apart. */
const anyKey = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.string({ minLength: 1, maxLength: 12 }) },
      fc.constantFrom("secret", "token", "session", "api_key", "blt_", "sk_live_", "password", "bearer "),
      fc.constantFrom("=", "==", "&", "?", ":", ";", "%", "%3D", "+", "/", '"', "'", "\\", "[", "]", "}", ","),
    ),
    { minLength: 2, maxLength: 8 },
  )
  .map((parts) => parts.join("").trim())
  .filter((text) => text.length >= 8 && text.replaceAll(/%[\da-f]{2}|\\u[\da-f]{4}|\\/gi, "").length >= 4);

const places: readonly ((key: string, redactor: Redactor) => unknown)[] = [
  (secret, { text }) => text(`the key ${secret} is wrong`),
  (secret, { headers }) =>
    headers({ "x-echo": key, link: `<https://a.example/?q=${secret}>; rel=next`, "x-many": `${secret}, ${secret}` }),
  (secret, { target }) => target(`/v2/messages?q=${encodeURIComponent(secret)}&limit=1`),
  (secret, { target }) => target(`/v2/messages?${secret}`),
  (secret, { body }) => body(`<p>${secret}</p><a href="/?a=1&token=${secret}">x</a>`),
  (secret, { body }) => body(`q=${encodeURIComponent(secret)}&note=${secret}`),
  (secret, { body }) => body(JSON.stringify({ echo: secret, list: [`with ${secret}`], [secret]: 1 })),
  (secret, { body }) => body(`{"cut": ${JSON.stringify(secret)}, "no`),
];

test("a key of whatever shape is taken out as a whole, wherever it stands", () => {
  fc.assert(
    fc.property(anyKey, fc.constantFrom(...places.keys()), (secret, place) => {
      const make = places[place] ?? (() => "");
      const windows = Array.from({ length: secret.length - 7 }, (_, at) => secret.slice(at, at + 8));
      // What a place itself says is not of the key.
      const own = JSON.stringify(make("", createRedactor(undefined)));
      const shown = JSON.stringify(make(secret, createRedactor(secret)));
      const left = windows.filter((part) => shown.includes(JSON.stringify(part).slice(1, -1)) && !own.includes(part));
      expect({ left, shown }).toEqual({ left: [], shown });
    }),
    { numRuns: 3_000 },
  );
});

test.each(["blt_secretAAAA1111BBBB2222==", "sk=tokenAAAA1111BBBB", "a&session=1111222233334444"])(
  "nothing of the key %s is left in a header, an address or a page",
  (secret) => {
    const redactor = createRedactor(secret);
    for (const place of places) expect(JSON.stringify(place(secret, redactor))).not.toMatch(/AAAA|1111|BBBB|2222/);
  },
);
