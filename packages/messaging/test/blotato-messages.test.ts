import { describe, expect, test } from "vitest";

import type { Conversation, ReplyOptions } from "../src/blotato/index.ts";
import { ApiError, SwitchboardError } from "../src/index.ts";
import { blotatoOf, conversationOf, directMessage, messageOf } from "./samples.ts";
import { json, serviceOf, silence } from "./scripted-fetch.ts";
import { inVirtualTime, rejection, useVirtualTime, virtualDuration } from "./virtual-time.ts";

useVirtualTime();

const person = (id: string | null): Conversation["participants"][number] => ({
  id,
  name: null,
  profileImageUrl: null,
  username: null,
});
const accepting = () => serviceOf(json(201, messageOf()));

describe("send", () => {
  test("gives the accepted message, and sends exactly what it was given", async () => {
    const service = accepting();
    await expect(blotatoOf(service).messages.send(directMessage)).resolves.toEqual(messageOf());
    expect(service.requests.map(({ method, url, text }) => [method, url.pathname, JSON.parse(text)])).toEqual([
      ["POST", "/v2/messages", directMessage],
    ]);
  });

  test.each([
    ["", "0", "at least 1"],
    ["x".repeat(10_001), "10001", "at most 10000"],
    ["🙂".repeat(10_001), "10001", "at most 10000"],
  ])(
    "refuses a text out of bounds before any request, and names field, limit and length (%#)",
    async (text, length, limit) => {
      const service = accepting();
      const { messages } = blotatoOf(service);
      const sends = [
        messages.send({ ...directMessage, text }),
        messages.reply(conversationOf(), text),
        messages.replyToComment({ ...directMessage, text, commentId: "1", target: { targetType: "instagram" } }),
      ];
      for (const send of sends) {
        const error = await rejection(send);
        expect(error).toBeInstanceOf(SwitchboardError);
        expect((error as Error).message).toMatch(new RegExp(`text has ${length} characters.*${limit}`));
      }
      expect(service.requests).toEqual([]);
    },
  );

  test.each(["x", "x".repeat(10_000), "🙂".repeat(10_000)])(
    "sends a text at the bounds: an emoji counts as one (%#)",
    async (text) => {
      await expect(blotatoOf(accepting()).messages.send({ ...directMessage, text })).resolves.toBeDefined();
    },
  );
});

describe("reply", () => {
  const replyWith = async (conversation: Conversation, options?: ReplyOptions): Promise<unknown> => {
    const service = accepting();
    await blotatoOf(service).messages.reply(conversation, "Hi", options);
    return JSON.parse(service.requests[0]?.text ?? "");
  };

  test.each([
    ["instagram", conversationOf(), undefined, { targetType: "instagram" }],
    [
      "facebook",
      conversationOf({ platform: "facebook" }),
      { pageId: "100" },
      { targetType: "facebook", pageId: "100" },
    ],
    ["twitter", conversationOf({ platform: "twitter" }), undefined, { targetType: "twitter" }],
    [
      "facebook with a tag",
      conversationOf({ platform: "facebook" }),
      { pageId: "100", responseType: "MESSAGE_TAG", tag: "HUMAN_AGENT" } as const,
      { targetType: "facebook", pageId: "100", responseType: "MESSAGE_TAG", tag: "HUMAN_AGENT" },
    ],
  ])("takes account, platform and recipient from a conversation on %s", async (_, conversation, options, target) => {
    expect(await replyWith(conversation, options)).toEqual({ accountId: "98", recipientId: "17", text: "Hi", target });
  });

  test("of several participants, answers the one that is named", async () => {
    const conversation = conversationOf({ participants: [person("17"), person("18")] });
    expect(await replyWith(conversation, { recipientId: "18" })).toMatchObject({ recipientId: "18" });
  });

  test("counts a participant that is listed twice, or beside one without an id, as one", async () => {
    const conversation = conversationOf({ participants: [person("17"), person(null), person("17")] });
    expect(await replyWith(conversation)).toMatchObject({ recipientId: "17" });
  });

  test.each<[string, Partial<Conversation>, ReplyOptions, RegExp]>([
    ["on Bluesky", { platform: "bluesky" }, {}, /bluesky/],
    ["on a platform that came later", { platform: "mastodon" }, {}, /mastodon/],
    ["without participants", { participants: [] }, {}, /participant/],
    ["whose participant has no id", { participants: [person(null)] }, {}, /no id/],
    ["whose participant has an empty id", { participants: [person("")] }, {}, /no id/],
    ["with several participants", { participants: [person("17"), person("18")] }, {}, /2 participants/],
    ["on Facebook without a page", { platform: "facebook" }, {}, /pageId/],
    ["on Facebook with a page that is no number", { platform: "facebook" }, { pageId: "my-page" }, /pageId/],
  ])("refuses a conversation %s before any request, and says why", async (_, changes, options, reason) => {
    const service = accepting();
    const error = await rejection(blotatoOf(service).messages.reply(conversationOf(changes), "Hi", options));
    expect(error).toBeInstanceOf(SwitchboardError);
    expect((error as Error).message).toMatch(reason);
    expect(service.requests).toEqual([]);
  });

  test("does not send its call options as part of the message", async () => {
    expect(await replyWith(conversationOf(), { timeout: 5_000, headers: { "x-trace": "1" }, retries: 0 })).toEqual({
      accountId: "98",
      recipientId: "17",
      text: "Hi",
      target: { targetType: "instagram" },
    });
  });
});

