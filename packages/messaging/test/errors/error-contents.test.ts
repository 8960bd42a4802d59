/// <reference types="node" />
import { inspect } from "node:util";

import { describe, expect, test, vi } from "vitest";

import { SwitchboardError } from "../../src/index.ts";
import { apiKey, blooioOf, blotatoOf, conversationOf, directMessage } from "../samples.ts";
import { fails, json, networkError, reset, serviceOf, type Responder } from "../scripted-fetch.ts";
import { rejection } from "../virtual-time.ts";

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
