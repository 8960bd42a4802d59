import { afterAll, describe, expect, it } from "vitest";

import { exampleIds } from "../../../src/blooio/generated/examples.ts";
import { createBlooioService } from "../../../src/blooio/service.ts";
import { createClock } from "../../../src/model/clock.ts";
import type { TenantSizes } from "../../../src/model/tenant-options.ts";
import { createTestApi, type Item, type TestApi } from "../blooio-api.ts";

const apis: TestApi[] = [];

async function start(sizes: TenantSizes, seed = 1): Promise<TestApi> {
  const api = await createTestApi(seed, { sizes });
  apis.push(api);
  return api;
}

afterAll(() => {
  expect(apis.flatMap(({ violations }) => violations)).toEqual([]);
});

const altered = (id: string): string => `${id.slice(0, -1)}${id.endsWith("0") ? "1" : "0"}`;

function present<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error("Something is missing");
  return value;
}

const ids = (items: readonly Item[]): string[] => items.map(({ id }) => id);

describe("more chats than the seed has", () => {
  it("lie before those of the seed, which stay as they are", async () => {
    const [usual, large] = [await start({}), await start({ chats: 400 })];
    const [few, many] = [await usual.walk("/chats", 200), await large.walk("/chats", 200)];
    expect(many).toHaveLength(400);
    expect(many.slice(0, few.length)).toEqual(few);
    expect(new Set(ids(many)).size).toBe(400);
    for (const chat of few.slice(0, 30))
      expect(await large.get(`/chats/${chat.id}/messages`)).toEqual(await usual.get(`/chats/${chat.id}/messages`));
  });

  it("are the same whatever the size, for the same seed", async () => {
    const many = await (await start({ chats: 400 })).walk("/chats", 200);
    const more = await (await start({ chats: 900 })).walk("/chats", 200);
    expect(more.slice(0, 400)).toEqual(many);
    const others = ids(await (await start({ chats: 400 }, 2)).walk("/chats", 200));
    // One has the id of the documented examples, whatever the seed.
    expect(others.filter((id) => ids(many).includes(id))).toEqual([exampleIds.chatId]);
  });

  it("are found by id with their messages, and nothing is found by an id that only looks like one", async () => {
    const api = await start({ chats: 1_200 });
    const old = (await api.walk("/chats", 200)).filter((_, index) => index > 156 && index % 97 === 0);
    expect(old.length).toBeGreaterThan(5);
    for (const chat of old) {
      expect((await api.get(`/chats/${chat.id}`)).body.data).toEqual(chat);
      const messages = await api.walk(`/chats/${chat.id}/messages`, 5);
      expect(messages.length).toBeGreaterThanOrEqual(3);
      expect(messages.length).toBeLessThanOrEqual(12);
      expect(messages[0]?.["created_at"]).toBe(chat["last_message_at"]);
      expect(messages.at(-1)?.["created_at"]).toBe(chat["created_at"]);
      for (const message of messages) {
        expect((await api.get(`/chats/${chat.id}/messages/${message.id}`)).body.data).toEqual(message);
        expect((await api.get(`/chats/${chat.id}/messages/${altered(message.id)}`)).status).toBe(404);
      }
      expect((await api.get(`/chats/${altered(chat.id)}`)).status).toBe(404);
      expect((await api.get(`/chats/${chat.id}/messages/${old.find((other) => other !== chat)?.id}`)).status).toBe(404);
    }
  });

  it("are of every channel type and state, and are found by each filter", async () => {
    const api = await start({ chats: 900 });
    const all = await api.walk("/chats", 200);
    const old = all.slice(156);
    expect(new Set(old.map((chat) => chat["channel_type"])).size).toBe(6);
    expect(new Set(old.map((chat) => chat["state"])).size).toBe(4);
    const [some] = old;
    for (const filter of ["channel_id", "contact_id", "state"]) {
      const expected = all.filter((chat) => chat[filter] === some?.[filter]);
      expect(await api.walk(`/chats?${filter}=${some?.[filter]}`, 23)).toEqual(expected);
    }
  });

  it("have people who are reached there as contacts, and no second chat is opened for them", async () => {
    const api = await start({ chats: 1_400 });
    const active = new Set((await api.walk("/channels?status=active", 50)).map(({ id }) => id));
    const old = (await api.walk("/chats?state=open", 200)).filter(
      (chat) => active.has(chat["channel_id"]) && chat["channel_type"] !== "amb" && chat["contact_id"] !== null,
    );
    for (const chat of old.slice(-12)) {
      const { contact_id, channel_type } = chat;
      const ofContact = ids(await api.walk(`/chats?contact_id=${contact_id}&type=${channel_type}`, 5));
      api.clock.advance("1m");
      const sent = await api.post("/messages", { to: { contact_id }, channel_type, text: "Do you remember us?" });
      expect(ofContact).toContain(sent.body.chat_id);
      expect((await api.get("/chats?limit=1")).body.data[0].id).toBe(sent.body.chat_id);
    }
    expect(await api.walk("/chats", 200)).toHaveLength(1_400);
  });

  it("keep each person in one chat on a channel", () => {
    const { handlers } = createBlooioService({
      clock: createClock(0),
      seed: 1,
      sizes: { chats: 3_000, messagesPerChat: 1 },
    }).createTenant();
    const request = { operationId: "listChats", path: {}, headers: {}, body: undefined, query: { limit: 3_000 } };
    const { data: chats } = present(handlers["listChats"])(request).body as {
      readonly data: readonly Item[];
    };
    const places = chats.map((chat) => `${chat["channel_id"]} ${chat["contact_id"] ?? chat.id}`);
    expect(new Set(places).size).toBe(3_000);
  });
});

