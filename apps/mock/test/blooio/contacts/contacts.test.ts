import { beforeEach, describe, expect, it } from "vitest";

import { type Item, testApi } from "../blooio-api.ts";

const api = testApi();
let ana: Item;
let ben: Item;

beforeEach(async () => {
  // Two contacts with a chat each that is on a blooio channel.
  const { body } = await api.get("/contacts?limit=200");
  [ana, ben] = (body.data as Item[]).filter((contact) =>
    contact["identities"].some((identity: Item) => identity["channel_type"] === "blooio"),
  ) as [Item, Item];
});

const contact = async (id: string): Promise<Item> => (await api.get(`/contacts/${id}`)).body.data;
const chatsOf = async (id: string): Promise<Item[]> => (await api.get(`/chats?limit=200&contact_id=${id}`)).body.data;
const found = async (address: string): Promise<Item[]> =>
  (await api.get(`/contacts?identifier=${encodeURIComponent(address)}`)).body.data;

/** A contact with one address, and the chat with them. */
async function met(to: string): Promise<{ readonly id: string; readonly chat: Item; readonly identity: Item }> {
  const { body: sent } = await api.post("/messages", { to, text: "Hello", from: "+15555550101" });
  const chat = (await api.get(`/chats/${sent.chat_id}`)).body.data;
  const { id, identities } = await contact(chat["contact_id"]);
  expect(identities).toMatchObject([{ id: chat["identity_id"], identifier: to }]);
  return { id, chat, identity: identities[0] };
}

const error = (status: number, code: string): object => ({ status, body: { error: { code } } });
const flat = (status: number, code: string): object => ({
  status,
  body: { error: "ApiError", status, code, message: expect.stringMatching(/./) },
});

describe("a contact", () => {
  it("is created with an address, renamed, found and deleted", async () => {
    const { status, body } = await api.post("/contacts", { name: "Cleo", identifier: "+15555550199" });
    expect([status, body.data]).toEqual([
      201,
      expect.objectContaining({
        name: "Cleo",
        tags: [],
        last_message_time: null,
        identities: [expect.objectContaining({ channel_type: "blooio", identifier: "+15555550199" })],
      }),
    ]);
    const { id } = body.data;
    const renamed = await api.patch(`/contacts/${id}`, { name: "Cleo Example" });
    expect(renamed).toMatchObject({ status: 200, body: { data: { id, name: "Cleo Example" } } });
    expect(await found("+15555550199")).toEqual([renamed.body.data]);
    expect(await api.remove(`/contacts/${id}`)).toMatchObject({ status: 200, body: { data: { id, deleted: true } } });
    expect(await found("+15555550199")).toEqual([]);
    expect(await api.get(`/contacts/${id}`)).toMatchObject(error(404, "not_found"));
  });

  it("needs no address", async () => {
    expect((await api.post("/contacts", {})).body.data).toMatchObject({ name: null, identities: [] });
  });

  it.each([
    ["an invalid address", { identifier: "nobody" }, 422, "validation_failed"],
    ["an e-mail address for SMS", { identifier: "a@example.com", channel_type: "twilio" }, 422, "validation_failed"],
    ["a field that the spec does not have", { phone: "+15555550199" }, 422, "unknown_fields"],
  ])("is not created with %s", async (_, body, status, code) => {
    expect(await api.post("/contacts", body)).toMatchObject(error(status, code));
  });

  it("is not created with the address of another one", async () => {
    const { identifier } = ana["identities"][0];
    expect(await api.post("/contacts", { identifier })).toMatchObject(error(409, "conflict"));
  });

  it("that is deleted leaves chats with a stranger, who becomes a new contact on the next send", async () => {
    const [chat] = await chatsOf(ana.id);
    const { identifier } = ana["identities"].find((identity: Item) => identity.id === chat?.["identity_id"]);
    await api.remove(`/contacts/${ana.id}`);
    expect(await chatsOf(ana.id)).toEqual([]);
    expect((await api.get(`/chats/${chat?.id}`)).body.data["contact_id"]).toBeNull();
    const { body } = await api.post("/messages", { to: identifier, text: "Hello" });
    const after = (await api.get(`/chats/${body.chat_id}`)).body.data;
    expect(after["contact_id"]).not.toBe(ana.id);
    expect(await found(identifier)).toMatchObject([{ id: after["contact_id"], name: null }]);
  });
});

