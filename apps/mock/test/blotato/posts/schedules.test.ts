import { beforeEach, describe, expect, test } from "vitest";

import { testBlotato, type Page } from "../mocked-blotato.ts";

const blotato = testBlotato();
let key: string;
let keys = 0;

beforeEach(() => {
  key = `schedules-${(keys += 1)}`;
});

interface Schedule {
  readonly id: string;
  readonly scheduledAt: string;
  readonly draft: { readonly content: { readonly text: string } };
  readonly account: object | null;
}

interface SchedulePage extends Page<Schedule> {
  readonly count: string;
}

interface ListedPost {
  readonly id: string;
  readonly postTime: string;
  readonly platform: string;
  readonly text: string;
  readonly state: { readonly type: string; readonly postUrl?: string; readonly errorMessage?: string };
}

const call = <Body>(request: string, body?: unknown) => blotato.call<Body>(key, request, body);
const inFuture = (milliseconds: number): string => new Date(blotato.clock.now() + milliseconds).toISOString();
const draft = (text: string, mediaUrls: readonly string[] = []) => ({
  accountId: "40114",
  content: { text, mediaUrls, platform: "twitter" },
  target: { targetType: "twitter" },
});

/** Schedules a post, and gives its submission and its schedule. */
async function schedule(text: string, scheduledTime: string, mediaUrls: readonly string[] = []) {
  const { body } = await call<{ postSubmissionId: string }>("POST /v2/posts", {
    post: draft(text, mediaUrls),
    scheduledTime,
  });
  const { items } = (await call<SchedulePage>("GET /v2/schedules?limit=50")).body;
  const found = items.find((item) => item.draft.content.text === text);
  if (found === undefined) throw new Error(`no schedule of ${text}`);
  return { submission: body.postSubmissionId, schedule: found };
}

const statusOf = async (submission: string) =>
  (await call<{ status?: string; scheduledTime?: string }>(`GET /v2/posts/${submission}`)).body;
const listed = async (query = "") => (await call<Page<ListedPost>>(`GET /v2/posts?limit=250${query}`)).body.items;

test("are listed from the next one on, on pages, with a count that is a text", async () => {
  for (const [text, after] of [
    ["third", 3],
    ["first", 1],
    ["second", 2],
  ] as const) {
    await schedule(text, inFuture(after * 60_000));
  }
  const { body } = await call<SchedulePage>("GET /v2/schedules?limit=2");
  expect(body.count).toBe("10");
  expect(body.items.map((item) => item.draft.content.text)).toEqual(["first", "second"]);
  const all = await blotato.walk<Schedule>(key, "/v2/schedules", 2);
  expect(all.map((item) => item.scheduledAt)).toEqual(all.map((item) => item.scheduledAt).toSorted());
  expect(all).toHaveLength(10);
});

test("are wrapped when they are read one by one, and hold the draft and the account", async () => {
  const { body } = await call<{ schedule: Schedule }>("GET /v2/schedules/sch_5c2e7a90");
  expect(body.schedule).toMatchObject({
    id: "sch_5c2e7a90",
    draft: { accountId: "40113", target: { targetType: "facebook", pageId: "987600000000123" } },
    account: { id: "40113", name: "Harbour Bakery", subaccountId: "987600000000123", subaccountName: "Harbour Bakery" },
  });
});

test("become posts when their time comes, under another id", async () => {
  const { schedule: waiting, submission } = await schedule("soon", inFuture(60_000));
  expect((await listed()).find(({ id }) => id === waiting.id)?.state).toEqual({ type: "scheduled" });
  blotato.clock.advance(60_500);
  expect((await call(`GET /v2/schedules/${waiting.id}`)).status).toBe(404);
  expect((await statusOf(submission)).status).toBe("published");
  const posts = await listed();
  expect(posts.some(({ id }) => id === waiting.id)).toBe(false);
  const published = posts.find(({ text }) => text === "soon");
  expect(published).toMatchObject({
    id: expect.stringMatching(/^\d+$/),
    state: { type: "published", postUrl: expect.any(String) },
  });
  expect((await call(`GET /v2/posts/${published?.id}/analytics`)).status).toBe(200);
});

test("become failed posts when a file cannot be fetched at their time", async () => {
  await schedule("broken", inFuture(60_000), ["https://nowhere.invalid/a.jpg"]);
  blotato.clock.advance(60_500);
  const failed = (await listed("&status=failed")).find(({ text }) => text === "broken");
  expect(failed?.state).toEqual({ type: "failed", errorMessage: expect.stringMatching(/nowhere\.invalid/) });
  expect((await call(`GET /v2/posts/${failed?.id}/analytics`)).status).toBe(404);
});

