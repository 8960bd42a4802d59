import { beforeAll, describe, expect, it } from "vitest";

import { type ApiResponse, type Item, testApi } from "./blooio-api.ts";

const api = testApi();
let channel: string;
let smsChannel: string;

const number = "+15555550101";

beforeAll(async () => {
  const { body } = await api.get("/channels?status=active&limit=200");
  const idOf = (address: string): string => body.data.find((each: Item) => each["address"] === address).id;
  [channel, smsChannel] = [idOf(number), idOf("+15555550107")];
});

const create = (body: object): Promise<ApiResponse> => api.post("/groups", { channel_id: channel, ...body });
const error = (status: number, code: string): object => ({ status, body: { error: { code } } });

describe("the groups with which a tenant begins", () => {
  it("are those of the group chats, each with known members of its channel type", async () => {
    const groups = await api.walk("/groups", 3);
    const chats = (await api.walk("/chats", 200)).filter((chat) => chat["group_id"] !== null);
    expect(new Set(groups.map(({ id }) => id))).toEqual(new Set(chats.map((chat) => chat["group_id"])));
    const contacts = await api.walk("/contacts", 200);
    for (const group of groups) {
      const chat = chats.find((each) => each["group_id"] === group.id);
      expect(group).toMatchObject({ chat_id: chat?.id, channel_id: chat?.["channel_id"], chat_linked: true });
      expect(group["created_at"]).toBeLessThan(chat?.["created_at"]);
      expect(group["members"].length).toBeGreaterThan(1);
      for (const { contact_id, identifier, identity_id, channel_type } of group["members"]) {
        expect(channel_type).toBe(group["channel_type"]);
        const contact = contacts.find(({ id }) => id === contact_id);
        expect(contact?.["identities"]).toContainEqual(expect.objectContaining({ id: identity_id, identifier }));
      }
      expect((await api.get(`/groups/${group.id}`)).body).toEqual({ data: group });
      expect((await api.get(`/groups/${group.id}/members`)).body).toEqual({ data: group["members"] });
    }
  });
});

