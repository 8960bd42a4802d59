import { describe, expect, it } from "vitest";

import { type ApiResponse, type Item, testApi } from "./blooio-api.ts";

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

describe("what a number shares of itself", () => {
  const card = "/me/numbers/%2B15555550101/contact-card";

  it("begins with the name of the organization, and changes field by field", async () => {
    expect((await api.get(card)).body.data).toMatchObject({ name: "Marlow Street Bakery", sharing: { enabled: true } });
    await api.put(card, { last_name: "Bakers" });
    await api.put(card, { sharing: { audience: "everyone" } });
    expect((await api.get(card)).body.data).toMatchObject({
      name: "Marlow Bakers",
      sharing: { enabled: true, audience: "everyone" },
    });
    expect(await api.put(card, {})).toMatchObject({ status: 422 });
  });

  it("has the picture that was uploaded", async () => {
    const form = new FormData();
    form.append("avatar", new Blob([new Uint8Array([0xff, 0xd8, 0xff])], { type: "image/jpeg" }), "a.jpg");
    await api.form("POST", `${card}/avatar`, form);
    expect((await api.get(card)).body.data.avatar).toBe("data:image/jpeg;base64,/9j/");
  });

  it.each([
    ["+15555550101", "+12125550187", 200],
    ["+15555550102", "+12125550187", 403],
    ["+15555550101", "+33155501870", 422],
    ["+15555550107", "+12125550187", 404],
  ])("calls of %s to %s: %i", async (number, to, status) => {
    const path = `/me/numbers/${encodeURIComponent(number)}/call-forwarding`;
    expect(await api.post(path, { forward_to: to })).toMatchObject({ status });
  });
});

describe("a phone number that is looked up", () => {
  it("is taken apart, whichever way it is given", async () => {
    const facts = {
      valid: true,
      e164: "+12125550187",
      national: "(212) 555-0187",
      area_code: "212",
      location: "New York, NY",
      area_code_region: "NY",
    };
    expect((await api.get("/phone-numbers/lookup?number=%2B12125550187")).body.data).toMatchObject(facts);
    expect((await api.get("/phone-numbers/lookup?number=+1 212 555 0187")).body.data).toMatchObject(facts);
    expect((await api.post("/phone-numbers/lookup", { number: "+1 (212) 555-0187" })).body.data).toMatchObject(facts);
  });

  it("may be of another country, or none", async () => {
    const { body } = await api.post("/phone-numbers/batch", { numbers: ["+33155501870", "12", "+11"] });
    expect(body.data.map(({ input, valid }: Item) => [input, valid])).toEqual([
      ["+33155501870", true],
      ["12", false],
      ["+11", false],
    ]);
    expect(await api.post("/phone-numbers/batch", { numbers: Array(101).fill("+12125550187") })).toMatchObject({
      status: 422,
    });
  });
});

describe("those who share their location", () => {
  it("are contacts, each of whom can be read", async () => {
    const friends = (await api.get("/location/contacts")).body.data as Item[];
    expect(friends.length).toBeGreaterThan(0);
    const [friend] = friends;
    const handle = String(friend?.["handle"]);
    expect((await api.get(`/location/contacts/${encodeURIComponent(handle)}`)).body.data).toEqual(friend);
    expect((await api.get(`/contacts?identifier=${encodeURIComponent(handle)}`)).body.data).toHaveLength(1);
    expect(await api.get("/location/contacts/nobody@example.com")).toMatchObject({ status: 404 });
  });

  it.each(["GET", "POST"])("are found anew by a refresh with %s", async (method) => {
    api.clock.advance("1h");
    const key = `locations-${method}`;
    const send = (verb: string, path: string): Promise<ApiResponse> =>
      api.raw(verb, `/v4${path}`, { authorization: `Bearer ${key}` });
    const before = (await send("GET", "/location/contacts")).body.data[0].last_updated;
    const { data } = (await send(method, "/location/contacts/refresh")).body;
    expect([data.success, data.friends[0].last_updated]).toEqual([true, api.clock.now()]);
    expect(before).toBeLessThan(api.clock.now());
    expect((await send("GET", "/location/contacts")).body.data).toEqual(data.friends);
  });
});

