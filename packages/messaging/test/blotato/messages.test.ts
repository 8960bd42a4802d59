import { describe, expect, test } from "vitest";

import type { Conversation, ReplyOptions } from "../../src/blotato/index.ts";
import { SwitchboardError } from "../../src/index.ts";
import { blotatoOf, conversationOf, directMessage, messageOf } from "../samples.ts";
import { json, serviceOf } from "../scripted-fetch.ts";
import { rejection, useVirtualTime } from "../virtual-time.ts";

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
    "rejects a text out of bounds before any request, and names field, limit and length (%#)",
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

  test.each([
    [5, "text is of type number; expected a text"],
    [undefined, "text is missing"],
    [["Hello"], "text is of type object; expected a text"],
  ])("rejects %j in the place of a text, in words", async (text, words) => {
    const service = accepting();
    const error = await rejection(blotatoOf(service).messages.send({ ...directMessage, text: text as never }));
    expect(error).toBeInstanceOf(SwitchboardError);
    expect((error as Error).message).toBe(words);
    expect(service.requests).toEqual([]);
  });

  test("a 201 that failed at once is an error, with the vendor's code and reason", async () => {
    const failed = messageOf({ status: "failed", errorCode: 20_102, errorMessage: "Outside of the window" });
    const error = await rejection(blotatoOf(serviceOf(json(201, failed))).messages.send(directMessage));
    expect(error).toMatchObject({ name: "ApiError", kind: "delivery", status: 201, code: 20_102, maybeSent: false });
    expect((error as Error).message).toContain("Outside of the window");
  });

  test.each([{}, { id: "" }, { id: null }, { message: "please sign in to the proxy" }])(
    "a success that is not a message, %j, is one that may have been sent",
    async (body) => {
      const error = await rejection(blotatoOf(serviceOf(json(200, body))).messages.send(directMessage));
      expect(error).toMatchObject({
        name: "ApiError",
        status: 200,
        maybeSent: true,
        body: JSON.stringify(body),
      });
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

  test("of several participants, replies to the one that is named", async () => {
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
    ["on Facebook with a page that is not a number", { platform: "facebook" }, { pageId: "my-page" }, /pageId/],
    ["with an empty recipient", {}, { recipientId: "" }, /recipientId is empty/],
    ["on X with a page", { platform: "twitter" }, { pageId: "100" }, /twitter has no pageId/],
    ["on Instagram with a page", {}, { pageId: "100" }, /instagram has no pageId/],
    ["on X with a tag", { platform: "twitter" }, { tag: "HUMAN_AGENT" }, /twitter has neither responseType/],
    [
      "on X with a kind of response",
      { platform: "twitter" },
      { responseType: "UPDATE" },
      /twitter has neither responseType/,
    ],
    ["with an empty tag", {}, { responseType: "MESSAGE_TAG", tag: "" }, /tag is empty/],
  ])("rejects a conversation %s before any request, and says why", async (_, changes, options, reason) => {
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
