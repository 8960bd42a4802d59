import { expect, test } from "vitest";

import { createBlotatoService } from "../../src/blotato/service.ts";
import { createClock } from "../../src/model/clock.ts";
import { start, testBlotato } from "./mocked-blotato.ts";

const blotato = testBlotato();

test.each<[string, string, string, number, RegExp]>([
  ["a request without a key", "", "GET /v2/conversations", 401, /API key/],
  ["an unknown path", "key", "GET /v2/nothing", 404, /no operation GET \/v2\/nothing/],
  ["a method that a path does not have", "key", "DELETE /v2/messages", 404, /takes GET and POST, not DELETE/],
  ["an unknown conversation", "key", "GET /v2/conversations/1", 404, /^conversationId: there is no conversation "1"$/],
  ["a limit of 0", "key", "GET /v2/conversations?limit=0", 422, /limit/],
  ["a limit of 251", "key", "GET /v2/messages?limit=251", 422, /limit/],
  ["an unknown platform", "key", "GET /v2/conversations?platform=fax", 422, /platform/],
  ["two platforms for one", "key", "GET /v2/conversations?platform=twitter&platform=facebook", 422, /platform/],
  ["an unknown platform in a list", "key", "GET /v2/messages?platform=twitter&platform=fax", 422, /platform/],
  ["a foreign cursor of conversations", "key", "GET /v2/conversations?cursor=abc", 422, /^cursor "abc"/],
  ["a foreign cursor of messages", "key", "GET /v2/messages?cursor=abc", 422, /^cursor "abc"/],
  ["a message without a body", "key", "POST /v2/messages", 422, /body/],
])("rejects %s", async (_, key, request, status, message) => {
  const response = await blotato.call(key, request);
  expect(response.status).toBe(status);
  expect(response.body).toEqual({
    message: expect.stringMatching(message),
    reqId: expect.stringMatching(/^req-\d{6}$/),
  });
});

test("numbers its errors", () => {
  const clock = createClock(start);
  const service = createBlotatoService({ clock, seed: 1 });
  const reject = () => service.reject({ kind: "malformed", reason: "limit is wrong" });
  expect(reject()).toEqual({ status: 422, body: { message: "limit is wrong", reqId: "req-000001" } });
  expect(reject()).toEqual({ status: 422, body: { message: "limit is wrong", reqId: "req-000002" } });
});

test("reports a bug of the mock with the vendor's code", () => {
  const service = createBlotatoService({ clock: createClock(start), seed: 1 });
  expect(service.reject({ kind: "internal", reason: "a bug" })).toEqual({
    status: 500,
    body: { message: "The mock failed: a bug", code: 9999, reqId: "req-000001" },
  });
});

test("accepts any key but an empty one", () => {
  const service = createBlotatoService({ clock: createClock(start), seed: 1 });
  expect(service.keyOf({ "blotato-api-key": "blt_abc==" })).toBe("blt_abc==");
  expect(service.keyOf({ "blotato-api-key": "" })).toBeUndefined();
  expect(service.keyOf({})).toBeUndefined();
});
