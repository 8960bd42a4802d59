import type { ListedPost, Post, Schedule } from "@switchboard/blotato";
import { isInState, metric } from "@switchboard/messaging/blotato";
import { describe, expect, test } from "vitest";

import { describeListing } from "../listing-suite.ts";
import { mockedTenants, present, type Tenant } from "../tenants.ts";

const tenants = mockedTenants();

const post: Post = {
  accountId: "40114",
  content: { text: "Fresh rye bread.", mediaUrls: [], platform: "twitter" },
  target: { targetType: "twitter" },
};

const later = ({ now }: { now: () => number }): Date => new Date(now() + 3_600_000);

describe("posts", () => {
  describeListing<ListedPost>(tenants, {
    list: ({ blotato }, query, options) => blotato.posts.list(query, options),
    all: async ({ raw }) => {
      const { data } = await raw.blotato.GET("/v2/posts", { params: { query: { limit: 250 } } });
      return present(data).items;
    },
    limit: 4,
    orderedBy: ({ postTime }) => -Date.parse(postTime),
  });
});

describe("schedules", () => {
  describeListing<Schedule>(tenants, {
    list: ({ blotato }, query, options) => blotato.schedules.list(query, options),
    all: async ({ raw }) => {
      const { data } = await raw.blotato.GET("/v2/schedules", { params: { query: { limit: 50 } } });
      return present(data).items;
    },
    limit: 2,
    orderedBy: ({ scheduledAt }) => Date.parse(scheduledAt),
  });

  test("are counted in a text of digits", async () => {
    const { data } = await tenants.open().raw.blotato.GET("/v2/schedules", { params: { query: { limit: 1 } } });
    expect(data).toMatchObject({ items: [expect.anything()], count: "7" });
  });
});

/** The post of a tenant that it submitted last, as the list shows it. */
const newest = async ({ facade }: Tenant, text: string): Promise<ListedPost | undefined> =>
  (await facade.blotato.posts.list({ limit: 250 }).toArray({ limit: 250 })).find((listed) => listed.text === text);

describe("the id of a listed post", () => {
  test("is the schedule while it waits, then the published post; never the submission", async () => {
    const tenant = tenants.open();
    const { clock } = tenants.mock;
    const { analytics, posts, schedules } = tenant.facade.blotato;
    const submission = await posts.schedule(post, later(clock));
    const waiting = present(await newest(tenant, post.content.text));
    expect(isInState(waiting, "scheduled")).toBe(true);
    expect(waiting.id).not.toBe(submission.postSubmissionId);
    expect(await schedules.get(waiting.id)).toMatchObject({ id: waiting.id, draft: post });
    clock.of(tenant.apiKey).advance("2h");
    const published = present(await newest(tenant, post.content.text));
    expect(isInState(published, "published")).toBe(true);
    expect(published.id).not.toBe(waiting.id);
    const { metrics } = await analytics.post(published.id);
    expect(metrics?.viewsCount).toMatch(/^\d+$/);
    expect(metric({ metrics }, "viewsCount")).toBe(Number(metrics?.viewsCount));
    for (const id of [waiting.id, submission.postSubmissionId]) {
      await expect(analytics.post(id)).rejects.toMatchObject({ kind: "notFound" });
    }
    await expect(schedules.get(waiting.id)).rejects.toMatchObject({ kind: "notFound" });
    expect((await posts.status(submission.postSubmissionId)).status).toBe("published");
  });

  test("of one that is cancelled is found nowhere any more", async () => {
    const tenant = tenants.open();
    const { posts, schedules } = tenant.facade.blotato;
    await posts.schedule(post, later(tenants.mock.clock));
    const { id } = present(await newest(tenant, post.content.text));
    expect(await schedules.delete(id)).toBeUndefined();
    tenants.mock.clock.of(tenant.apiKey).advance("2h");
    expect(await newest(tenant, post.content.text)).toBeUndefined();
  });
});

describe("a DELETE without a body", () => {
  test("has no content type through any client, and is rejected with one", async () => {
    const { apiKey, facade, raw, sent } = tenants.open();
    const { id } = present(await facade.blotato.schedules.list().first());
    const path = { scheduleId: id };
    const options = { headers: { "content-type": "application/json" } };
    await expect(facade.blotato.schedules.delete(id, options)).rejects.toMatchObject({ status: 400 });
    await facade.blotato.schedules.delete(id);
    const other = present(await facade.blotato.schedules.list().first());
    const { response } = await raw.blotato.DELETE("/v2/schedules/{scheduleId}", {
      params: { path: { ...path, scheduleId: other.id } },
    });
    expect(response.status).toBe(204);
    await facade.blotato.slots.delete("31001");
    const deletes = sent.filter(({ method }) => method === "DELETE");
    expect(deletes.map(({ headers }) => headers.get("content-type"))).toEqual(["application/json", null, null, null]);
    expect(apiKey).toBeTruthy();
  });
});

describe("the next slot", () => {
  test("takes a post, and is another one for the next", async () => {
    const { facade } = tenants.open();
    const { posts, slots } = facade.blotato;
    const free = await slots.nextAvailable({ platform: "twitter", accountId: "40114" });
    const first = await posts.schedule(post, "nextSlot");
    expect(first.scheduledTime).toBe(free.slotTime);
    const second = await posts.schedule(post, "nextSlot");
    expect(Date.parse(present(second.scheduledTime))).toBeGreaterThan(Date.parse(free.slotTime));
  });

  test("takes a thread as well", async () => {
    const { facade } = tenants.open();
    const { posts, schedules, slots } = facade.blotato;
    const free = await slots.nextAvailable({ platform: "bluesky", accountId: "40115" });
    const texts = [{ text: "First." }, { text: "And then." }];
    await posts.thread({ accountId: "40115", platform: "bluesky", posts: texts, when: "nextSlot" });
    const all = await schedules.list().toArray({ limit: 50 });
    expect(all.find(({ scheduledAt }) => scheduledAt === free.slotTime)?.draft).toMatchObject({
      content: { text: "First.", additionalPosts: [{ text: "And then.", mediaUrls: [] }] },
    });
  });
});
