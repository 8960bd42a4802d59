import { expect, test } from "vitest";

import { testBlotato } from "../mocked-blotato.ts";

const blotato = testBlotato();

type Metrics = Readonly<Record<string, unknown>>;

interface Analytics {
  readonly metrics: Metrics | null;
  readonly lastFetchedAt: string | null;
  readonly history: readonly { readonly fetchedAt: string; readonly metrics: Metrics }[];
}

interface TopPost {
  readonly id: string;
  readonly createdAt: string;
  readonly latestMetrics?: { readonly metrics: Metrics };
}

const call = async <Body>(request: string, body?: unknown): Promise<Body> =>
  (await blotato.call<Body>("analytics", request, body)).body;
const top = async (query = ""): Promise<readonly TopPost[]> =>
  (await call<{ items: TopPost[] }>(`GET /v2/analytics${query}`)).items;

test("a post has counts in texts of digits, the newest as the last of its history", async () => {
  const { history, lastFetchedAt, metrics } = await call<Analytics>("GET /v2/posts/6701204/analytics");
  expect(metrics).toMatchObject({
    viewsCount: expect.stringMatching(/^\d+$/),
    likesCount: expect.stringMatching(/^\d+$/),
  });
  expect(history.at(-1)).toEqual({ fetchedAt: lastFetchedAt, metrics });
  const views = history.map((snapshot) => Number(snapshot.metrics["viewsCount"]));
  expect(views.length).toBeGreaterThan(1);
  expect(views).toEqual(views.toSorted((one, other) => one - other));
});

test("a post has no metrics until they are fetched, an hour after it was published", async () => {
  await call("POST /v2/posts", {
    post: {
      accountId: "40115",
      content: { text: "Measured.", mediaUrls: [], platform: "bluesky" },
      target: { targetType: "bluesky" },
    },
  });
  blotato.clock.advance("1m");
  const [newest] = (await call<{ items: { id: string }[] }>("GET /v2/posts?status=published")).items;
  const path = `GET /v2/posts/${newest?.id}/analytics`;
  expect(await call(path)).toEqual({ metrics: null, lastFetchedAt: null, history: [], lastError: null });
  blotato.clock.advance("1h");
  expect((await call<Analytics>(path)).history).toHaveLength(1);
});

test("the posts are those of thirty days, the highest metric first, as many as wanted", async () => {
  const counts = (posts: readonly TopPost[], name: string) =>
    posts.map(({ latestMetrics }) => Number(latestMetrics?.metrics[name] ?? -1));
  for (const [sortBy, name] of [
    ["views_count", "viewsCount"],
    ["likes_count", "likesCount"],
  ] as const) {
    const sorted = counts(await top(`?sortBy=${sortBy}`), name);
    expect(sorted.length).toBeGreaterThan(20);
    expect(sorted).toEqual(sorted.toSorted((one, other) => other - one));
  }
  const oldest = blotato.clock.now() - 30 * 86_400_000;
  expect((await top()).every(({ createdAt }) => Date.parse(createdAt) >= oldest)).toBe(true);
  expect(await top("?limit=3")).toEqual((await top()).slice(0, 3));
  expect((await top("?since=2020-01-01T00:00:00Z")).length).toBeGreaterThan((await top()).length);
});

test("nothing is made up for what the vendor does not document", async () => {
  expect(await call("GET /v2/analytics/platforms")).toEqual({});
  expect(await call("GET /v2/analytics/summary")).toEqual({});
});
