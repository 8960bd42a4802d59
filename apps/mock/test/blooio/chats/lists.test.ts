import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { createTestApi, type Item, type TestApi } from "../blooio-api.ts";

const types = ["blooio", "twilio", "whatsapp", "whatsapp_business", "rcs_business", "amb"];
const states = ["open", "closed", "blocked", "deprecated"];
const statuses = ["pending_verification", "active", "suspended", "banned", "deprecated"];

const ids = (items: readonly Item[]): string[] => items.map(({ id }) => id);
const latest = (chat: Item): number => chat["last_message_at"] ?? chat["created_at"];

/** Newest first; among equals, the greater id first. */
const newestFirst =
  (key: (item: Item) => number) =>
  (a: Item, b: Item): number =>
    key(b) - key(a) || (a.id < b.id ? 1 : -1);

let api: TestApi;
let chats: Item[];

beforeAll(async () => {
  api = await createTestApi();
  chats = await api.walk("/chats", 200);
});

afterAll(() => {
  expect(api.violations).toEqual([]);
});

describe("the seed data", () => {
  it("has chats of every type in every state, and groups, empty chats and strangers", () => {
    expect(chats.length).toBeGreaterThanOrEqual(144);
    for (const type of types) {
      for (const state of states)
        expect(chats.filter((chat) => chat["channel_type"] === type && chat["state"] === state)).not.toEqual([]);
    }
    expect(
      chats.some((chat) => chat["group_id"] !== null && chat["contact_id"] === null && chat["identity_id"] === null),
    ).toBe(true);
    expect(chats.some((chat) => chat["last_message_at"] === null)).toBe(true);
    expect(
      chats.some((chat) => chat["group_id"] === null && chat["contact_id"] === null && chat["identity_id"] !== null),
    ).toBe(true);
  });

  it("has one chat for each channel and person", () => {
    const places = chats.filter((chat) => chat["identity_id"] !== null).map((chat) => chat["identity_id"]);
    expect(new Set(places).size).toBe(places.length);
  });

  it("has messages of both generations, both directions and every status", async () => {
    const all: Item[] = [];
    for (const chat of chats) {
      const messages = await api.walk(`/chats/${chat.id}/messages`, 200);
      if (chat["last_message_at"] !== null) {
        expect(messages.length).toBeGreaterThanOrEqual(3);
        expect(messages.length).toBeLessThanOrEqual(12);
        expect(messages[0]?.["created_at"]).toBe(chat["last_message_at"]);
      }
      all.push(...messages);
    }
    expect(new Set(ids(all)).size).toBe(all.length);
    expect(new Set(all.map(({ status }) => status))).toEqual(
      new Set(["queued", "sent", "delivered", "read", "failed", "superseded", "received"]),
    );
    expect(new Set(all.map(({ type }) => type))).toEqual(new Set(["text", "media", "poll"]));
    for (const message of all) {
      expect(message["protocol"] === null).toBe(message["channel_type"] === "amb");
      expect(message["direction"] === "inbound").toBe(message["status"] === "received");
      expect(message["error"] !== null).toBe(message["status"] === "failed");
      expect(message["updated_at"]).toBeGreaterThanOrEqual(message["created_at"]);
      expect(message["updated_at"]).toBeLessThanOrEqual(api.clock.now());
    }
  });

  it("has channels of every type and status, and an active one of each type", async () => {
    const channels = await api.walk("/channels", 200);
    expect(new Set(channels.map(({ status }) => status))).toEqual(new Set(statuses));
    for (const type of types)
      expect(channels.some((channel) => channel["type"] === type && channel["status"] === "active")).toBe(true);
    const active = channels.filter((channel) => channel["type"] === "blooio" && channel["status"] === "active");
    expect(active.length).toBeGreaterThanOrEqual(2);
  });

  it("uses reserved numbers and domains only", async () => {
    const text = JSON.stringify([chats, await api.walk("/channels", 200)]);
    for (const [number] of text.matchAll(/\+1\d{10}/g)) expect(number).toMatch(/^\+155555501\d\d$/);
  });
});

describe("listChats", () => {
  it.each([1, 7, 50, 199])("gives every chat exactly once, the latest activity first, with limit %i", async (limit) => {
    expect(await api.walk("/chats", limit)).toEqual(chats.toSorted(newestFirst(latest)));
    expect(new Set(ids(chats)).size).toBe(chats.length);
  });

  it("has chats with equal times, so that the order among them is put to the test", () => {
    expect(new Set(chats.map(latest)).size).toBeLessThan(chats.length);
  });

  it("honours every filter and every pair of filters", async () => {
    for (const type of types) {
      const ofType = chats.filter((chat) => chat["channel_type"] === type);
      expect(ids(await api.walk(`/chats?type=${type}`, 5))).toEqual(ids(ofType));
      for (const state of states) {
        const expected = ofType.filter((chat) => chat["state"] === state);
        expect(ids(await api.walk(`/chats?type=${type}&state=${state}`, 2))).toEqual(ids(expected));
      }
    }
    for (const state of states) {
      expect(ids(await api.walk(`/chats?state=${state}`, 11))).toEqual(
        ids(chats.filter((chat) => chat["state"] === state)),
      );
    }
  });

  it("filters by channel and by contact", async () => {
    for (const channelId of new Set(chats.map((chat) => chat["channel_id"]))) {
      const expected = chats.filter((chat) => chat["channel_id"] === channelId);
      expect(ids(await api.walk(`/chats?channel_id=${channelId}`, 3))).toEqual(ids(expected));
    }
    for (const contactId of new Set(chats.flatMap((chat) => chat["contact_id"] ?? []))) {
      const expected = chats.filter((chat) => chat["contact_id"] === contactId);
      expect(ids(await api.walk(`/chats?contact_id=${contactId}`, 1))).toEqual(ids(expected));
    }
    expect(await api.walk("/chats?channel_id=ch_unknown", 5)).toEqual([]);
  });

  it("neither hides nor repeats what is yet to come when chats arrive during a walk", async () => {
    const other = await createTestApi();
    const before = await other.walk("/chats", 200);
    let guests = 196;
    const walked = await other.walk("/chats", 40, async () => {
      if (guests > 199) return;
      other.clock.advance(1_000);
      const sent = await other.post("/messages", { to: `+15555550${guests}`, text: "Hello!" });
      expect(sent.status).toBe(201);
      guests += 1;
    });
    expect(ids(walked)).toEqual(ids(before));
    expect((await other.walk("/chats", 200)).length).toBe(before.length + 4);
    expect(other.violations).toEqual([]);
  });
});

