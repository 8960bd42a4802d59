/// <reference types="node" />
import { inspect } from "node:util";
import { Worker } from "node:worker_threads";

import { describe, expect, test, vi } from "vitest";

import {
  ApiError,
  ConnectionError,
  isApiError,
  PaginationError,
  SwitchboardError,
  TimeoutError,
  type ClientOptions,
} from "../../src/index.ts";
import { blooioOf, blotatoOf, conversationOf, directMessage, messageOf } from "../samples.ts";
import { fails, json, networkError, reset, serviceOf, silence, text, type Responder } from "../scripted-fetch.ts";
import { rejection } from "../virtual-time.ts";

const apiKey = "sk_live_8f3e2d1c0b9a";

type Copy = typeof import("../../src/index.ts") & typeof import("../../src/blotato/index.ts");

/** The package once more, as a program has it that two of its dependencies brought in different versions. */
async function anotherCopy(): Promise<Copy> {
  vi.resetModules();
  return { ...(await import("../../src/index.ts")), ...(await import("../../src/blotato/index.ts")) };
}

const failing = (responder: Responder): ClientOptions => ({
  apiKey,
  fetch: serviceOf(responder).fetch,
  retries: 0,
  timeout: 5,
});

describe("an error of another copy of the package", () => {
  const kinds: [string, Responder, new (...args: never) => Error][] = [
    ["ApiError", json(404, { message: "no" }), ApiError],
    ["ConnectionError", reset, ConnectionError],
    ["TimeoutError", silence, TimeoutError],
    ["PaginationError", json(200, {}), PaginationError],
  ];

  test.each(kinds)("is a %s here, and none of the others", async (name, responder, type) => {
    const copy = await anotherCopy();
    expect(copy.SwitchboardError).not.toBe(SwitchboardError);
    const error = await rejection(copy.createBlotato(failing(responder)).messages.list().first());
    expect(error).toMatchObject({ name });
    expect(error instanceof type).toBe(true);
    expect(error instanceof SwitchboardError).toBe(true);
    expect(kinds.filter(([, , other]) => error instanceof other).map(([other]) => other)).toEqual([name]);
    expect(isApiError(error, "blotato")).toBe(name === "ApiError");
    expect(
      copy.isApiError(
        await rejection(blotatoOf(serviceOf(responder), { retries: 0, timeout: 5 }).messages.list().first()),
      ),
    ).toBe(name === "ApiError");
  });

  test("is not taken for one of a class that a program has derived here", async () => {
    class OwnError extends ApiError {}
    const copy = await anotherCopy();
    const error = await rejection(copy.createBlotato(failing(json(404, { message: "no" }))).conversations.get("1"));
    expect(error instanceof OwnError).toBe(false);
    expect(
      (await rejection(blotatoOf(serviceOf(json(404, { message: "no" }))).conversations.get("1"))) instanceof OwnError,
    ).toBe(false);
  });

  test.each([null, undefined, "ApiError", 7, {}, new Error("x"), Object.create(null), { constructor: null }])(
    "is not taken for one when it is %o",
    (value) => {
      expect(value instanceof SwitchboardError).toBe(false);
      expect(isApiError(value)).toBe(false);
    },
  );
});

test("a client whose packages brought in two copies of their common part gives the text of what nobody documents", async () => {
  vi.resetModules();
  const generated = await import("@switchboard/blotato");
  vi.resetModules();
  vi.doMock("@switchboard/blotato", () => generated);
  try {
    const copy = await import("../../src/blotato/index.ts");
    const page = "<h1>Bad gateway</h1>";
    const error = await rejection(copy.createBlotato(failing(text(502, page))).conversations.get("1"));
    expect(error).toMatchObject({ name: "ApiError", status: 502, body: page });
    const { raw } = copy.createBlotato(failing(text(502, `<h1>${apiKey}</h1>`)));
    expect((await raw.GET("/v2/users/me")).error).toMatchObject({ status: 502, text: "<h1>[redacted]</h1>" });
  } finally {
    vi.doUnmock("@switchboard/blotato");
  }
});

