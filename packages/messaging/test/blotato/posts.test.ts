import { describe, expect, test } from "vitest";

import type { Post } from "../../src/blotato/index.ts";
import { ApiError, SwitchboardError } from "../../src/index.ts";
import { blotatoOf, tweet } from "../samples.ts";
import { json, serviceOf } from "../scripted-fetch.ts";
import { inVirtualTime, rejection, useVirtualTime, virtualDuration } from "../virtual-time.ts";

const now = Date.parse("2026-11-20T12:00:00Z");
useVirtualTime(now);

const submission = { postSubmissionId: "sub_1" };
const accepting = () => serviceOf(json(201, submission));
const bodyOf = ({ requests }: ReturnType<typeof accepting>): unknown => JSON.parse(requests[0]?.text ?? "null");

test("publish sends the post, and no time", async () => {
  const service = accepting();
  await expect(blotatoOf(service).posts.publish(tweet)).resolves.toEqual(submission);
  expect(bodyOf(service)).toEqual({ post: tweet });
});

test.each([
  { scheduledTime: "2027-03-10T15:30:00Z" },
  { useNextFreeSlot: true },
  { slot: { id: "31002", time: "2027-03-10T17:30:00Z" } },
])("a post that holds %j, which Blotato would pass over, is rejected before any request", async (time) => {
  const service = accepting();
  const post: object = { ...tweet, ...time };
  for (const call of [
    blotatoOf(service).posts.publish(post as typeof tweet),
    blotatoOf(service).posts.schedule(post as typeof tweet, new Date(now + 60_000)),
  ]) {
    const error = await rejection(call);
    expect(error).toBeInstanceOf(SwitchboardError);
    expect((error as Error).message).toMatch(/posts\.schedule/);
  }
  expect(service.requests).toEqual([]);
});

test.each([{}, { postSubmissionId: "" }, { message: "please sign in to the proxy" }])(
  "a success that is not a submission, %j, is one that may have been published",
  async (body) => {
    const { posts } = blotatoOf(serviceOf(json(200, body)));
    for (const call of [posts.publish(tweet), posts.schedule(tweet, new Date(now + 60_000))]) {
      expect(await rejection(call)).toMatchObject({
        name: "ApiError",
        status: 200,
        maybeSent: true,
        body: JSON.stringify(body),
      });
    }
  },
);

test("a submission that failed at once is an error, with the vendor's reason", async () => {
  const failed = { ...submission, status: "failed", errorMessage: "The token has expired" };
  const error = await rejection(blotatoOf(serviceOf(json(201, failed))).posts.publish(tweet));
  expect(error).toMatchObject({ name: "ApiError", kind: "delivery", maybeSent: false });
  expect((error as Error).message).toContain("The token has expired");
});

describe("the documented bounds of a post", () => {
  const instagram = (options: object): Post => ({
    accountId: "98",
    content: { text: "", mediaUrls: ["https://example.com/a.png"], platform: "instagram" },
    target: { targetType: "instagram", ...options },
  });
  const tiktok = (title: string): Post => ({
    accountId: "98",
    content: { text: "", mediaUrls: ["https://example.com/a.mp4"], platform: "tiktok" },
    target: {
      targetType: "tiktok",
      privacyLevel: "SELF_ONLY",
      disabledComments: false,
      disabledDuet: false,
      disabledStitch: false,
      isBrandedContent: false,
      isYourBrand: false,
      isAiGenerated: false,
      title,
    },
  });

  test.each([
    ["TikTok's title", tiktok("🙂".repeat(90)), tiktok("x".repeat(91)), /target\.title has 91 characters.*at most 90/],
    [
      "Instagram's text alternative",
      instagram({ altText: "x".repeat(1_000) }),
      instagram({ altText: "x".repeat(1_001) }),
      /target\.altText has 1001 characters.*at most 1000/,
    ],
    [
      "Instagram's collaborators",
      instagram({ collaborators: ["a", "b", "c"] }),
      instagram({ collaborators: ["a", "b", "c", "d"] }),
      /target\.collaborators has 4 items.*at most 3/,
    ],
  ])("hold for %s", async (_, kept, broken, words) => {
    const service = accepting();
    const { posts } = blotatoOf(service);
    const error = await rejection(posts.publish(broken));
    expect(error).toBeInstanceOf(SwitchboardError);
    expect((error as Error).message).toMatch(words);
    expect(service.requests).toEqual([]);
    await expect(posts.publish(kept)).resolves.toEqual(submission);
  });
});

