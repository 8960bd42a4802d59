import { afterAll, describe, expect, it } from "vitest";

import { initialData, type InitialData } from "../../../src/blooio/made-up/initial-data.ts";
import { createClock } from "../../../src/model/clock.ts";
import type { TenantSizes } from "../../../src/model/tenant-options.ts";
import { createTestApi, type Item, type TestApi } from "../blooio-api.ts";

const apis: TestApi[] = [];

async function start(sizes: TenantSizes): Promise<TestApi> {
  const api = await createTestApi(1, { sizes });
  apis.push(api);
  return api;
}

afterAll(() => {
  expect(apis.flatMap(({ violations }) => violations)).toEqual([]);
});

/** Every message, one after the other. */
function counted(data: InitialData): { readonly messages: number; readonly sent: number } {
  let [messages, sent] = [0, 0];
  for (let index = 0; index < data.chats.length; index += 1) {
    const ofChat = data.messagesOf(data.chats.at(index)?.id ?? "");
    messages += ofChat.length;
    for (let at = 0; at < ofChat.length; at += 1) sent += ofChat.at(at)?.direction === "outbound" ? 1 : 0;
  }
  return { messages, sent };
}

describe("the totals of a tenant", () => {
  it.each<TenantSizes>([
    { chats: 2_345 },
    { chats: 1_300, messagesPerChat: 17 },
    { chats: 170, messagesPerChat: 251 },
    { chats: 156, messagesPerChat: 40 },
    { chats: 30 },
  ])("are those of its messages, of which none is left out: %j", (sizes) => {
    const data = initialData({ clock: createClock(Date.UTC(2026, 5, 1, 12)), seed: 1, sizes });
    const { messages, sent } = counted(data);
    expect([data.messageCount(), data.sentCount()]).toEqual([messages, sent]);
  });
});

// So many that whoever goes through them does not come back.
describe("a billion chats with a billion messages each", () => {
  const sizes = { chats: 1e9, messagesPerChat: 1e9 };

  it("have their totals at once", async () => {
    const api = await start(sizes);
    expect(api.tenant().count()).toMatchObject({ chats: 1e9, messages: 1e18 });
    const sent = (await api.get("/me")).body.data.usage.outbound_messages;
    expect(sent / 1e18).toBeCloseTo(0.5, 1);
  });

  it.each(["contact_id=nobody", "channel_id=ch_nowhere", "contact_id=nobody&state=open", "type=amb&channel_id=OTHER"])(
    "show at once that %s selects none of them",
    async (query) => {
      const api = await start(sizes);
      const other: Item[] = (await api.get("/channels?type=twilio")).body.data;
      const { status, body } = await api.get(`/chats?${query.replace("OTHER", other[0]?.id ?? "")}`);
      expect([status, body]).toEqual([200, { data: [], has_more: false, next_cursor: null }]);
    },
  );
});

describe("a filter of many chats", () => {
  it("lets through what it selects and nothing else, in every combination with others", async () => {
    const api = await start({ chats: 2_345 });
    const all = await api.walk("/chats", 200);
    const filters: readonly (readonly string[])[] = [
      ["channel_type", "state"],
      ["channel_id", "state"],
      ["channel_id", "contact_id"],
      ["channel_type", "channel_id", "contact_id", "state"],
    ];
    for (const [index, names] of filters.entries()) {
      for (const some of [all[200 + index], all[1_400 + index], all.at(-1 - index)]) {
        const expected = all.filter((chat) => names.every((name) => chat[name] === some?.[name]));
        const query = names.map((name) => `${name.replace("channel_type", "type")}=${some?.[name]}`).join("&");
        expect(expected).toContain(some);
        expect(await api.walk(`/chats?${query}`, 7)).toEqual(expected);
      }
    }
  });

  it("finds what this tenant has changed or opened itself", async () => {
    const api = await start({ chats: 1_500 });
    const active = new Set((await api.walk("/channels?status=active", 50)).map(({ id }) => id));
    const open = (await api.walk("/chats?state=open", 200)).findLast(
      (chat) => active.has(chat["channel_id"]) && chat["contact_id"] !== null,
    );
    api.clock.advance("1m");
    expect((await api.post(`/chats/${open?.id}/messages`, { text: "Still there?" })).status).toBe(201);
    const filtered = await api.walk(`/chats?contact_id=${open?.["contact_id"]}`, 5);
    expect(filtered[0]?.id).toBe(open?.id);
    expect(filtered.filter(({ id }) => id === open?.id)).toHaveLength(1);
    const channelId = String(open?.["channel_id"]);
    const made = await api.post("/chats", { channel_id: channelId, to: "+15555550199" });
    expect(made.status).toBe(201);
    expect((await api.walk(`/chats?channel_id=${channelId}`, 50)).map(({ id }) => id)).toContain(made.body.id);
  });
});
