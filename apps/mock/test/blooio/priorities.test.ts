import { beforeAll, beforeEach, describe, expect, it } from "vitest";

import { type ApiResponse, type Item, testApi } from "./blooio-api.ts";

const api = testApi();
let blooio: readonly string[];
let twilio: string;
let usual: Item;

beforeAll(async () => {
  const { body } = await api.get("/channels?status=active&limit=200");
  const ofType = (type: string): string[] =>
    (body.data as Item[]).filter((channel) => channel["type"] === type).map(({ id }) => id);
  blooio = ofType("blooio");
  [twilio = ""] = ofType("twilio");
});

beforeEach(async () => {
  const { body } = await api.get("/priorities");
  [usual] = body.data;
});

const create = async (body: object): Promise<Item> => {
  const { status, body: created } = await api.post("/priorities", body);
  expect(status).toBe(201);
  return created.data;
};

const defaults = async (): Promise<string[]> =>
  ((await api.get("/priorities")).body.data as Item[]).filter((item) => item["is_default"]).map(({ id }) => id);

const send = (fields: object = {}): Promise<ApiResponse> =>
  api.post("/messages", { to: "+15555559999", text: "Hello", ...fields });

describe("priorities", () => {
  it("are created with ids, times and defaults, listed, read, updated and deleted", async () => {
    const created = await create({ channels: [blooio[0], { channel_id: twilio, priority: 7 }] });
    expect(created).toMatchObject({
      name: null,
      is_default: false,
      created_at: api.clock.now(),
      updated_at: api.clock.now(),
      channels: [
        { channel_id: blooio[0], type: "blooio", priority: 1 },
        { channel_id: twilio, type: "twilio", priority: 7 },
      ],
    });
    api.clock.advance("1m");
    const other = await create({ channels: [twilio], name: "Nights" });
    expect(other).toMatchObject({ name: "Nights", is_default: false });
    expect((await api.get("/priorities")).body).toEqual({
      data: [other, created, usual],
      has_more: false,
      next_cursor: null,
    });
    api.clock.advance("1m");
    const updated = await api.patch(`/priorities/${created.id}`, { name: "Days" });
    expect(updated.body.data).toEqual({ ...created, name: "Days", updated_at: api.clock.now() });
    expect((await api.get(`/priorities/${created.id}`)).body).toEqual(updated.body);
    expect(await api.remove(`/priorities/${created.id}`)).toMatchObject({
      status: 200,
      body: { data: { id: created.id, deleted: true } },
    });
    expect(await api.get(`/priorities/${created.id}`)).toMatchObject({
      status: 404,
      body: { error: { code: "not_found", message: `There is no priority "${created.id}".` } },
    });
    expect((await api.get("/priorities")).body.data).toEqual([other, usual]);
  });

  it("are walked by cursor, also when the last one of a page is deleted", async () => {
    const ids: string[] = [];
    for (let count = 0; count < 5; count += 1) {
      api.clock.advance(1);
      ids.unshift((await create({ channels: [twilio] })).id);
    }
    const page = await api.get("/priorities?limit=2");
    expect(page.body.data.map(({ id }: Item) => id)).toEqual(ids.slice(0, 2));
    await api.remove(`/priorities/${ids[1]}`);
    const rest = await api.get(`/priorities?limit=9&cursor=${page.body.next_cursor}`);
    expect(rest.body.data.map(({ id }: Item) => id)).toEqual([...ids.slice(2), usual.id]);
    expect(await api.get("/priorities?cursor=abc")).toMatchObject({
      status: 400,
      body: { error: { code: "bad_request" } },
    });
  });

  it.each<[string, () => object, number, string]>([
    ["an unknown channel", () => ({ channels: ["ch_nowhere"] }), 404, "not_found"],
    ["a field that the spec does not have", () => ({ channels: ["x"], nme: "Days" }), 422, "unknown_fields"],
    ["a body that the spec does not allow", () => ({ channels: [] }), 422, "validation_failed"],
    [
      "channels of two types at one step",
      () => ({ channels: [blooio[0], { channel_id: twilio, priority: 1 }], is_default: true }),
      422,
      "validation_failed",
    ],
  ])("are rejected with %s, and nothing is changed", async (_, body, status, code) => {
    expect(await api.post("/priorities", body())).toMatchObject({ status, body: { error: { code } } });
    expect((await api.get("/priorities")).body.data).toEqual([usual]);
    expect(await api.patch(`/priorities/${usual.id}`, body())).toMatchObject({ status, body: { error: { code } } });
    expect((await api.get("/priorities")).body.data).toEqual([usual]);
  });

  it("are 404 when PATCH or DELETE names none", async () => {
    expect(await api.patch("/priorities/priority_x", { is_default: true })).toMatchObject({ status: 404 });
    expect(await api.remove("/priorities/priority_x")).toMatchObject({ status: 404 });
    expect(await defaults()).toEqual([usual.id]);
  });

  it("belong to one tenant each", async () => {
    await create({ channels: [twilio] });
    api.enterNewTenant();
    expect((await api.get("/priorities")).body.data).toEqual([usual]);
  });

  it("have one default at most: a new one takes the place of the one before, and the first of a key gets it", async () => {
    const { id } = await create({ channels: [twilio], is_default: true });
    expect(await defaults()).toEqual([id]);
    await api.patch(`/priorities/${usual.id}`, { is_default: true });
    expect(await defaults()).toEqual([usual.id]);
    await api.patch(`/priorities/${usual.id}`, { is_default: false });
    expect(await defaults()).toEqual([]);
    for (const each of [id, usual.id]) await api.remove(`/priorities/${each}`);
    expect((await create({ channels: [twilio] }))["is_default"]).toBe(true);
  });
});

describe("a send that names no sender", () => {
  it("goes by the default priority, also when another becomes it", async () => {
    const { body: before } = await send();
    expect(before.routing).toMatchObject({
      mode: "priority",
      channel_type: "blooio",
      priority_id: usual.id,
      priority: 1,
    });
    const { id } = await create({ channels: [{ channel_id: twilio, priority: 3 }], is_default: true });
    const { body: after } = await send({ to: "+15555559998" });
    expect(after).toMatchObject({
      channel_id: twilio,
      routing: { mode: "priority", channel_type: "twilio", priority_id: id, priority: 3 },
    });
  });

  it("goes by the priority that it names, in the order of its steps", async () => {
    const { id } = await create({
      channels: [
        { channel_id: blooio[1], priority: 9 },
        { channel_id: twilio, priority: 2 },
      ],
    });
    const { body } = await send({ priority_id: id });
    expect(body).toMatchObject({ channel_id: twilio, routing: { priority_id: id, priority: 2 } });
    const poll = await send({ priority_id: id, text: undefined, poll: { title: "When?", options: ["Now", "Later"] } });
    expect(poll.body).toMatchObject({ channel_id: blooio[1], routing: { priority: 9 } });
    expect(await send({ priority_id: id, channel_type: "whatsapp" })).toMatchObject({ status: 422 });
  });

  it("goes to the key's own Blooio numbers when there is no default", async () => {
    await api.remove(`/priorities/${usual.id}`);
    const { body } = await send();
    expect(blooio).toContain(body.channel_id);
    expect(body.routing).toEqual({ mode: "priority", channel_type: "blooio", number: body.from });
    expect(await send({ channel_type: "twilio" })).toMatchObject({ status: 422 });
    expect(await send({ priority_id: usual.id })).toMatchObject({ status: 404 });
  });
});
