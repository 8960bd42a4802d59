import { beforeEach, describe, expect, test } from "vitest";

import { testBlotato } from "../mocked-blotato.ts";

const blotato = testBlotato();
let key: string;
let keys = 0;

beforeEach(() => {
  key = `slots-${(keys += 1)}`;
});

interface Slot {
  readonly id: string;
  readonly day: string;
  readonly hour: number;
  readonly minute: number;
}

const call = <Body>(request: string, body?: unknown) => blotato.call<Body>(key, request, body);
const target = (platform: string, accountId: string | null = null) => ({ platform, accountId, subaccountId: null });
const bluesky = { day: "tuesday", hour: 9, minute: 15, selectedTargets: [target("bluesky", "40115")] };
const slots = async () => (await call<{ items: Slot[] }>("GET /v2/schedule/slots")).body.items;
const next = async (platform: string, accountId: string, subaccountId?: string) =>
  (
    await call<{ slot: { slotId: string; slotTime: string } }>("POST /v2/schedule/slots/next-available", {
      platform,
      accountId,
      ...(subaccountId !== undefined && { subaccountId }),
    })
  ).body.slot;
const post = {
  accountId: "40115",
  content: { text: "Seeds.", mediaUrls: [], platform: "bluesky" },
  target: { targetType: "bluesky" },
};

test("are added, listed in the order of the week, changed and removed", async () => {
  const created = await call<{ items: Slot[] }>("POST /v2/schedule/slots", { slots: [bluesky] });
  expect(created).toMatchObject({ status: 201, body: { items: [bluesky] } });
  const [slot] = created.body.items;
  expect((await slots()).map(({ day }) => day)).toEqual(["monday", "tuesday", "wednesday", "friday"]);
  const selectedTargets = [target("threads")];
  expect((await call(`PATCH /v2/schedule/slots/${slot?.id}`, { selectedTargets })).status).toBe(204);
  expect((await slots()).find(({ id }) => id === slot?.id)).toEqual({ ...bluesky, id: slot?.id, selectedTargets });
  expect((await call(`DELETE /v2/schedules/slots/${slot?.id}`)).status).toBe(204);
  expect(await slots()).toHaveLength(3);
});

test("none is added when one of them has a day and time that another has", async () => {
  const monday = { ...bluesky, day: "monday", hour: 8, minute: 0 };
  for (const [given, index] of [
    [[bluesky, monday], 1],
    [[bluesky, bluesky], 1],
  ] as const) {
    const { body, status } = await call<{ message: string }>("POST /v2/schedule/slots", { slots: given });
    expect([status, body.message]).toEqual([422, expect.stringMatching(`^slots\\.${index}: another slot is on`)]);
  }
  expect(await slots()).toHaveLength(3);
});

test("their list has no pages, however long it is", async () => {
  const many = Array.from({ length: 60 }, (_, minute) => ({ ...bluesky, hour: 20, minute }));
  await call("POST /v2/schedule/slots", { slots: many });
  const { body } = await call<{ items: Slot[]; cursor?: string }>("GET /v2/schedule/slots");
  expect([body.items.length, body.cursor]).toEqual([63, undefined]);
});

describe("the next one", () => {
  test("is the first time after now at which the account has nothing queued", async () => {
    const first = await next("bluesky", "40115");
    expect(first).toEqual({ slotId: "31002", slotTime: "2026-06-03T17:30:00.000Z" });
    await call("POST /v2/posts", { post, useNextFreeSlot: true });
    expect(await next("bluesky", "40115")).toEqual({ slotId: "31002", slotTime: "2026-06-10T17:30:00.000Z" });
    // Another account has its own queue.
    expect(await next("twitter", "40114")).toEqual(first);
  });

  test("is free again when its post is cancelled or moved", async () => {
    const before = await next("bluesky", "40115");
    await call("POST /v2/posts", { post, useNextFreeSlot: true });
    const { items } = (await call<{ items: { id: string; draft: typeof post }[] }>("GET /v2/schedules")).body;
    const queued = items.find(({ draft }) => draft.accountId === "40115");
    await call(`PATCH /v2/schedules/${queued?.id}`, { patch: { scheduledTime: "2026-07-01T00:00:00Z" } });
    expect(await next("bluesky", "40115")).toEqual(before);
  });

  test("is one that takes the page, where a slot is for one page", async () => {
    expect(await next("facebook", "40113", "987600000000123")).toMatchObject({ slotId: "31001" });
    const { status } = await call("POST /v2/schedule/slots/next-available", {
      platform: "facebook",
      accountId: "40113",
      subaccountId: "987600000000124",
    });
    expect(status).toBe(404);
  });

  test.each<[string, object, number, RegExp]>([
    ["for a platform without one", { platform: "linkedin", accountId: "40116" }, 404, /no slot for account 40116/],
    ["for an unknown account", { platform: "twitter", accountId: "1" }, 422, /accountId: there is no account "1"/],
    [
      "for another platform",
      { platform: "twitter", accountId: "40115" },
      422,
      /accountId: account 40115 is on bluesky/,
    ],
  ])("is not there %s", async (_, body, status, reason) => {
    const response = await call<{ message: string }>("POST /v2/schedule/slots/next-available", body);
    expect([response.status, response.body.message]).toEqual([status, expect.stringMatching(reason)]);
  });
});

test("one that posts are queued at is not removed until they are gone", async () => {
  const slot = await next("bluesky", "40115");
  await call("POST /v2/posts", { post, slot: { id: slot.slotId, time: slot.slotTime } });
  const rejected = await call<{ message: string }>(`DELETE /v2/schedules/slots/${slot.slotId}`);
  expect([rejected.status, rejected.body.message]).toEqual([422, "slotId: 1 post is still queued at this slot"]);
  const { items } = (await call<{ items: { id: string; draft: typeof post }[] }>("GET /v2/schedules")).body;
  await call(`DELETE /v2/schedules/${items.find(({ draft }) => draft.accountId === "40115")?.id}`);
  expect((await call(`DELETE /v2/schedules/slots/${slot.slotId}`)).status).toBe(204);
});