describe("a channel", () => {
  const profile = "/channels/bakery-desk/profile";

  it("has the profile that it was given, without what was cleared", async () => {
    expect((await api.get("/channels/bakery-desk")).body.data).not.toHaveProperty("profile");
    await api.put(profile, { display_name: "Desk", about: "Bread", email: "desk@example.com" });
    expect((await api.put(profile, { about: null, email: "" })).body.data.profile).toEqual({ display_name: "Desk" });
    expect((await api.get("/channels/bakery-desk")).body.data.profile).toEqual({ display_name: "Desk" });
    expect((await api.put(profile, { display_name: "" })).body.data).not.toHaveProperty("profile");
    expect(await api.put(profile, { phone: "1" })).toMatchObject({
      status: 422,
      body: { error: { code: "unknown_fields" } },
    });
  });

  it("says what it can do, alone and among the rest", async () => {
    const { data } = (await api.get("/channels/bakery-desk")).body;
    expect((await api.get("/channels/bakery-desk/capabilities")).body.data).toEqual({
      channel_id: data.id,
      type: data.type,
      capabilities: data.capabilities,
    });
    expect((await api.get("/channels/bakery-desk/settings")).body.data).toMatchObject({ channel_id: data.id });
  });

  it("sends by its number, its alias or its id, once for each key", async () => {
    const { data } = (await api.get("/channels/bakery-desk")).body;
    const send = (name: string): Promise<ApiResponse> =>
      api.post(
        `/channels/${encodeURIComponent(name)}/messages`,
        { to: "+15555550199", text: "Hi" },
        { "idempotency-key": `send-${name}` },
      );
    for (const name of ["bakery-desk", data.id]) {
      const first = await send(name);
      expect(first).toMatchObject({ status: 201, body: { channel_id: data.id, routing: { mode: "explicit" } } });
      expect(await send(name)).toEqual({ status: 200, body: first.body });
    }
    expect(await send("+15555550101")).toMatchObject({ status: 201, body: { channel_type: "blooio" } });
    expect(await send("nobody")).toMatchObject({ status: 404 });
  });
});

describe("what became of a message", () => {
  const log = async ({ chat_id, id }: Item, query = ""): Promise<Item> =>
    (await api.get(`/chats/${chat_id}/messages/${id}/events${query}`)).body as Item;

  it("grows as it is sent, delivered and reacted to, and comes in pages, the latest first", async () => {
    const { body } = await api.post("/messages", { from: "+15555550101", to: "+15555550199", text: "Hi" });
    const message = body as Item;
    api.clock.advance("1s");
    await api.post(`/chats/${message["chat_id"]}/messages/${message.id}/reactions`, { reaction: "+love" });
    const { data } = await log(message);
    expect(data.map(({ kind }: Item) => kind)).toEqual(["reaction", "delivered", "sent", "queued"]);
    expect(data[0]).toMatchObject({ message_id: message.id, metadata: { reaction: "love" } });
    const first = await log(message, "?limit=3");
    const rest = await log(message, `?limit=3&cursor=${first["next_cursor"]}`);
    expect([...first["data"], ...rest["data"]]).toEqual(data);
  });

  it("of a message from before is its last status, always the same", async () => {
    const [chat] = (await api.get("/chats?type=blooio&limit=1")).body.data;
    const [message] = (await api.get(`/chats/${chat.id}/messages?order=asc&limit=1`)).body.data;
    const { data } = await log(message);
    expect(data).toEqual([expect.objectContaining({ kind: message.status, occurred_at: message.updated_at })]);
    expect((await log(message))["data"]).toEqual(data);
  });
});