describe("a group", () => {
  const people = ["+15555550198", { identifier: "guest@example.com" }];

  it("has no chat before the first message, which goes to it as to any group", async () => {
    const { status, body } = await create({ members: people, name: "Market" });
    expect([status, body.data]).toEqual([
      201,
      expect.objectContaining({ name: "Market", chat_id: null, chat_linked: false, icon_url: null }),
    ]);
    const { id } = body.data;
    const tried = await api.post("/messages", { from: number, to: { group_id: id }, text: "Hello", dry_run: true });
    expect(tried).toMatchObject({ status: 200, body: { group_id: id } });
    expect(tried.body).not.toHaveProperty("chat_id");
    expect((await api.get(`/groups/${id}`)).body).toEqual(body);
    const sent = await api.post("/messages", { from: number, to: { group_id: id }, text: "Hello" });
    expect(sent).toMatchObject({ status: 201, body: { group_id: id } });
    expect((await api.get(`/groups/${id}`)).body.data).toMatchObject({ chat_id: sent.body.chat_id, chat_linked: true });
    expect((await api.get(`/chats/${sent.body.chat_id}`)).body.data).toMatchObject({ group_id: id, contact_id: null });
    const again = await api.post("/messages", { from: number, to: { group_id: id }, text: "Still there?" });
    expect(again.body.chat_id).toBe(sent.body.chat_id);
  });

  it("is that of the same people, whether they were named first by a send or here", async () => {
    const sent = await api.post("/messages", {
      from: number,
      to: ["guest@example.com", "+15555550198"],
      text: "Hello",
    });
    const { body } = await create({ members: people });
    expect(body.data).toMatchObject({ id: sent.body.group_id, chat_id: sent.body.chat_id, name: null });
    const named = await create({ members: people, name: "Market" });
    expect(named.body.data).toEqual({ ...body.data, name: "Market" });
    expect((await create({ members: ["+15555550198"] })).body.data.id).not.toBe(body.data.id);
  });

  it("knows its members by their addresses, as contacts come and go", async () => {
    const { body } = await create({ members: people });
    const [first, second] = body.data.members;
    expect([first.contact_id, second.contact_id]).toEqual([null, null]);
    const contact = (await api.post("/contacts", { name: "Guest", identifier: "guest@example.com" })).body.data;
    const members = async (): Promise<Item[]> => (await api.get(`/groups/${body.data.id}/members`)).body.data;
    expect(await members()).toEqual([first, { ...second, contact_id: contact.id }]);
    await api.remove(`/contacts/${contact.id}`);
    expect(await members()).toEqual([first, second]);
  });

  it("is renamed, which is an event, and deleted, after which nothing is sent to it", async () => {
    const { id } = (await create({ members: people, name: "Market" })).body.data;
    expect((await api.patch(`/groups/${id}`, { name: "Fair" })).body.data).toMatchObject({ id, name: "Fair" });
    expect((await api.get("/events?type=group.*")).body.data).toMatchObject([
      { type: "group.name_changed", data: { group_id: id, name: "Fair", previous_name: "Market" } },
    ]);
    expect((await api.remove(`/groups/${id}`)).body).toEqual({ data: { id, deleted: true } });
    expect(await api.get(`/groups/${id}`)).toMatchObject(error(404, "not_found"));
    const sent = await api.post("/messages", { from: number, to: { group_id: id }, text: "Hello" });
    expect(sent).toMatchObject(error(404, "not_found"));
    expect((await create({ members: people })).body.data.id).not.toBe(id);
  });

  it("has an icon once it is there on a device, which is an event", async () => {
    const { id } = (await create({ members: people })).body.data;
    const picture = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47]), Buffer.alloc(20)]);
    const form = new FormData();
    form.append("icon", new Blob([picture]), "icon.png");
    const set = (): Promise<ApiResponse> => api.form("POST", `/groups/${id}/icon`, form);
    expect(await set()).toMatchObject(error(409, "conflict"));
    expect(await api.remove(`/groups/${id}/icon`)).toMatchObject(error(409, "conflict"));
    await api.post("/messages", { from: number, to: { group_id: id }, text: "Hello" });
    const { status, body } = await set();
    expect([status, body.data.id]).toEqual([200, id]);
    expect(Buffer.from(body.data.icon_url.split(",")[1], "base64")).toEqual(picture);
    expect((await api.get(`/groups/${id}`)).body.data["icon_url"]).toBe(body.data.icon_url);
    expect((await api.remove(`/groups/${id}/icon`)).body).toEqual({ data: { id, removed: true } });
    expect((await api.get(`/groups/${id}`)).body.data["icon_url"]).toBeNull();
    const { data: events } = (await api.get("/events?type=group.icon_changed")).body;
    expect(events.map((event: Item) => event["data"].icon_url)).toEqual([null, body.data.icon_url]);
  });

  it("is rejected with members who cannot be reached, naming them, and on a channel without groups", async () => {
    const rejected = await create({ members: ["+15555550198", "nobody", { identifier: "me@" }] });
    expect(rejected).toMatchObject(error(422, "invalid_members"));
    expect(rejected.body.error.details).toEqual({ members: ["nobody", "me@"] });
    expect(await create({ channel_id: smsChannel, members: people })).toMatchObject(error(422, "validation_failed"));
    expect(await create({ channel_id: "ch_0", members: people })).toMatchObject(error(422, "validation_failed"));
    expect(await create({ members: [] })).toMatchObject(error(422, "validation_failed"));
  });
});

describe("the timeline of a member", () => {
  it("has the messages of the group, and with events what happened there", async () => {
    const contact = (await api.post("/contacts", { identifier: "guest@example.com" })).body.data;
    const { id } = (await create({ members: ["+15555550198", "guest@example.com"] })).body.data;
    const { body: sent } = await api.post("/messages", { from: number, to: { group_id: id }, text: "Hello" });
    api.clock.advance("1s");
    const path = `/contacts/${contact.id}/timeline`;
    expect((await api.get(path)).body.data).toMatchObject([{ type: "message", id: sent.id, chat_id: sent.chat_id }]);
    const { data } = (await api.get(`${path}?include_events=true`)).body;
    expect(data.map((item: Item) => item["object"].type)).toEqual(
      expect.arrayContaining(["text", "message.sent", "message.delivered"]),
    );
    expect(data).toEqual(data.toSorted((a: Item, b: Item) => b["occurred_at"] - a["occurred_at"]));
    expect(data.filter((item: Item) => item["type"] === "message_event").length).toBe(data.length - 1);
  });

  it("has the messages of the groups with which a tenant begins", async () => {
    let count = 0;
    for (const { chat_id, members } of await api.walk("/groups", 200)) {
      const messages = await api.walk(`/chats/${chat_id}/messages`, 200);
      count += messages.length;
      for (const { contact_id } of members) {
        const items = await api.walk(`/contacts/${contact_id}/timeline`, 200);
        const ofGroup = items.filter((item) => item["chat_id"] === chat_id);
        expect(ofGroup.map((item) => item["object"])).toEqual(messages);
      }
    }
    expect(count).toBeGreaterThan(10);
  });
});
