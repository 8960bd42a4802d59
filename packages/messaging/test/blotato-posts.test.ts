import { describe, expect, test } from "vitest";

import { ApiError, SwitchboardError } from "../src/index.ts";
import { blotatoOf, tweet } from "./samples.ts";
import { json, serviceOf } from "./scripted-fetch.ts";
import { inVirtualTime, rejection, useVirtualTime, virtualDuration } from "./virtual-time.ts";

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

describe("schedule", () => {
  test("puts the time beside the post, where Blotato reads it", async () => {
    const service = accepting();
    await blotatoOf(service).posts.schedule(tweet, new Date("2027-03-10T16:30:00+01:00"));
    expect(bodyOf(service)).toEqual({ post: tweet, scheduledTime: "2027-03-10T15:30:00.000Z" });
  });

  test.each([
    ["a moment ago", new Date(now - 1), /2026-11-20T11:59:59\.999Z/],
    ["now", new Date(now), /future/],
    ["an invalid date", new Date("next tuesday"), /invalid date/],
  ])("refuses %s before any request", async (_, when, words) => {
    const service = accepting();
    const error = await rejection(blotatoOf(service).posts.schedule(tweet, when));
    expect(error).toBeInstanceOf(SwitchboardError);
    expect((error as Error).message).toMatch(words);
    expect(service.requests).toEqual([]);
  });
});

describe("thread", () => {
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

  test("refuses no posts at all", async () => {
    const service = accepting();
    expect(
      await rejection(blotatoOf(service).posts.thread({ accountId: "98", platform: "twitter", posts: [] })),
    ).toBeInstanceOf(SwitchboardError);
    expect(service.requests).toEqual([]);
  });
});

test("media.upload gives the address to post, and refuses an empty one", async () => {
  const service = serviceOf(json(201, { url: "https://database.blotato.com/a.png" }));
  const { media } = blotatoOf(service);
  await expect(media.upload("https://example.com/a.png")).resolves.toEqual({
    url: "https://database.blotato.com/a.png",
  });
  expect(bodyOf(service)).toEqual({ url: "https://example.com/a.png" });
  expect(await rejection(media.upload(""))).toBeInstanceOf(SwitchboardError);
  expect(service.requests).toHaveLength(1);
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
