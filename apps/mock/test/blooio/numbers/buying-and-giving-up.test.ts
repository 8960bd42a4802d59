import { describe, expect, it } from "vitest";

import { type ApiResponse, type Item, testApi } from "../blooio-api.ts";

const api = testApi();

let keys = 0;
const buy = (order: object, key = `key-${(keys += 1)}`): Promise<ApiResponse> =>
  api.post("/channels/blooio/purchases", order, { "idempotency-key": key });
const purchase = async (id: string): Promise<Item> => (await api.get(`/channels/blooio/purchases/${id}`)).body.data;
const eventsOf = async (type: string): Promise<Item[]> => (await api.get(`/events?type=${type}`)).body.data;
const numbers = async (): Promise<Item[]> => (await api.get("/me/numbers")).body.data;
const dedicated = { plan: "dedicated_com", quantity: 2, area_codes: ["212", "907"] };

describe("a purchase of numbers", () => {
  it("has to be confirmed once, is provisioned, and brings channels that send", async () => {
    const before = await numbers();
    const { body, status } = await buy(dedicated);
    const { action_url: url, purchase_id: id } = body.data;
    expect([status, body.data.status, url]).toEqual([202, "action_required", expect.stringContaining(id)]);
    expect(await eventsOf("number.purchase.action_required")).toMatchObject([
      { data: { purchase_id: id, action_url: url } },
    ]);
    api.clock.advance("1s");
    expect(await purchase(id)).toEqual({ purchase_id: id, status: "provisioning", allocations: [] });
    api.clock.advance("1s");
    const { allocations, status: last } = await purchase(id);
    expect([last, allocations]).toEqual([
      "completed",
      [
        { phone_number: expect.stringMatching(/^\+1212/), channel_id: expect.stringMatching(/^ch_/) },
        { phone_number: expect.stringMatching(/^\+1907/), channel_id: expect.stringMatching(/^ch_/) },
      ],
    ]);
    const bought = (await numbers()).filter(
      ({ phone_number: number }) => !before.some((own) => own["phone_number"] === number),
    );
    expect(bought.map(({ phone_number: number, plan_kind: plan }) => `${number} ${plan}`).toSorted()).toEqual(
      allocations.map(({ phone_number: number }: Item) => `${number} dedicated`),
    );
    expect(await eventsOf("number.purchase.completed")).toMatchObject([{ data: { lines: allocations } }]);
    const from = allocations[0].phone_number;
    expect(await api.post("/messages", { from, to: "+15555550199", text: "Hi" })).toMatchObject({
      status: 201,
      body: { channel_id: allocations[0].channel_id },
    });
    expect((await buy(dedicated)).body.data).toMatchObject({ status: "provisioning", action_url: null });
  });

  it("fails for an area that nobody has, and brings nothing", async () => {
    const before = await numbers();
    const { body } = await buy({ plan: "inbound_basic", area_codes: ["999"] });
    api.clock.advance("2s");
    expect(await purchase(body.data.purchase_id)).toMatchObject({ status: "failed", allocations: [] });
    expect(await eventsOf("number.purchase.failed")).toMatchObject([
      { data: { reason: expect.stringContaining("999") } },
    ]);
    expect(await numbers()).toEqual(before);
  });

  it("is made once for each key, and another order under the key is a conflict", async () => {
    const first = await buy(dedicated, "one");
    expect(await buy(dedicated, "one")).toEqual(first);
    expect(await buy({ ...dedicated, quantity: 3 }, "one")).toMatchObject({
      status: 409,
      body: { error: { code: "idempotency_key_reused" } },
    });
    expect((await buy(dedicated, "two")).body.data.purchase_id).not.toBe(first.body.data.purchase_id);
  });

  it.each([
    ["without a key", dedicated, {}, 400, "bad_request"],
    ["of more than ten lines", { plan: "dedicated_ent", quantity: 11 }, undefined, 400, "line_limit_exceeded"],
    [
      "of something that is not an area code",
      { plan: "dedicated_ent", area_codes: ["12"] },
      undefined,
      400,
      "bad_request",
    ],
    ["of a plan that does not exist", { plan: "dedicated" }, undefined, 400, "bad_request"],
    ["of a second shared number", { plan: "shared_com" }, undefined, 409, "shared_number_limit"],
  ])("is rejected %s", async (_, order, headers, status, code) => {
    const given = headers ?? { "idempotency-key": "a" };
    expect(await api.post("/channels/blooio/purchases", order, given)).toMatchObject({
      status,
      body: { error: { code } },
    });
  });
});

describe("the stock of numbers", () => {
  const available = async (query: string): Promise<Item> =>
    (await api.get(`/channels/blooio/available${query}`)).body as Item;

  it("hides all but the area code, and says whether there is more", async () => {
    const { data, has_more } = await available("?limit=2");
    expect([data.length, has_more, data[0]]).toEqual([
      2,
      true,
      expect.objectContaining({ area_code: "212", masked_national: "(212) ***-****" }),
    ]);
    expect(await available("")).toMatchObject({ has_more: false });
    expect((await available("?country=FR"))["data"]).toEqual([]);
  });

  it("quotes area codes, of which each number that is bought is one less", async () => {
    const quote = (): Promise<Item> => available("?type=dedicated&area_code=206&area_code=907");
    expect(await quote()).toMatchObject({
      data: [
        { area_code: "206", matched: true },
        { area_code: "907", matched: false, custom_order: true },
      ],
      matched_count: 1,
      custom_order_count: 1,
    });
    await buy({ plan: "dedicated_com", area_codes: ["206"] });
    api.clock.advance("2s");
    expect(await quote()).toMatchObject({ matched_count: 0, custom_order_count: 2 });
  });

  it("has no quote for what is not an area code", async () => {
    expect(await api.get("/channels/blooio/available?type=inbound&area_code=1")).toMatchObject({ status: 400 });
  });
});

describe("a number that is given up", () => {
  const remove = (channel: string, reasons: readonly string[]): Promise<ApiResponse> =>
    api.remove(`/channels/${encodeURIComponent(channel)}`, { reasons });

  it("is gone with its channel, and the events tell why", async () => {
    const [channel] = (await api.get("/channels?type=blooio&status=active")).body.data;
    const { body } = await remove(channel.address, ["no_longer_needed"]);
    expect(body.data).toEqual({ phone_number: channel.address, channel_id: channel.id, reasons: ["no_longer_needed"] });
    expect(await api.get(`/channels/${channel.id}`)).toMatchObject({ status: 404 });
    expect(await api.post("/messages", { from: channel.address, to: "+15555550199", text: "Hi" })).toMatchObject({
      status: 404,
    });
    expect((await numbers()).map(({ phone_number }) => phone_number)).not.toContain(channel.address);
    expect(await eventsOf("number.removed")).toMatchObject([{ data: { phone_number: channel.address } }]);
  });

  it("wants a reason, and is one of Blooio's", async () => {
    expect(await remove("+15555550101", [])).toMatchObject({ status: 400 });
    expect(await remove("+15555550107", ["unused"])).toMatchObject({ status: 400 });
    expect(await remove("+15555550999", ["unused"])).toMatchObject({ status: 404 });
  });
});