describe("the addresses of a contact", () => {
  it("grow by one that is attached, whose chats are theirs from then on", async () => {
    const { body: sent } = await api.post("/messages", { to: "+15555550198", text: "Hello", from: "+15555550101" });
    const stranger = (await api.get(`/chats/${sent.chat_id}`)).body.data;
    await api.remove(`/contacts/${stranger["contact_id"]}`);
    const attached = await api.post(`/contacts/${ana.id}/identities`, { identifier: "+15555550198" });
    expect(attached).toMatchObject({
      status: 201,
      body: { data: { id: stranger["identity_id"], contact_id: ana.id, identifier: "+15555550198" } },
    });
    expect((await api.get(`/contacts/${ana.id}/identities`)).body).toMatchObject({
      data: [...ana["identities"], attached.body.data],
      has_more: false,
      next_cursor: null,
    });
    expect((await chatsOf(ana.id)).map(({ id }) => id)).toContain(sent.chat_id);
    expect(await contact(ana.id)).toMatchObject({ last_text: "Hello" });
  });

  it("are a conflict where they belong to another contact, or to this one already", async () => {
    const { identifier } = ben["identities"][0];
    const path = `/contacts/${ana.id}/identities`;
    expect(await api.post(path, { identifier })).toMatchObject(error(409, "conflict"));
    const [{ channel_type, identifier: own }] = ana["identities"];
    expect(await api.post(path, { identifier: own, channel_type })).toMatchObject(error(409, "conflict"));
    const [identity] = ana["identities"];
    expect(await api.patch(`${path}/${identity.id}`, { identifier })).toMatchObject(error(409, "conflict"));
    expect(await api.patch(`${path}/${identity.id}`, { identifier: "me" })).toMatchObject(
      error(422, "validation_failed"),
    );
    expect(await api.patch(`${path}/cid_0`, { identifier: own })).toMatchObject(error(404, "not_found"));
    expect(await contact(ana.id)).toEqual(ana);
  });

  it("change in place: the chat goes on under the new one, and the old one is nobody's", async () => {
    const { chat, identity, id } = await met("+15555550199");
    const path = `/contacts/${id}/identities/${identity.id}`;
    const { body } = await api.patch(path, { identifier: "+15555550198", name: "Ana Moved" });
    expect(body.data).toEqual({ ...identity, contact_id: id, identifier: "+15555550198" });
    expect((await contact(id))["name"]).toBe("Ana Moved");
    const toNew = await api.post("/chats", { channel_id: chat["channel_id"], to: "+15555550198" });
    expect(toNew.body).toMatchObject({ id: chat.id, created: false });
    const toOld = await api.post("/chats", { channel_id: chat["channel_id"], to: "+15555550199" });
    expect(toOld.body).toMatchObject({ contact_id: null, created: true });
    expect(await found("+15555550199")).toEqual([]);
    expect(await api.patch(path, { identifier: "+15555550198" })).toMatchObject({ status: 200 });
  });

  it("are detached: their chats belong to nobody, and others may have them", async () => {
    const { chat, identity, id } = await met("+15555550199");
    expect(await api.remove(`/contacts/${id}/identities/${identity.id}`)).toMatchObject({
      status: 200,
      body: { data: { id: identity.id, detached: true } },
    });
    expect((await api.get(`/chats/${chat.id}`)).body.data["contact_id"]).toBeNull();
    const { channel_type, identifier } = identity;
    const attached = await api.post(`/contacts/${ben.id}/identities`, { channel_type, identifier });
    expect(attached).toMatchObject({ status: 201, body: { data: { id: identity.id } } });
    expect((await api.get(`/chats/${chat.id}`)).body.data["contact_id"]).toBe(ben.id);
  });

  it("have capabilities, each by its channel type", async () => {
    const { body } = await api.get(`/contacts/${ana.id}/capabilities`);
    expect(body.data.map(({ id }: Item) => id)).toEqual(ana["identities"].map(({ id }: Item) => id));
    const { body: other } = await api.post("/contacts", { identifier: "+15555550115" });
    expect((await api.get(`/contacts/${other.data.id}/capabilities`)).body.data).toMatchObject([
      { channel_type: "blooio", identifier: "+15555550115", capabilities: { imessage: false, sms: true } },
    ]);
  });
});