describe("listChatMessages", () => {
  it("gives every message once in either order, with any limit", async () => {
    const longest = chats.filter((chat) => chat["last_message_at"] !== null).slice(0, 30);
    for (const chat of longest) {
      const path = `/chats/${chat.id}/messages`;
      const newest = await api.walk(path, 200);
      expect(newest).toEqual(newest.toSorted(newestFirst((message) => message["created_at"])));
      for (const limit of [1, 2, 5]) {
        expect(await api.walk(`${path}?order=desc`, limit)).toEqual(newest);
        expect(await api.walk(`${path}?order=asc`, limit)).toEqual(newest.toReversed());
      }
    }
  });

  it("goes on the other way from the same place when the order changes under a cursor", async () => {
    const path = `/chats/${chats.find((chat) => chat["last_message_at"] !== null)?.id}/messages`;
    const newest = ids(await api.walk(path, 200));
    const first = await api.get(`${path}?limit=2`);
    const turned = await api.get(`${path}?order=asc&cursor=${first.body.next_cursor}`);
    expect(ids(turned.body.data)).toEqual(newest.slice(0, 1));
  });

  it("shows what arrives during a walk at the end of the ascending list only", async () => {
    const other = await createTestApi();
    const chat = (await other.get("/chats?type=twilio&state=open")).body.data[0];
    const before = await other.walk(`/chats/${chat.id}/messages`, 200);
    const send = async (): Promise<void> => {
      const sent = await other.post(`/chats/${chat.id}/messages`, { text: "One more thing." });
      expect(sent.status).toBe(201);
    };
    const onFirst = async (page: number): Promise<void> => (page === 1 ? send() : undefined);
    expect(ids(await other.walk(`/chats/${chat.id}/messages`, 2, onFirst))).toEqual(ids(before));
    const oldestFirst = ids(await other.walk(`/chats/${chat.id}/messages?order=asc`, 2, onFirst));
    expect(oldestFirst.slice(0, before.length)).toEqual(ids(before).toReversed());
    expect(oldestFirst).toHaveLength(before.length + 2);
    expect(other.violations).toEqual([]);
  });

  it("does not know the messages of a chat that does not exist", async () => {
    const { status, body } = await api.get("/chats/chat_nowhere/messages");
    expect(status).toBe(404);
    expect(body.error).toMatchObject({ code: "not_found", message: expect.stringContaining("chat_nowhere") });
  });
});

describe("listChannels", () => {
  it("gives every channel once, with any limit and every filter", async () => {
    const channels = await api.walk("/channels", 200);
    for (const limit of [1, 3, 19]) expect(await api.walk("/channels", limit)).toEqual(channels);
    for (const type of types) {
      expect(await api.walk(`/channels?type=${type}`, 2)).toEqual(
        channels.filter((channel) => channel["type"] === type),
      );
      for (const status of statuses) {
        const expected = channels.filter((channel) => channel["type"] === type && channel["status"] === status);
        expect(await api.walk(`/channels?type=${type}&status=${status}`, 1)).toEqual(expected);
      }
    }
    for (const status of statuses) {
      expect(await api.walk(`/channels?status=${status}`, 2)).toEqual(
        channels.filter((channel) => channel["status"] === status),
      );
    }
  });
});

describe("a wrong list request", () => {
  it.each(["/chats", "/channels", "/chats/CHAT/messages"])(
    "to %s is 400 for a foreign cursor and a limit out of bounds",
    async (template) => {
      const path = template.replace("CHAT", chats[0]?.id ?? "");
      const wrongs = [
        ["cursor", "eyJjcmVhdGVkQXQiOjE3OTAzMzEzMDAwMDB9"],
        ["cursor", "2"],
        ["limit", "0"],
        ["limit", "201"],
        ["limit", "ten"],
      ];
      for (const [name, value] of wrongs) {
        const { status, body } = await api.get(`${path}?${name}=${value}`);
        expect(status).toBe(400);
        expect(body.error).toMatchObject({ code: "bad_request", message: expect.stringContaining(name ?? "") });
      }
    },
  );

  it("is 400 for the cursor of another list", async () => {
    const cursor = (await api.get("/chats?limit=1")).body.next_cursor;
    for (const path of ["/channels", `/chats/${chats[0]?.id}/messages`]) {
      expect((await api.get(`${path}?cursor=${cursor}`)).status).toBe(400);
    }
  });

  it("is 400 for an unknown filter value", async () => {
    for (const query of [
      "/chats?type=sms",
      "/chats?state=gone",
      "/channels?status=off",
      `/chats/${chats[0]?.id}/messages?order=up`,
    ]) {
      expect((await api.get(query)).status).toBe(400);
    }
  });
});
