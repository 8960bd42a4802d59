import { describe, expect, test } from "vitest";

import { testBlotato } from "../mocked-blotato.ts";

const blotato = testBlotato();

interface Post {
  readonly postSubmissionId: string;
  readonly status: string;
  readonly scheduledTime?: string;
  readonly publicUrl?: string;
  readonly errorMessage?: string;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const post = (platform: string, accountId: string, target: object = {}) => ({
  accountId,
  content: { text: "The oven is warm.", mediaUrls: [], platform },
  target: { targetType: platform, ...target },
});
const tweet = post("twitter", "40114");

const publish = (key: string, body: object) => blotato.call<Post>(key, "POST /v2/posts", body);
const statusOf = async (key: string, id: string) => (await blotato.call<Post>(key, `GET /v2/posts/${id}`)).body;

const inFuture = (milliseconds: number): string => new Date(blotato.clock.now() + milliseconds).toISOString();

test("publishes at once: in progress, then published with an address, and it stays so", async () => {
  const { status, body } = await publish("now", { post: tweet });
  const id = body.postSubmissionId;
  expect([status, body]).toEqual([201, { postSubmissionId: expect.stringMatching(uuid) }]);
  expect(await statusOf("now", id)).toEqual({ postSubmissionId: id, status: "in-progress" });
  blotato.clock.advance(499);
  expect(await statusOf("now", id)).toEqual({ postSubmissionId: id, status: "in-progress" });
  blotato.clock.advance(1);
  const published = await statusOf("now", id);
  expect(published).toEqual({
    postSubmissionId: id,
    status: "published",
    publicUrl: expect.stringMatching(/^https:\/\/example\.com\//),
  });
  blotato.clock.advance("45d");
  expect(await statusOf("now", id)).toEqual(published);
});

test("keeps a scheduled post until its time", async () => {
  const scheduledTime = inFuture(3_600_000);
  const { status, body } = await publish("later", { post: tweet, scheduledTime });
  const id = body.postSubmissionId;
  expect([status, body]).toEqual([201, { postSubmissionId: id, scheduledTime }]);
  blotato.clock.advance(3_599_999);
  expect(await statusOf("later", id)).toEqual({ postSubmissionId: id, status: "scheduled", scheduledTime });
  blotato.clock.advance(1);
  expect(await statusOf("later", id)).toEqual({ postSubmissionId: id, status: "in-progress" });
  blotato.clock.advance(500);
  expect((await statusOf("later", id)).status).toBe("published");
});

describe("a post with a file that cannot be fetched", () => {
  const missing = "https://nowhere.invalid/rolls.jpg";
  const illustrated = (...mediaUrls: readonly string[]) => ({ ...tweet, content: { ...tweet.content, mediaUrls } });

  test("is accepted, is in progress, and then fails and says why", async () => {
    const { status, body } = await publish("fails", { post: illustrated("https://cdn.example.com/a.jpg", missing) });
    const id = body.postSubmissionId;
    expect([status, body]).toEqual([201, { postSubmissionId: id }]);
    blotato.clock.advance(499);
    expect(await statusOf("fails", id)).toEqual({ postSubmissionId: id, status: "in-progress" });
    blotato.clock.advance(1);
    const failed = {
      postSubmissionId: id,
      status: "failed",
      errorMessage: `The file ${missing} could not be fetched, because the host nowhere.invalid does not exist.`,
    };
    expect(await statusOf("fails", id)).toEqual(failed);
    blotato.clock.advance("45d");
    expect(await statusOf("fails", id)).toEqual(failed);
  });

  test("waits for its time before it fails", async () => {
    const { body } = await publish("fails later", { post: illustrated(missing), scheduledTime: inFuture(60_000) });
    expect((await statusOf("fails later", body.postSubmissionId)).status).toBe("scheduled");
    blotato.clock.advance("1m");
    expect((await statusOf("fails later", body.postSubmissionId)).status).toBe("in-progress");
    blotato.clock.advance(500);
    expect((await statusOf("fails later", body.postSubmissionId)).status).toBe("failed");
  });

  test.each<[string, object, RegExp]>([
    [
      "in a later post of a thread",
      { additionalPosts: [{ text: "2", mediaUrls: [missing] }] },
      /nowhere\.invalid does/,
    ],
    ["that is a file name", { mediaUrls: ["rolls.jpg"] }, /rolls\.jpg could not .* not an http or https address/],
    ["on another kind of server", { mediaUrls: ["ftp://cdn.example.com/a.jpg"] }, /not an http or https address/],
    ["on the very host", { mediaUrls: ["http://invalid/a.jpg"] }, /the host invalid does not exist/],
  ])("fails with one %s", async (_, content, reason) => {
    const { body } = await publish("kinds", { post: { ...tweet, content: { ...tweet.content, ...content } } });
    blotato.clock.advance("1s");
    expect(await statusOf("kinds", body.postSubmissionId)).toMatchObject({
      status: "failed",
      errorMessage: expect.stringMatching(reason),
    });
  });

  test("is not one whose host only sounds like it", async () => {
    const { body } = await publish("sounds", {
      post: illustrated("https://invalid.example.com/a", "https://notinvalid/.invalid"),
    });
    blotato.clock.advance("1s");
    expect((await statusOf("sounds", body.postSubmissionId)).status).toBe("published");
  });
});

test("gives a scheduled time in UTC", async () => {
  const { body } = await publish("zone", { post: tweet, scheduledTime: "2027-01-01T00:30:00+02:00" });
  expect(body.scheduledTime).toBe("2026-12-31T22:30:00.000Z");
});

test("takes the next slot that the account has free, unless a time is given", async () => {
  const slot = async (body: object) => (await publish("slots", body)).body.scheduledTime;
  const next = await slot({ post: tweet, useNextFreeSlot: true });
  expect(next).toMatch(/T17:30:00\.000Z$/);
  expect(new Date(String(next)).getUTCDay()).toBe(3);
  const aWeekLater = new Date(Date.parse(String(next)) + 7 * 86_400_000).toISOString();
  expect(await slot({ post: tweet, useNextFreeSlot: true })).toBe(aWeekLater);
  expect(await slot({ post: post("bluesky", "40115"), useNextFreeSlot: true })).toBe(next);
  const scheduledTime = inFuture(60_000);
  expect(await slot({ post: tweet, useNextFreeSlot: true, scheduledTime })).toBe(scheduledTime);
  expect(await slot({ post: tweet, useNextFreeSlot: false })).toBeUndefined();
});

test.each([
  ["facebook", post("facebook", "40113", { pageId: "987600000000124" })],
  ["linkedin with a page", post("linkedin", "40116", { pageId: "10550001" })],
  ["linkedin without a page", post("linkedin", "40116")],
  ["a webhook", { ...post("other", "40118"), target: { targetType: "webhook", url: "https://hooks.example.com/a" } }],
])("accepts a post on %s", async (_, accepted) => {
  expect((await publish("all", { post: accepted })).status).toBe(201);
});

test.each<[string, object, string]>([
  ["an unknown account", { post: post("twitter", "acc_1") }, 'post.accountId: there is no account "acc_1"'],
  [
    "an account of another platform",
    { post: post("twitter", "40115") },
    "post.content.platform: account 40115 is on bluesky, not on twitter",
  ],
  [
    "a time in the past",
    { post: tweet, scheduledTime: "2026-06-01T11:59:59Z" },
    "scheduledTime: must be in the future",
  ],
  ["a leap second", { post: tweet, scheduledTime: "2026-12-31T23:59:60Z" }, "scheduledTime: cannot be read"],
  ["no date at all", { post: tweet, scheduledTime: "tomorrow" }, "scheduledTime"],
  [
    "a page of nobody",
    { post: post("facebook", "40113", { pageId: "1" }) },
    'post.target.pageId: account 40113 has no page "1"',
  ],
  ["a pageId where there are no pages", { post: post("twitter", "40114", { pageId: "1" }) }, "post.target.pageId"],
  [
    "the next slot where the calendar has none",
    { post: post("linkedin", "40116"), useNextFreeSlot: true },
    "useNextFreeSlot: the calendar has no slot for account 40116 on linkedin",
  ],
  [
    "an unknown slot",
    { post: tweet, slot: { id: "1", time: "2030-01-01T00:00:00Z" } },
    'slot.id: there is no slot "1"',
  ],
  [
    "a slot's time in the past",
    { post: tweet, slot: { id: "31002", time: "2026-05-27T17:30:00Z" } },
    "slot.time: must be in the future",
  ],
  ["a time inside the post", { post: { ...tweet, scheduledTime: "2027-01-01T00:00:00Z" } }, "scheduledTime"],
])("rejects %s", async (_, body, message) => {
  const response = await publish("rejected", body);
  expect(response.status).toBe(422);
  expect(response.body).toEqual({ message: expect.stringContaining(message), reqId: expect.any(String) });
});

test("rejects a time that is just now, and takes the next millisecond", async () => {
  expect((await publish("edge", { post: tweet, scheduledTime: inFuture(0) })).status).toBe(422);
  expect((await publish("edge", { post: tweet, scheduledTime: inFuture(1) })).status).toBe(201);
});

test("does not know a post that was never submitted, or that belongs to another key", async () => {
  const { body } = await publish("mine", { post: tweet });
  const response = await blotato.call("theirs", `GET /v2/posts/${body.postSubmissionId}`);
  expect(response.status).toBe(404);
  expect(response.body.message).toBe(`postSubmissionId: there is no post "${body.postSubmissionId}"`);
});