describe("an error whose fields went through structuredClone, as between workers,", () => {
  test("is known by isApiError, with all that it says", async () => {
    const error = await rejection(
      blotatoOf(serviceOf(json(404, { message: "no", reqId: "r" }))).conversations.get("1"),
    );
    const cloned: unknown = structuredClone((error as SwitchboardError).toJSON());
    expect([isApiError(cloned), isApiError(cloned, "blotato"), isApiError(cloned, "blooio")]).toEqual([
      true,
      true,
      false,
    ]);
    expect(cloned).toMatchObject({ status: 404, kind: "notFound", requestId: "r", maybeSent: false });
  });

  test("is known when a worker posts it", async () => {
    const module = new URL("../../src/blotato/index.ts", import.meta.url);
    const code = `
      const { parentPort } = require("node:worker_threads");
      const fetch = async () => Response.json({ message: "no" }, { status: 404 });
      import(${JSON.stringify(module)})
        .then(({ createBlotato }) => createBlotato({ apiKey: "k", fetch }).conversations.get("1"))
        .catch((error) => parentPort.postMessage(error.toJSON()));
    `;
    const worker = new Worker(code, { eval: true });
    const posted = await new Promise((resolve, reject) => worker.once("message", resolve).once("error", reject));
    await worker.terminate();
    expect(isApiError(posted, "blotato")).toBe(true);
  });
});

describe("every error says whether anything was requested, and whether it may have been sent:", () => {
  const toBluesky = () => blotatoOf(serviceOf()).messages.reply(conversationOf({ platform: "bluesky" }), "Hello");

  test.each<[string, () => Promise<unknown>, object]>([
    ["a conversation that cannot be replied to", toBluesky, { code: "unsupported", attempts: 0, maybeSent: false }],
    [
      "a text that is too short",
      () => blotatoOf(serviceOf()).messages.send({ ...directMessage, text: "" }),
      { code: "outOfBounds", attempts: 0, maybeSent: false },
    ],
    [
      "an invalid id",
      () => blotatoOf(serviceOf()).conversations.get(".."),
      { code: "invalidInput", attempts: 0, maybeSent: false },
    ],
    [
      "an invalid limit",
      () => blotatoOf(serviceOf()).conversations.get("1", { timeout: -1 }),
      { code: "invalidOption", attempts: 0, maybeSent: false },
    ],
    [
      "an invalid idempotency key",
      () => blooioOf(serviceOf()).messages.send({ to: "+1", text: "a" }, { idempotencyKey: "two words" }),
      { code: "invalidOption", attempts: 0, maybeSent: false },
    ],
    [
      "a lost response",
      () => blotatoOf(serviceOf(reset)).messages.send(directMessage),
      { code: "ECONNRESET", attempts: 1, maybeSent: true },
    ],
    [
      "the vendor's own code",
      () => blotatoOf(serviceOf(json(400, { message: "no", code: 20102 }))).messages.send(directMessage),
      { code: 20102, attempts: 1, maybeSent: false },
    ],
    [
      "an invalid page",
      () =>
        blotatoOf(serviceOf(json(200, {})))
          .messages.list()
          .first(),
      { attempts: 1, maybeSent: false },
    ],
  ])("%s", async (_, call, expected) => {
    const error = await rejection(call());
    expect(error).toBeInstanceOf(SwitchboardError);
    expect(error).toMatchObject(expected);
  });

  test("a missing key has a code of its own", () => {
    vi.stubEnv("BLOTATO_API_KEY", "");
    try {
      blotatoOf({ fetch: serviceOf().fetch }, { apiKey: "" } as object);
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ name: "SwitchboardError", code: "missingKey", attempts: 0, maybeSent: false });
    } finally {
      vi.unstubAllEnvs();
    }
  });
});

test.each<[string, Responder]>([
  ["a response", json(404, { message: "no" })],
  ["a lost connection", reset],
  ["an invalid page", json(200, {})],
])("what an error of %s does not know is not printed", async (_, responder) => {
  const error = await rejection(blotatoOf(serviceOf(responder), { retries: 0 }).messages.list().first());
  expect(inspect(error)).not.toContain("undefined");
});

