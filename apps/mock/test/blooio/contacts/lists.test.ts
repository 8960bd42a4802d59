import { beforeEach, describe, expect, it } from "vitest";

import { handlers } from "../../../src/blooio/handlers.ts";
import { receive } from "../../../src/blooio/inbound/receiving.ts";
import { initialData } from "../../../src/blooio/made-up/initial-data.ts";
import { createState, type State } from "../../../src/blooio/state.ts";
import { handlersOver } from "../../../src/model/handlers.ts";
import type { OperationHandlers, OperationRequest } from "../../../src/model/service.ts";
import type { TenantOptions } from "../../../src/model/tenant-options.ts";
import { createHeldClock } from "../../held-clock.ts";
import type { Item } from "../blooio-api.ts";

const clock = createHeldClock(Date.UTC(2026, 5, 1, 12));

interface Tenant {
  readonly state: State;
  readonly all: OperationHandlers;
}

function tenant(sizes: TenantOptions["sizes"] = {}): Tenant {
  const options = { clock, seed: 1, sizes };
  const state = createState(initialData(options), options);
  return { state, all: handlersOver(state, handlers) };
}

function call({ all }: Tenant, operationId: string, request: Partial<OperationRequest>): unknown {
  return all[operationId]?.({ operationId, path: {}, query: {}, headers: {}, body: undefined, ...request }).body;
}

interface Page {
  readonly data: readonly Item[];
  readonly next_cursor: string | null;
  readonly pagination?: { readonly limit: number; readonly offset: number; readonly total: number };
}

const list = (of: Tenant, query: OperationRequest["query"] = {}): Page =>
  call(of, "listContacts", { query: { limit: 200, ...query } }) as Page;

let mine: Tenant;

beforeEach(() => {
  mine = tenant();
});

describe("contacts", () => {
  it("are everybody with a chat who is not a stranger, each once, the newest first, in pages of any size", () => {
    const all = list(mine).data;
    const { data: chats } = call(mine, "listChats", { query: { limit: 200 } }) as Page;
    const ids = new Set(chats.flatMap((chat) => chat["contact_id"] ?? []));
    expect(new Set(all.map(({ id }) => id))).toEqual(ids);
    expect(all).toHaveLength(ids.size);
    expect(all).toEqual(all.toSorted((a, b) => b["created_at"] - a["created_at"]));
    const walked: Item[] = [];
    let cursor: string | null = null;
    do {
      const page = list(mine, { limit: 7, ...(cursor !== null && { cursor }) });
      walked.push(...page.data);
      cursor = page.next_cursor;
    } while (cursor !== null);
    expect(walked).toEqual(all);
    expect(list(mine, { sort: "oldest" }).data).toEqual(all.toReversed());
    for (const contact of all)
      expect(call(mine, "getContact", { path: { contactId: contact.id } })).toEqual({ data: contact });
  });

  it("have the identities of their chats, and tell the latest message of them all", () => {
    const { data: chats } = call(mine, "listChats", { query: { limit: 200 } }) as Page;
    for (const contact of list(mine).data) {
      const own = chats.filter((chat) => chat["contact_id"] === contact.id);
      const identities: readonly Item[] = contact["identities"];
      expect(new Set(identities.map(({ id }) => id))).toEqual(new Set(own.map((chat) => chat["identity_id"])));
      expect(contact["last_message_time"]).toBe(
        own.find((chat) => chat["last_message_at"] !== null)?.["last_message_at"],
      );
    }
  });

  it("are found by each filter", () => {
    const all = list(mine).data;
    const some = all[3] as Item;
    const { identifier } = some["identities"][0] as { readonly identifier: string };
    expect(list(mine, { identifier }).data).toEqual([some]);
    expect(list(mine, { q: String(some["name"]).slice(1).toUpperCase() }).data).toContainEqual(some);
    for (const [filter, passes] of [
      ["has_tags", (contact: Item) => contact["tags"].length > 0],
      ["no_tags", (contact: Item) => contact["tags"].length === 0],
      ["inbound_last", (contact: Item) => contact["last_direction"] === "inbound"],
      ["outbound_last", (contact: Item) => contact["last_direction"] === "outbound"],
      ["none", () => true],
    ] as const) {
      const found = list(mine, { filter }).data;
      expect(found).toEqual(all.filter(passes));
      expect(found.length).toBeGreaterThan(5);
    }
    expect(list(mine, { tag: "Regular" }).data).toEqual(list(mine, { filter: "has_tags" }).data);
    expect(list(mine, { q: "REGULA" }).data).toEqual(list(mine, { filter: "has_tags" }).data);
    expect(list(mine, { q: "regular", identifier }).data).toEqual(some["tags"].length > 0 ? [some] : []);
  });

  it("are paged by offset for a search, an order or an offset, and by cursor otherwise", () => {
    const all = list(mine).data;
    expect(list(mine).pagination).toBeUndefined();
    expect(list(mine, { offset: 5, limit: 7 })).toEqual({
      data: all.slice(5, 12),
      has_more: true,
      next_cursor: null,
      pagination: { limit: 7, offset: 5, total: all.length },
    });
    expect(list(mine, { offset: all.length - 3, limit: 7 })).toMatchObject({ data: all.slice(-3), has_more: false });
    const names = (sort: string): unknown[] => list(mine, { sort }).data.map((contact) => contact["name"]);
    const { compare } = new Intl.Collator("en");
    expect(names("name_asc")).toEqual(all.map((contact) => String(contact["name"])).toSorted(compare));
    expect(names("name_desc")).toEqual(names("name_asc").toReversed());
    expect(() => list(mine, { q: "a", cursor: "abc" })).toThrow(/cursor cannot be combined with q/);
  });

  it("grow by whoever we write to, in this tenant alone", () => {
    const before = list(mine).data;
    clock.advance(1);
    call(mine, "sendMessage", { body: { to: "+15555550198", text: "Hello" } });
    const [first, ...others] = list(mine).data;
    expect(others).toEqual(before);
    expect(first).toMatchObject({ name: null, last_text: "Hello", last_direction: "outbound", last_status: "queued" });
    expect(list(tenant()).data).toEqual(before);
    clock.advance(1);
    receive(mine.state, { channelId: "+15555550101", from: "+15555550198", text: "Hi" });
    expect(list(mine, { identifier: "+15555550198" }).data).toMatchObject([
      { id: first?.id, last_direction: "inbound" },
    ]);
  });

  it("of a million chats are found at once by id, and their first page is read at once", () => {
    const many = tenant({ chats: 1_000_000, messagesPerChat: 1_000 });
    const { data } = list(many, { limit: 50 });
    expect(data).toHaveLength(50);
    expect(many.state.contacts.size).toBeGreaterThan(400_000);
    const id = data.at(-1)?.id ?? "";
    expect(call(many, "getContact", { path: { contactId: id } })).toEqual({ data: data.at(-1) });
  });
});