test("replyToComment puts the comment into the target", async () => {
  const service = accepting();
  const { messages } = blotatoOf(service);
  const { target: _, ...message } = directMessage;
  await messages.replyToComment({ ...message, commentId: "c1", target: { targetType: "facebook", pageId: "100" } });
  expect(JSON.parse(service.requests[0]?.text ?? "")).toEqual({
    ...message,
    target: { targetType: "facebook", pageId: "100", commentId: "c1" },
  });
  expect(
    await rejection(messages.replyToComment({ ...message, commentId: "", target: { targetType: "instagram" } })),
  ).toBeInstanceOf(SwitchboardError);
});

describe("waitUntilDelivered", () => {
  const page = (...messages: object[]) => json(200, { items: messages });
  const newer = messageOf({ id: "msg_2", createdAt: "2026-11-20T12:00:05.000Z" });

  test("looks into the conversation until the message is sent", async () => {
    const service = serviceOf(
      page(newer, messageOf()),
      page(newer, messageOf({ status: "processing" })),
      page(newer, messageOf({ status: "sent" })),
    );
    const sent = await inVirtualTime(blotatoOf(service).messages.waitUntilDelivered(messageOf()));
    expect(sent.status).toBe("sent");
    expect(service.requests).toHaveLength(3);
    expect(service.requests.every(({ url }) => url.search === "?conversationId=conv_1")).toBe(true);
  });

  test("waits for delivered when asked to, and meets it beyond the first page", async () => {
    const first = json(200, { items: [newer], cursor: "2" });
    const service = serviceOf(
      first,
      page(messageOf({ status: "sent" })),
      first,
      page(messageOf({ status: "delivered" })),
    );
    const options = { until: "delivered" } as const;
    expect((await inVirtualTime(blotatoOf(service).messages.waitUntilDelivered(messageOf(), options))).status).toBe(
      "delivered",
    );
    expect(service.requests).toHaveLength(4);
  });

  test("needs no request for what is known already", async () => {
    const { messages } = blotatoOf(serviceOf());
    await expect(messages.waitUntilDelivered(messageOf({ status: "sent" }))).resolves.toMatchObject({ status: "sent" });
    expect(await rejection(messages.waitUntilDelivered(messageOf({ status: "failed", errorCode: 551 })))).toMatchObject(
      { code: 551 },
    );
  });

  test("throws the vendor's code and reason when it failed", async () => {
    const failed = messageOf({ status: "failed", errorCode: 20_102, errorMessage: "Outside of the window" });
    const error = await inVirtualTime(
      rejection(blotatoOf(serviceOf(page(failed))).messages.waitUntilDelivered(messageOf())),
    );
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ kind: "delivery", code: 20_102, retryable: false, body: failed });
    expect((error as Error).message).toContain("Outside of the window");
  });

  test("ends with a TimeoutError of the scope wait, at its time, and looks ever more rarely", async () => {
    const service = serviceOf(page(messageOf()));
    const call = rejection(blotatoOf(service).messages.waitUntilDelivered(messageOf(), { timeout: 30_000 }));
    expect(await virtualDuration(call)).toBe(30_000);
    expect(await call).toMatchObject({ name: "TimeoutError", scope: "wait", timeout: 30_000, maybeSent: false });
    expect(service.requests.length).toBeLessThan(20);
  });

  test("goes on while the message is not listed yet", async () => {
    const service = serviceOf(page(), page(messageOf({ status: "sent" })));
    await expect(
      inVirtualTime(blotatoOf(service).messages.waitUntilDelivered(messageOf({ conversationId: null }))),
    ).resolves.toBeDefined();
    expect(service.requests[0]?.url.search).toBe("");
  });

  test("ends at its time too when the service does not answer", async () => {
    const call = rejection(blotatoOf(serviceOf(silence)).messages.waitUntilDelivered(messageOf(), { timeout: 2_000 }));
    expect(await virtualDuration(call)).toBe(2_000);
    expect(await call).toMatchObject({ name: "TimeoutError", scope: "wait" });
  });

  test("an abort ends the waiting at once", async () => {
    const controller = new AbortController();
    const service = serviceOf((request) => {
      setTimeout(() => controller.abort(), 10);
      return page(messageOf())(request);
    });
    const call = rejection(blotatoOf(service).messages.waitUntilDelivered(messageOf(), { signal: controller.signal }));
    expect(await inVirtualTime(call)).toBe(controller.signal.reason);
    expect(service.requests).toHaveLength(1);
  });
});
