import { describe, expect, test } from "vitest";

import type { Blooio } from "../../src/blooio/index.ts";
import type { Blotato } from "../../src/blotato/index.ts";
import { ApiError, ConnectionError, TimeoutError } from "../../src/index.ts";
import { accepted, blooioOf, blotatoOf, directMessage, messageOf, tweet } from "../samples.ts";
import {
  brokenBody,
  fails,
  json,
  networkError,
  reset,
  serviceOf,
  silence,
  stalledBody,
  text,
  unreached,
  type Responder,
} from "../scripted-fetch.ts";
import { inVirtualTime, rejection, useVirtualTime } from "../virtual-time.ts";

useVirtualTime();

/** What twice would do: nothing (`read`, `cleared`), nothing thanks to the key (`keyed`), or a second message (`once`). */
type Manner = "read" | "cleared" | "keyed" | "once";

interface Operation {
  readonly manner: Manner;
  readonly name: string;
  run(clients: { readonly blotato: Blotato; readonly blooio: Blooio }): Promise<unknown>;
}

const operations: readonly Operation[] = [
  { manner: "read", name: "blotato conversations.get", run: ({ blotato }) => blotato.conversations.get("1") },
  { manner: "read", name: "blotato messages.list", run: ({ blotato }) => blotato.messages.list().first() },
  { manner: "read", name: "blooio chats.list", run: ({ blooio }) => blooio.chats.list().first() },
  {
    manner: "cleared",
    name: "blooio chats.stopTyping",
    run: ({ blooio }) => blooio.chats.stopTyping("chat_1"),
  },
  { manner: "keyed", name: "blooio messages.send", run: ({ blooio }) => blooio.messages.send({ to: "+1", text: "a" }) },
  {
    manner: "keyed",
    name: "blooio messages.sendToEach",
    run: ({ blooio }) => blooio.messages.sendToEach({ channel_type: "twilio", to: ["+1"], text: "a" }),
  },
  {
    manner: "keyed",
    name: "blooio messages.sendToGroup",
    run: ({ blooio }) => blooio.messages.sendToGroup({ from: { id: "ch_1", type: "blooio" }, to: ["+1"], text: "a" }),
  },
  { manner: "keyed", name: "blooio chats.send", run: ({ blooio }) => blooio.chats.send("chat_1", { text: "a" }) },
  {
    manner: "once",
    name: "blooio messages.react",
    run: ({ blooio }) => blooio.messages.react("chat_1", "msg_1", { reaction: "+love" }),
  },
  { manner: "once", name: "blooio chats.markRead", run: ({ blooio }) => blooio.chats.markRead("chat_1") },
  { manner: "once", name: "blotato messages.send", run: ({ blotato }) => blotato.messages.send(directMessage) },
  { manner: "once", name: "blotato posts.publish", run: ({ blotato }) => blotato.posts.publish(tweet) },
  {
    manner: "once",
    name: "blotato media.upload",
    run: ({ blotato }) => blotato.media.upload("https://example.com/a.png"),
  },
];

interface Case {
  readonly failure: string;
  readonly responder: Responder;
  /** Who sends again after it. */
  readonly repeated: readonly Manner[];
  /** Whether the service may have acted on it. */
  readonly mayHaveActed: boolean;
}

const everyone: readonly Manner[] = ["read", "cleared", "keyed", "once"];
const harmless: readonly Manner[] = ["read", "cleared", "keyed"];

const status = (code: number, repeated: readonly Manner[], mayHaveActed: boolean): Case => ({
  failure: `status ${code}`,
  responder: json(code, { message: "no", error: { code: "x", message: "no" } }),
  repeated,
  mayHaveActed,
});