describe("fewer chats than the seed has", () => {
  it("are those with the latest activity, and the others are gone", async () => {
    const usual = await (await start({})).walk("/chats", 200);
    const api = await start({ chats: 40 });
    expect(await api.walk("/chats", 7)).toEqual(usual.slice(0, 40));
    expect((await api.get(`/chats/${usual[40]?.id}`)).status).toBe(404);
    expect(api.tenant().count()).toMatchObject({ chats: 40, channels: 20 });
    const gone = usual.slice(40).find((chat) => chat["group_id"] !== null && chat["channel_type"] === "blooio");
    const sent = await api.post("/messages", {
      from: "+15555550101",
      to: { group_id: gone?.["group_id"] },
      text: "Hi",
    });
    expect(sent.status).toBe(404);
  });

  it("may be none", async () => {
    const api = await start({ chats: 0 });
    expect(await api.walk("/chats", 7)).toEqual([]);
    expect(api.tenant().count()).toMatchObject({ chats: 0, messages: 0 });
    expect((await api.post("/messages", { to: "+15555550120", text: "Hi" })).status).toBe(201);
    expect(await api.walk("/chats", 7)).toHaveLength(1);
  });
});

describe("a number of messages for each chat", () => {
  it.each([1, 5, 30])("is that of every chat: %i, which end as those of the seed do", async (messagesPerChat) => {
    const usual = await start({});
    const api = await start({ chats: 170, messagesPerChat });
    const chats = await api.walk("/chats", 200);
    for (const chat of chats.filter((_, index) => index % 9 === 0 || index > 150)) {
      const messages = await api.walk(`/chats/${chat.id}/messages`, 200);
      expect(messages).toHaveLength(messagesPerChat);
      expect(new Set(ids(messages)).size).toBe(messagesPerChat);
      expect(messages[0]?.["created_at"]).toBe(chat["last_message_at"]);
      expect(chat["created_at"]).toBeLessThanOrEqual(messages.at(-1)?.["created_at"]);
      const { status, body } = await usual.get(`/chats/${chat.id}/messages?limit=200`);
      const written: Item[] = status === 200 ? body.data : [];
      // The oldest message of a chat replies to none.
      const shared = Math.min(written.length, messagesPerChat) - 1;
      expect(messages.slice(0, Math.max(shared, 0))).toEqual(written.slice(0, Math.max(shared, 0)));
      for (const message of messages)
        expect((await api.get(`/chats/${chat.id}/messages/${message.id}`)).body.data).toEqual(message);
    }
    expect(api.tenant().count()).toMatchObject({ messages: 170 * messagesPerChat });
  });

  it("gives messages that reply only to what is there", async () => {
    const api = await start({ chats: 190, messagesPerChat: 14 });
    let replies = 0;
    for (const chat of await api.walk("/chats", 200)) {
      const messages = await api.walk(`/chats/${chat.id}/messages`, 200);
      const repliedTo = messages.flatMap((message) => message["reply_to_message_id"] ?? []);
      replies += repliedTo.length;
      expect(ids(messages)).toEqual(expect.arrayContaining(repliedTo));
    }
    expect(replies).toBeGreaterThan(100);
  });

  it("may be none: every chat is empty, and counts from its beginning", async () => {
    const api = await start({ messagesPerChat: 0 });
    const chats = await api.walk("/chats", 50);
    expect(chats).toHaveLength(156);
    expect(chats.every((chat) => chat["last_message_at"] === null && chat["window_expires_at"] === null)).toBe(true);
    expect(await api.walk(`/chats/${chats[0]?.id}/messages`, 10)).toEqual([]);
    expect((await api.get("/me")).body.data.usage.outbound_messages).toBe(0);
  });

  it("gives the messages that were sent in all their number", async () => {
    const api = await start({ chats: 170, messagesPerChat: 25 });
    let sent = 0;
    for (const chat of await api.walk("/chats", 200)) {
      const messages = await api.walk(`/chats/${chat.id}/messages`, 200);
      sent += messages.filter(({ direction }) => direction === "outbound").length;
    }
    expect((await api.get("/me")).body.data.usage.outbound_messages).toBe(sent);
  });
});

describe("two million messages", () => {
  it("are there at once: the last page of chats, and the oldest message of the oldest chat", async () => {
    const api = await start({ chats: 10_000, messagesPerChat: 200 });
    expect(api.tenant().count()).toMatchObject({ chats: 10_000, messages: 2_000_000 });
    const all = await api.walk("/chats", 200);
    expect(all).toHaveLength(10_000);
    const path = `/chats/${all.at(-1)?.id}/messages`;
    const oldest = (await api.get(`${path}?order=asc&limit=3`)).body.data;
    expect(oldest[0].created_at).toBe(all.at(-1)?.["created_at"]);
    expect((await api.walk(path, 60)).slice(-3)).toEqual(oldest.toReversed());
  });
});

describe("a size", () => {
  it.each([{ chats: -1 }, { messagesPerChat: 1.5 }, { chats: Number.NaN }])("must be a whole number: %j", (sizes) => {
    const make = () => createBlooioService({ clock: createClock(0), seed: 1, sizes }).createTenant();
    expect(make).toThrow(
      new RangeError(
        `sizes.${Object.keys(sizes).join("")} is ${Object.values(sizes).join("")}: expected a whole number from 0 on`,
      ),
    );
  });
});