describe("the tags of a contact", () => {
  it("are added once each, listed and removed", async () => {
    const path = `/contacts/${ana.id}/tags`;
    const before = ana["tags"];
    expect((await api.post(path, { tags: ["early", "late"] })).body).toEqual({ data: [...before, "early", "late"] });
    expect((await api.post(path, { tag: "early" })).body).toEqual({ data: [...before, "early", "late"] });
    expect((await api.get(path)).body).toEqual({ data: [...before, "early", "late"] });
    expect((await api.remove(`${path}/early`)).body).toEqual({ data: [...before, "late"] });
    expect(await api.remove(`${path}/early`)).toMatchObject(error(404, "not_found"));
    expect((await contact(ana.id))["tags"]).toEqual([...before, "late"]);
    expect((await api.get("/contacts?tag=LATE")).body.data).toMatchObject([{ id: ana.id }]);
  });

  it("are not empty, and not nothing", async () => {
    for (const body of [{}, { tags: [] }, { tags: ["early", " "] }])
      expect(await api.post(`/contacts/${ana.id}/tags`, body)).toMatchObject(error(422, "validation_failed"));
  });
});

describe("a merge", () => {
  const merge = (survivor: string, source: string) =>
    api.post(`/contacts/${survivor}/merge`, { source_contact_id: source });

  it("gives the survivor addresses, tags and chats of the other, who no longer exists", async () => {
    await api.post(`/contacts/${ben.id}/tags`, { tags: ["late"] });
    const chats = [...(await chatsOf(ana.id)), ...(await chatsOf(ben.id))];
    const { body } = await merge(ana.id, ben.id);
    expect(body.data).toMatchObject({
      id: ana.id,
      name: ana["name"],
      tags: expect.arrayContaining([...ana["tags"], ...ben["tags"], "late"]),
      identities: [...ana["identities"], ...ben["identities"]],
    });
    expect(await api.get(`/contacts/${ben.id}`)).toMatchObject(error(404, "not_found"));
    const merged = await chatsOf(ana.id);
    expect(new Set(merged.map(({ id }) => id))).toEqual(new Set(chats.map(({ id }) => id)));
    expect(await found(ben["identities"][0]["identifier"])).toMatchObject([{ id: ana.id }]);
    const timeline = (await api.get(`/contacts/${ana.id}/timeline?limit=200`)).body.data;
    const withMessages = merged.filter((chat) => chat["last_message_at"] !== null).map(({ id }) => id);
    expect(timeline.map((item: Item) => item["chat_id"])).toEqual(expect.arrayContaining(withMessages));
  });

  it("takes the name of the other for a survivor without one", async () => {
    const { body } = await api.post("/contacts", {});
    expect((await merge(body.data.id, ana.id)).body.data["name"]).toBe(ana["name"]);
  });

  it("changes nothing a second time, and is a conflict with another survivor", async () => {
    const first = await merge(ana.id, ben.id);
    expect(await merge(ana.id, ben.id)).toEqual(first);
    const { body } = await api.post("/contacts", {});
    expect(await merge(body.data.id, ben.id)).toMatchObject(flat(409, "contact_already_merged"));
  });

  it("is rejected with itself, and for contacts that are not there", async () => {
    expect(await merge(ana.id, ana.id)).toMatchObject(flat(400, "cannot_merge_self"));
    expect(await merge(ana.id, "ct_0")).toMatchObject(error(404, "not_found"));
    expect(await merge("ct_0", ana.id)).toMatchObject(error(404, "not_found"));
  });

  it("holds for whoever writes later: they are the survivor", async () => {
    const { identifier } = ben["identities"].find((each: Item) => each["channel_type"] === "blooio");
    await merge(ana.id, ben.id);
    const { body } = await api.post("/contacts", { name: "Last" });
    await merge(body.data.id, ana.id);
    const { chat_id } = api.receive({ channelId: "+15555550102", from: identifier, text: "It is me" });
    expect((await api.get(`/chats/${chat_id}`)).body.data["contact_id"]).toBe(body.data.id);
  });
});

describe("a timeline", () => {
  it("has the messages of all chats of a contact, the newest first, in pages of any size", async () => {
    const chats = await chatsOf(ana.id);
    const messages = await Promise.all(
      chats.map(async ({ id }) => (await api.get(`/chats/${id}/messages?limit=200`)).body.data as Item[]),
    );
    const all = messages.flat().toSorted((a, b) => b["created_at"] - a["created_at"]);
    const items = await api.walk(`/contacts/${ana.id}/timeline`, 3);
    expect(items.filter(({ chat_id }) => chats.some(({ id }) => id === chat_id)).map((item) => item["object"])).toEqual(
      all,
    );
    expect(items.every(({ id, object, type }) => type === "message" && object.id === id)).toBe(true);
    expect(await api.get(`/contacts/${ana.id}/timeline?cursor=x`)).toMatchObject(error(400, "bad_request"));
  });
});
