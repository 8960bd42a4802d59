import { SwitchboardError } from "@switchboard/typed-fetch";
import { describe, expect, expectTypeOf, it } from "vitest";

import {
  signWebhook,
  verifyBlooioWebhook,
  WebhookSignatureError,
  type BlooioEvent,
  type EventToSign,
} from "../../src/webhooks/index.ts";
import { rightRequests, vector, wrongRequests, type SignedRequest } from "./signatures.ts";

const verify = ({ body, now, secret, signature }: SignedRequest): Promise<BlooioEvent> =>
  verifyBlooioWebhook(body, signature === undefined ? {} : { "x-blooio-signature": signature }, {
    secret,
    now: () => now,
  });

const rejectionOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

describe("a request is accepted", () => {
  it.each(rightRequests.map((request) => [request.title, request] as const))("%s", async (_, request) => {
    expect(await verify(request)).toMatchObject({ id: "evt_1", type: "message.received" });
  });

  it.each([
    ["bytes", new TextEncoder().encode(vector.body)],
    ["a part of a buffer", Buffer.from(`xx${vector.body}`).subarray(2)],
    ["an array buffer", new TextEncoder().encode(vector.body).buffer],
  ])("as %s", async (_, body) => {
    const headers = { "X-Blooio-Signature": vector.signature };
    expect(await verifyBlooioWebhook(body, headers, { secret: vector.secret, now: () => vector.now })).toMatchObject({
      id: "evt_1",
    });
  });

  it.each([
    ["Headers", new Headers({ "X-Blooio-Signature": vector.signature ?? "" })],
    ["an object of Node's", { "x-blooio-signature": [vector.signature ?? ""], host: "localhost" }],
    ["a record with other capitals", { "X-BLOOIO-SIGNATURE": vector.signature }],
  ])("with headers as %s", async (_, headers) => {
    expect(
      await verifyBlooioWebhook(vector.body, headers, { secret: vector.secret, now: () => vector.now }),
    ).toBeTruthy();
  });

  it("within another tolerance, in milliseconds", async () => {
    const options = { secret: vector.secret, now: () => vector.now + 2_000 };
    const headers = { "x-blooio-signature": vector.signature };
    expect(await verifyBlooioWebhook(vector.body, headers, { ...options, tolerance: 2_000 })).toBeTruthy();
    const error = await rejectionOf(verifyBlooioWebhook(vector.body, headers, { ...options, tolerance: 1_999 }));
    expect(error).toMatchObject({ problem: "old" });
  });
});

describe("a request is rejected", () => {
  it("in more than forty ways", () => expect(wrongRequests.length).toBeGreaterThanOrEqual(40));

  it.each(wrongRequests.map((request) => [request.problem, request.title, request] as const))(
    "as %s: %s",
    async (problem, _, request) => {
      const error = await rejectionOf(verify(request));
      expect(error).toBeInstanceOf(WebhookSignatureError);
      expect(error).toMatchObject({ name: "WebhookSignatureError", problem });
      const shown = `${String(error)} ${JSON.stringify(error)} ${(error as Error).stack ?? ""}`;
      for (const secret of [request.secret].flat()) expect(shown).not.toContain(secret.trim());
      if (request.body !== "") expect(shown).not.toContain(request.body);
    },
  );

  it.each(["", [], [""], ["whsec_1", ""], undefined])("without a secret: %j", async (secret) => {
    const error = await rejectionOf(verify({ ...vector, secret: secret as string }));
    expect(error).toMatchObject({ name: "SwitchboardError", code: "invalidOption" });
  });

  it("with a body that was parsed before", async () => {
    const headers = { "x-blooio-signature": vector.signature };
    const error = await rejectionOf(
      verifyBlooioWebhook(JSON.parse(vector.body) as string, headers, { secret: vector.secret }),
    );
    expect(error).toMatchObject({ code: "invalidInput", message: expect.stringMatching(/as it arrived/) });
  });
});