describe("schedule", () => {
  test("puts the time beside the post, where Blotato reads it", async () => {
    const service = accepting();
    await blotatoOf(service).posts.schedule(tweet, new Date("2027-03-10T16:30:00+01:00"));
    expect(bodyOf(service)).toEqual({ post: tweet, scheduledTime: "2027-03-10T15:30:00.000Z" });
  });

  test("takes the next slot of the calendar in place of a time", async () => {
    const service = accepting();
    await blotatoOf(service).posts.schedule(tweet, "nextSlot");
    expect(bodyOf(service)).toEqual({ post: tweet, useNextFreeSlot: true });
  });

  test.each([
    ["a moment ago", new Date(now - 1), /2026-11-20T11:59:59\.999Z/],
    ["now", new Date(now), /future/],
    ["an invalid date", new Date("next tuesday"), /invalid date/],
    ["a text", "2027-01-01" as never, /for a string; expected a date/],
  ])("rejects %s before any request", async (_, when, words) => {
    const service = accepting();
    const error = await rejection(blotatoOf(service).posts.schedule(tweet, when));
    expect(error).toBeInstanceOf(SwitchboardError);
    expect((error as Error).message).toMatch(words);
    expect(service.requests).toEqual([]);
  });

  test("compares the time with the clock that the client was given", async () => {
    const service = accepting();
    const { posts } = blotatoOf(service, { now: () => Date.parse("2020-01-01T00:00:00Z") });
    await posts.schedule(tweet, new Date("2020-01-01T01:00:00Z"));
    expect(bodyOf(service)).toMatchObject({ scheduledTime: "2020-01-01T01:00:00.000Z" });
    expect(await rejection(posts.schedule(tweet, new Date("2019-12-31T23:00:00Z")))).toBeInstanceOf(SwitchboardError);
    expect(() => blotatoOf(service, { now: 1 as never })).toThrow("now is number; expected a function");
  });
});

describe("thread", () => {
  const thread = { accountId: "98", platform: "bluesky", posts: [{ text: "1" }] } as const;

  test.each([
    [new Date("2027-03-10T15:30:00Z"), { scheduledTime: "2027-03-10T15:30:00.000Z" }],
    ["nextSlot" as const, { useNextFreeSlot: true }],
  ])("is published later where it says when: %s", async (when, timing) => {
    const service = accepting();
    await blotatoOf(service).posts.thread({ ...thread, when });
    expect(bodyOf(service)).toEqual({ post: expect.objectContaining({ accountId: "98" }), ...timing });
  });

  test("is rejected before any request for a time that has passed", async () => {
    const service = accepting();
    const error = await rejection(blotatoOf(service).posts.thread({ ...thread, when: new Date(now) }));
    expect(error).toMatchObject({ code: "invalidInput", message: expect.stringContaining("in the future") });
    expect(service.requests).toEqual([]);
  });

  test.each(["bluesky", "threads", "twitter"] as const)(
    "makes one post on %s with the others behind it, in order",
    async (platform) => {
      const service = accepting();
      const posts = [{ text: "1" }, { text: "2", mediaUrls: ["https://example.com/a.png"] }, { text: "3" }];
      await blotatoOf(service).posts.thread({ accountId: "98", platform, posts });
      expect(bodyOf(service)).toEqual({
        post: {
          accountId: "98",
          content: {
            platform,
            text: "1",
            mediaUrls: [],
            additionalPosts: [
              { text: "2", mediaUrls: ["https://example.com/a.png"] },
              { text: "3", mediaUrls: [] },
            ],
          },
          target: { targetType: platform },
        },
      });
    },
  );

  test("rejects no posts at all", async () => {
    const service = accepting();
    expect(
      await rejection(blotatoOf(service).posts.thread({ accountId: "98", platform: "twitter", posts: [] })),
    ).toBeInstanceOf(SwitchboardError);
    expect(service.requests).toEqual([]);
  });
});

test("media.upload gives the address to post, and rejects an empty one", async () => {
  const service = serviceOf(json(201, { url: "https://database.blotato.com/a.png" }));
  const { media } = blotatoOf(service);
  await expect(media.upload("https://example.com/a.png")).resolves.toEqual({
    url: "https://database.blotato.com/a.png",
  });
  expect(bodyOf(service)).toEqual({ url: "https://example.com/a.png" });
  expect(await rejection(media.upload(""))).toBeInstanceOf(SwitchboardError);
  expect(service.requests).toHaveLength(1);
});

test("a body that is not the response to an upload, or not a list of accounts, is not a success", async () => {
  const { accounts, media } = blotatoOf(serviceOf(json(200, {})));
  expect(await rejection(media.upload("https://example.com/a.png"))).toMatchObject({
    name: "ApiError",
    maybeSent: true,
  });
  for (const list of [accounts.list(), accounts.subaccounts("98")]) {
    expect(await rejection(list)).toMatchObject({ name: "ApiError", maybeSent: false, retryable: true, body: "{}" });
  }
});

describe("waitUntilPublished", () => {
  const status = (value: string, further: object = {}) => json(200, { ...submission, status: value, ...further });

  test("looks until the post is published, a scheduled one too", async () => {
    const service = serviceOf(
      status("scheduled"),
      status("in-progress"),
      status("published", { publicUrl: "https://x.com/1" }),
    );
    await expect(inVirtualTime(blotatoOf(service).posts.waitUntilPublished(submission))).resolves.toMatchObject({
      publicUrl: "https://x.com/1",
    });
    expect(service.requests.map(({ url }) => url.pathname)).toEqual(Array.from({ length: 3 }, () => "/v2/posts/sub_1"));
  });

  test("throws the vendor's reason when it failed", async () => {
    const service = serviceOf(status("failed", { errorMessage: "The token has expired" }));
    const error = await inVirtualTime(rejection(blotatoOf(service).posts.waitUntilPublished(submission)));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ kind: "delivery", retryable: false });
    expect((error as Error).message).toContain("The token has expired");
  });

  test("ends with a TimeoutError of the scope wait", async () => {
    const call = rejection(
      blotatoOf(serviceOf(status("in-progress"))).posts.waitUntilPublished(submission, { timeout: 5_000 }),
    );
    expect(await virtualDuration(call)).toBe(5_000);
    expect(await call).toMatchObject({ name: "TimeoutError", scope: "wait", timeout: 5_000 });
  });
});