describe("a change", () => {
  test("of the time moves the post, and of the draft replaces it whole", async () => {
    const { schedule: waiting, submission } = await schedule("old", inFuture(60_000));
    const scheduledTime = inFuture(7_200_000);
    const changed = await call(`PATCH /v2/schedules/${waiting.id}`, { patch: { scheduledTime, draft: draft("new") } });
    expect([changed.status, changed.body]).toEqual([204, undefined]);
    expect(await statusOf(submission)).toMatchObject({ status: "scheduled", scheduledTime });
    const { body } = await call<{ schedule: Schedule }>(`GET /v2/schedules/${waiting.id}`);
    expect(body.schedule).toMatchObject({ scheduledAt: scheduledTime, draft: draft("new") });
  });

  test.each<[string, object, RegExp]>([
    ["nothing", {}, /patch/],
    [
      "a time that has passed",
      { scheduledTime: "2020-01-01T00:00:00Z" },
      /patch\.scheduledTime: must be in the future/,
    ],
    [
      "a draft on another platform",
      { draft: { ...draft("a"), accountId: "40112" } },
      /patch\.draft\.content\.platform/,
    ],
    ["a misspelt field", { scheduledAt: "2030-01-01T00:00:00Z" }, /scheduledAt/],
  ])("to %s is rejected with 422, and changes nothing", async (_, patch, reason) => {
    const before = await call("GET /v2/schedules/sch_5c2e7a90");
    const { body, status } = await call<{ message: string }>("PATCH /v2/schedules/sch_5c2e7a90", { patch });
    expect([status, body.message]).toEqual([422, expect.stringMatching(reason)]);
    expect((await call("GET /v2/schedules/sch_5c2e7a90")).body).toEqual(before.body);
  });
});

test("are cancelled by their deletion: nothing is published", async () => {
  const { schedule: waiting, submission } = await schedule("never", inFuture(60_000));
  const { body, status } = await call(`DELETE /v2/schedules/${waiting.id}`);
  expect([status, body]).toEqual([204, undefined]);
  blotato.clock.advance(120_000);
  expect((await listed()).some(({ text }) => text === "never")).toBe(false);
  expect((await call(`GET /v2/posts/${submission}`)).status).toBe(404);
  expect((await call(`DELETE /v2/schedules/${waiting.id}`)).status).toBe(404);
});

describe("the list of posts", () => {
  test("holds a window of a week before and after, newest first", async () => {
    const posts = await listed();
    const times = posts.map(({ postTime }) => Date.parse(postTime));
    expect(times).toEqual(times.toSorted((one, other) => other - one));
    const now = blotato.clock.now();
    expect(times.every((time) => Math.abs(time - now) <= 7 * 86_400_000)).toBe(true);
    expect(new Set(posts.map(({ state }) => state.type))).toEqual(new Set(["scheduled", "published", "failed"]));
    const longAgo = await listed(`&since=${inFuture(-60 * 86_400_000)}&until=${inFuture(-8 * 86_400_000)}`);
    expect(longAgo.length).toBeGreaterThan(10);
    expect(longAgo.every(({ postTime }) => Date.parse(postTime) <= now - 8 * 86_400_000)).toBe(true);
  });

  test("is filtered by states and platforms, of which any fits", async () => {
    const query = "&status=failed&status=scheduled&platform=facebook&platform=instagram";
    const some = (await listed(query)).filter(({ id }) => ["sch_5c2e7a90", "6701203"].includes(id));
    expect((await listed(query)).every(({ platform }) => /facebook|instagram/.test(platform))).toBe(true);
    expect((await listed(query)).every(({ state }) => /failed|scheduled/.test(state.type))).toBe(true);
    expect(some.map(({ platform, state }) => [platform, state.type])).toEqual([
      ["facebook", "scheduled"],
      ["instagram", "failed"],
    ]);
  });

  test("is paged", async () => {
    const all = await listed();
    expect(await blotato.walk<ListedPost>(key, "/v2/posts", 2)).toEqual(all);
  });

  test("rejects a time that nobody can read", async () => {
    const { body, status } = await call<{ message: string }>("GET /v2/posts?since=2026-12-31T23:59:60Z");
    expect([status, body.message]).toEqual([422, expect.stringMatching(/^since: cannot be read/)]);
  });
});