describe("what is signed for a test", () => {
  const secret = "whsec_of_a_test";
  const read = async (event: object): Promise<BlooioEvent> => {
    const { body, headers } = await signWebhook(event as EventToSign, secret);
    return verifyBlooioWebhook(body, headers, { secret });
  };

  it("is an event with an id of its own, and has the service's headers", async () => {
    const [one, other] = [await read({ type: "typing.started" }), await read({ type: "typing.started" })];
    expect(one).toMatchObject({ type: "typing.started", api_version: "2026-10-01", data: {} });
    expect(one.id).not.toBe(other.id);
    const { headers } = await signWebhook({ type: "typing.started" }, secret);
    expect(Object.keys(headers)).toEqual([
      "content-type",
      "x-blooio-delivery",
      "x-blooio-event",
      "x-blooio-signature",
      "x-blooio-version",
      "x-blooio-webhook",
    ]);
  });

  it("can be of a type, version and with fields that nobody knows, which arrive as they are", async () => {
    const event = { id: "evt_x", type: "loaf.baked", api_version: "2031-01-01", data: { a: [1] }, more: { b: null } };
    expect(await read(event)).toMatchObject(event);
  });

  it("reads alike in the older payload version", async () => {
    const older = {
      type: "message.received",
      api_version: "2026-09-01",
      event: "message.received",
      data: { id: "msg_1", text: "Hello", is_group: false },
    };
    expect(await read(older)).toMatchObject({
      type: "message.received",
      api_version: "2026-09-01",
      data: { message_id: "msg_1", text: "Hello", is_group: false },
    });
    // The id of something else stays where it is.
    expect(await read({ ...older, type: "poll.voted" })).toMatchObject({ data: { id: "msg_1" } });
  });

  it("reads alike in the flat form", async () => {
    const flat = {
      event: "message.received",
      message_id: "msg_1",
      external_id: "+15555550142",
      internal_id: "+15555550101",
      sender: "+15555550142",
      text: "Hello",
      attachments: ["https://media.example/1.jpg", { url: "https://media.example/2.jpg", name: "2.jpg" }],
      protocol: "imessage",
      timestamp: 1_791_399_396_172,
      is_group: false,
    };
    expect(await readFlat(flat, secret)).toMatchObject({
      id: "v2 message.received msg_1 1791399396172",
      type: "message.received",
      api_version: "v2",
      created_at: 1_791_399_396_172,
      data: {
        message_id: "msg_1",
        chat_id: "+15555550142",
        direction: "inbound",
        sender: "+15555550142",
        text: "Hello",
        contact: { identifier: "+15555550142" },
        channel_address: "+15555550101",
        group: null,
        attachments: [{ url: "https://media.example/1.jpg" }, { url: "https://media.example/2.jpg", name: "2.jpg" }],
      },
    });
    const failed = { ...flat, event: "message.failed", group_id: "grp_1", error_code: "x", error_message: "Why" };
    expect(await readFlat(failed, secret)).toMatchObject({
      data: {
        direction: "outbound",
        chat_id: "grp_1",
        group: { group_id: "grp_1" },
        error: { code: "x", message: "Why" },
      },
    });
  });

  it.each([
    ["no JSON", "{"],
    ["a list", "[]"],
    ["no event", "{}"],
    ["an invalid id", '{"id":1,"type":"a","data":{}}'],
  ])("is rejected when it is %s, which has nothing to do with the signature", async (_, body) => {
    const error = await rejectionOf(readFlat(body, secret));
    expect(error).toBeInstanceOf(SwitchboardError);
    expect(error).not.toBeInstanceOf(WebhookSignatureError);
    expect(error).toMatchObject({ code: "invalidInput" });
  });
});

it("the type of an event tells what its data are", () => {
  const use = (event: BlooioEvent): void => {
    if (event.type === "message.received") expectTypeOf(event.data.text).toEqualTypeOf<string | null | undefined>();
    if (event.type === "number.purchase.completed") expectTypeOf(event.data.purchase_id).toEqualTypeOf<string>();
  };
  expectTypeOf(use).parameter(0).toExtend<{ readonly type: string; readonly created_at: number }>();
});

/** Signs a body that `signWebhook` would not make. */
async function readFlat(body: object | string, secret: string): Promise<BlooioEvent> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const encoder = new TextEncoder();
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", encoder.encode(secret), algorithm, false, ["sign"]);
  const digest = await crypto.subtle.sign("HMAC", key, encoder.encode(`1791399396.${text}`));
  const signature = `t=1791399396,v1=${Buffer.from(digest).toString("hex")}`;
  return verifyBlooioWebhook(text, { "x-blooio-signature": signature }, { secret, now: () => vector.now });
}
