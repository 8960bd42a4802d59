import { describe, expect, test } from "vitest";

import { isApiError } from "../../src/index.ts";
import { blooioOf, blotatoOf, directMessage, messageOf } from "../samples.ts";
import { json, serviceOf, text, type Responder } from "../scripted-fetch.ts";
import { rejection } from "../virtual-time.ts";

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
