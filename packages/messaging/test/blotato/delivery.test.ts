import { describe, expect, test } from "vitest";

import { ApiError } from "../../src/index.ts";
import { blotatoOf, messageOf } from "../samples.ts";
import { json, reset, serviceOf, silence, text } from "../scripted-fetch.ts";
import { inVirtualTime, rejection, useVirtualTime, virtualDuration } from "../virtual-time.ts";

useVirtualTime();

describe("blotato.messages.waitUntilDelivered", () => {
  const page = (...messages: object[]) => json(200, { items: messages });
  const unknown = json(404, { message: "Not found" });
  const newer = messageOf({ id: "msg_2", createdAt: "2026-11-20T12:00:05.000Z" });

  test("reads the message until it is sent", async () => {
    const service = serviceOf(
      json(200, messageOf()),
      json(200, messageOf({ status: "processing" })),
      json(200, messageOf({ status: "sent" })),
    );
    const sent = await inVirtualTime(blotatoOf(service).messages.waitUntilDelivered(messageOf()));
    expect(sent.status).toBe("sent");
    expect(service.requests.map(({ url }) => url.pathname)).toEqual(Array(3).fill("/v2/messages/msg_1"));
  });

  test("goes on after a look that failed for a reason which may pass", async () => {
    const service = serviceOf(json(503, { message: "Try later" }), json(200, messageOf({ status: "sent" })));
    const { messages } = blotatoOf(service, { retries: 0 });
    await expect(inVirtualTime(messages.waitUntilDelivered(messageOf()))).resolves.toMatchObject({ status: "sent" });
  });

  test("looks into the conversation where the service does not find the message by its id", async () => {
    const service = serviceOf(
      unknown,
      page(newer, messageOf()),
      page(newer, messageOf({ status: "processing" })),
      page(newer, messageOf({ status: "sent" })),
    );
    const sent = await inVirtualTime(blotatoOf(service).messages.waitUntilDelivered(messageOf()));
    expect(sent.status).toBe("sent");
    const [byId, ...lists] = service.requests.map(({ url }) => url.pathname + url.search);
    expect(byId).toBe("/v2/messages/msg_1");
    expect(lists).toEqual(Array(3).fill("/v2/messages?conversationId=conv_1"));
  });

  test("waits for `delivered` where that is wanted, and finds it beyond the first page", async () => {
    const first = json(200, { items: [newer], cursor: "2" });
    const service = serviceOf(
      unknown,
      first,
      page(messageOf({ status: "sent" })),
      first,
      page(messageOf({ status: "delivered" })),
    );
    const options = { until: "delivered" } as const;
    expect((await inVirtualTime(blotatoOf(service).messages.waitUntilDelivered(messageOf(), options))).status).toBe(
      "delivered",
    );
    expect(service.requests).toHaveLength(5);
  });

  test.each([
    ["responded to with a 503", text(503, "")],
    ["responded to with half of a page", text(200, '{"items":[')],
    ["responded to with a page without a list", json(200, { ok: true })],
    ["cut off", reset],
  ])("goes on when a look into the list is %s", async (_, responder) => {
    const service = serviceOf(unknown, page(messageOf()), responder, page(messageOf({ status: "sent" })));
    const { messages } = blotatoOf(service, { retries: 0 });
    await expect(inVirtualTime(messages.waitUntilDelivered(messageOf()))).resolves.toMatchObject({ status: "sent" });
    expect(service.requests).toHaveLength(4);
  });

  test("reads the times of messages, whatever their time zone", async () => {
    const sameTime = messageOf({ id: "msg_2", createdAt: "2026-11-20T11:00:00-01:00" });
    const service = serviceOf(
      unknown,
      json(200, { items: [sameTime], cursor: "2" }),
      page(messageOf({ status: "sent" })),
    );
    await expect(inVirtualTime(blotatoOf(service).messages.waitUntilDelivered(messageOf()))).resolves.toMatchObject({
      id: "msg_1",
    });
    expect(service.requests).toHaveLength(3);
  });

  test.each([
    ["older than it", "2026-11-20T13:30:00+02:00", 1],
    ["whose time cannot be read", "yesterday", 1],
    ["as old as it, page after page", "2026-11-20T12:00:00Z", 10],
  ])("looks no further behind messages %s", async (_, createdAt, requests) => {
    let pages = 0;
    const service = serviceOf(unknown, () => {
      pages += 1;
      return Response.json({ items: [messageOf({ id: `other_${pages}`, createdAt })], cursor: `page ${pages}` });
    });
    await inVirtualTime(rejection(blotatoOf(service).messages.waitUntilDelivered(messageOf(), { timeout: 50 })));
    expect(service.requests).toHaveLength(1 + requests);
  });

  test("needs no request for what is known already", async () => {
    const { messages } = blotatoOf(serviceOf());
    await expect(messages.waitUntilDelivered(messageOf({ status: "sent" }))).resolves.toMatchObject({ status: "sent" });
    expect(await rejection(messages.waitUntilDelivered(messageOf({ status: "failed", errorCode: 551 })))).toMatchObject(
      { code: 551 },
    );
  });

  test.each([
    ["by its id", []],
    ["in the list", [unknown]],
  ])("throws the vendor's code and reason when it failed, found %s", async (_, before) => {
    const failed = messageOf({ status: "failed", errorCode: 20_102, errorMessage: "Outside of the window" });
    const error = await inVirtualTime(
      rejection(
        blotatoOf(
          serviceOf(...before, before.length === 0 ? json(200, failed) : page(failed)),
        ).messages.waitUntilDelivered(messageOf()),
      ),
    );
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ kind: "delivery", code: 20_102, retryable: false, body: failed });
    expect((error as Error).message).toContain("Outside of the window");
  });

  test("ends with a TimeoutError of the scope wait, at its time, and looks ever more rarely", async () => {
    const service = serviceOf(json(200, messageOf()));
    const call = rejection(blotatoOf(service).messages.waitUntilDelivered(messageOf(), { timeout: 30_000 }));
    expect(await virtualDuration(call)).toBe(30_000);
    expect(await call).toMatchObject({ name: "TimeoutError", scope: "wait", timeout: 30_000, maybeSent: false });
    expect(service.requests.length).toBeLessThan(20);
  });

  test("goes on while the message is not listed yet", async () => {
    const service = serviceOf(unknown, page(), page(messageOf({ status: "sent" })));
    await expect(
      inVirtualTime(blotatoOf(service).messages.waitUntilDelivered(messageOf({ conversationId: null }))),
    ).resolves.toBeDefined();
    expect(service.requests.map(({ url }) => url.search)).toEqual(["", "", ""]);
  });

  test("ends at its time too when the service does not respond", async () => {
    const call = rejection(blotatoOf(serviceOf(silence)).messages.waitUntilDelivered(messageOf(), { timeout: 2_000 }));
    expect(await virtualDuration(call)).toBe(2_000);
    expect(await call).toMatchObject({ name: "TimeoutError", scope: "wait" });
  });

  test("an abort ends the waiting at once", async () => {
    const controller = new AbortController();
    const service = serviceOf((request) => {
      setTimeout(() => controller.abort(), 10);
      return json(200, messageOf())(request);
    });
    const call = rejection(blotatoOf(service).messages.waitUntilDelivered(messageOf(), { signal: controller.signal }));
    expect(await inVirtualTime(call)).toBe(controller.signal.reason);
    expect(service.requests).toHaveLength(1);
  });
});