const cases: readonly Case[] = [
  ...[302, 400, 401, 403, 404, 409, 410, 413, 422, 501].map((code) => status(code, [], false)),
  status(429, everyone, false),
  ...[408, 500, 502, 503, 504, 507, 520, 522, 524, 530].map((code) => status(code, harmless, true)),
  ...[303, 519, 531, 599].map((code) => status(code, [], true)),
  { failure: "empty 500", responder: text(500, ""), repeated: harmless, mayHaveActed: true },
  { failure: "name that leads nowhere", responder: unreached, repeated: everyone, mayHaveActed: false },
  {
    failure: "connection that was made to another service",
    responder: fails(networkError("ECONNREFUSED", "connect", { address: "127.0.0.1", port: 39_999 })),
    repeated: harmless,
    mayHaveActed: true,
  },
  { failure: "reset", responder: reset, repeated: harmless, mayHaveActed: true },
  {
    failure: "read that timed out",
    responder: fails(networkError("ETIMEDOUT", "read")),
    repeated: harmless,
    mayHaveActed: true,
  },
  { failure: "broken pipe", responder: fails(networkError("EPIPE", "write")), repeated: harmless, mayHaveActed: true },
  { failure: "unknown error", responder: fails(new Error("something")), repeated: harmless, mayHaveActed: true },
  { failure: "thrown text", responder: fails("something"), repeated: harmless, mayHaveActed: true },
  { failure: "no response", responder: silence, repeated: harmless, mayHaveActed: true },
  { failure: "stalled success", responder: stalledBody(201), repeated: harmless, mayHaveActed: true },
  { failure: "success that breaks off", responder: brokenBody(201), repeated: harmless, mayHaveActed: true },
];

describe.each(cases)("after a $failure", ({ responder, repeated, mayHaveActed }) => {
  test.each(operations)("$name", async ({ manner, run }) => {
    const service = serviceOf(responder);
    const call = run({ blotato: blotatoOf(service, { retries: 2 }), blooio: blooioOf(service, { retries: 2 }) });

    const error = await inVirtualTime(rejection(call));

    if (!(error instanceof ApiError || error instanceof ConnectionError || error instanceof TimeoutError)) throw error;
    expect({ requests: service.requests.length, attempts: error.attempts, maybeSent: error.maybeSent }).toEqual({
      requests: repeated.includes(manner) ? 3 : 1,
      attempts: repeated.includes(manner) ? 3 : 1,
      maybeSent: manner !== "read" && mayHaveActed,
    });
  });
});

test("maybeSent stays true when a later attempt is rejected outright", async () => {
  const service = serviceOf(reset, json(422, { error: { code: "invalid_content", message: "no" } }));

  const error = await inVirtualTime(rejection(blooioOf(service).messages.send({ to: "+1", text: "a" })));

  expect(error).toMatchObject({ status: 422, attempts: 2, maybeSent: true });
});

test("a failure that is overcome leaves no trace in the result", async () => {
  const service = serviceOf(unreached, json(429, { message: "slow down" }), json(201, messageOf()));

  await expect(inVirtualTime(blotatoOf(service).messages.send(directMessage))).resolves.toEqual(messageOf());

  expect(service.requests.map(({ text: body }) => JSON.parse(body))).toEqual([
    directMessage,
    directMessage,
    directMessage,
  ]);
});

test("a keyed send whose response is cut off is repeated, and gives the whole response", async () => {
  const service = serviceOf(text(201, '{"id":"msg_1","sta'), text(201, ""), json(200, accepted));

  await expect(inVirtualTime(blooioOf(service).chats.send("chat_1", { text: "a" }))).resolves.toEqual(accepted);
});

test.each(["conversation_awaiting_reply", "conversation_streak_limit", "conversation_inactive_paused"])(
  "the conversation limit %s is never sent again, and not retryable, although it is a 429",
  async (code) => {
    const service = serviceOf(
      json(429, { error: { code, message: "The recipient has to reply first." } }, { "retry-after": "1" }),
    );
    const blooio = blooioOf(service);

    for (const send of [
      () => blooio.messages.send({ to: "+1", text: "a" }),
      () => blooio.chats.send("chat_1", { text: "a" }),
    ]) {
      const error = await inVirtualTime(rejection(send()));
      expect(error).toMatchObject({ kind: "rateLimit", code, retryable: false, attempts: 1, maybeSent: false });
    }
    expect(service.requests).toHaveLength(2);
  },
);