describe("the cause of a ConnectionError", () => {
  test("is what fetch threw, with the system's code", async () => {
    const thrown = networkError("ECONNRESET", "read");
    const error = await rejection(blotatoOf(serviceOf(fails(thrown))).messages.send(directMessage));
    expect((error as Error).cause).toMatchObject({
      name: "TypeError",
      message: "fetch failed",
      cause: { message: "read ECONNRESET", code: "ECONNRESET" },
    });
  });

  test("shows no key, and ends where it leads back to itself", async () => {
    const thrown = Object.assign(new Error(`Bearer ${apiKey} was rejected`), { code: apiKey });
    thrown.cause = thrown;
    const error = await rejection(blotatoOf(serviceOf(fails(thrown)), { retries: 0 }).messages.send(directMessage));
    const shown = inspect(error, { depth: Number.POSITIVE_INFINITY, showHidden: true });
    expect(shown).toContain("[redacted] was rejected");
    expect(shown).not.toContain(apiKey);
  });
});

describe("the body of an ApiError is what its type says: a documented one, or a text", () => {
  const failedMessage = messageOf({ status: "failed", errorCode: 20102, errorMessage: "Closed" });

  test.each<[string, Responder, unknown]>([
    ["a documented error", json(400, { message: "no", reqId: "r" }), { message: "no", reqId: "r" }],
    ["a message that failed", json(201, failedMessage), failedMessage],
    ["a page", text(502, "<h1>Bad Gateway</h1>"), "<h1>Bad Gateway</h1>"],
    ["nothing", text(500, ""), ""],
    ["null", text(500, "null"), "null"],
    ["a list", json(500, ["no"]), '["no"]'],
    ["an object that nobody documents", json(400, { message: ["no"] }), '{"message":["no"]}'],
    ["a success without its fields", json(201, { ok: true }), '{"ok":true}'],
  ])("%s", async (_, responder, body) => {
    const error = await rejection(blotatoOf(serviceOf(responder), { retries: 0 }).messages.send(directMessage));
    if (!isApiError(error, "blotato")) throw error;
    expect(error.body).toEqual(body);
    // What a catch block does with it: it compiles only where it is true.
    const said =
      typeof error.body === "string"
        ? error.body
        : "message" in error.body
          ? error.body.message.toUpperCase()
          : "other";
    expect(said).toEqual(expect.any(String));
  });

  test.each<[string, Responder, unknown]>([
    ["a documented error", json(400, { error: { code: "x", message: "no" } }), { error: { code: "x", message: "no" } }],
    [
      "one of the key check",
      json(401, { error: "Unauthorized", message: "no" }),
      { error: "Unauthorized", message: "no" },
    ],
    ["results of recipients", json(422, { fan_out: true, data: [] }), { fan_out: true, data: [] }],
    ["results without a list", json(422, { fan_out: true }), '{"fan_out":true}'],
    ["an error without a reason", json(400, { error: { code: 7 } }), '{"error":{"code":7}}'],
    ["null", text(500, "null"), "null"],
  ])("on Blooio: %s", async (_, responder, body) => {
    const error = await rejection(
      blooioOf(serviceOf(responder), { retries: 0 }).messages.send({ to: "+1", text: "a" }),
    );
    if (!isApiError(error, "blooio")) throw error;
    expect(error.body).toEqual(body);
  });

  test.each<[string, Responder, unknown]>([
    ["an object that nobody documents", json(400, { message: ["no"] }), { status: 400, text: '{"message":["no"]}' }],
    ["nothing", text(404, ""), { status: 404, text: "" }],
  ])("and so is the error of raw: %s", async (_, responder, expected) => {
    const { data, error } = await blotatoOf(serviceOf(responder)).raw.GET("/v2/conversations");
    expect([data, error]).toEqual([undefined, expect.objectContaining(expected)]);
  });
});
