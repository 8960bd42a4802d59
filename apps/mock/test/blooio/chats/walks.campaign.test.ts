import { expect, it } from "vitest";

import { createRandom, type Random } from "../../../src/model/random.ts";
import { createGround, createPlainBlooio, type Item, type Listing, type PlainBlooio } from "../plain-blooio.ts";
import { runs } from "@switchboard/task-inputs/campaign-runs";

interface Walk {
  readonly listing: Listing;
  readonly chatId: string;
  readonly query: Readonly<Record<string, unknown>>;
  readonly order: "asc" | "desc";
}

/** What a test has to have seen, so that its walks are about something. */
interface Seen {
  pages: number;
  arrivals: number;
  filtered: number;
  empty: number;
}

const walks = runs(200);

it.each(["listChats", "listChatMessages", "listChannels"] as const)(
  "%s gives what a plain array gives, with any limit and filter, while messages are sent and received",
  (listing) => {
    const grounds = [
      createGround(1, {}),
      createGround(2, {}),
      createGround(3, { chats: 3 }),
      createGround(4, { chats: 260 }),
      createGround(5, { chats: 60, messagesPerChat: 0 }),
      createGround(6, { chats: 170, messagesPerChat: 40 }),
    ];
    const seen: Seen = { pages: 0, arrivals: 0, filtered: 0, empty: 0 };
    for (let seed = 1; seed <= walks; seed += 1) {
      const random = createRandom(seed);
      const plain = createPlainBlooio(random.pick(grounds));
      for (let count = random.integer(0, 8); count > 0; count -= 1) plain.happen(random);
      const problem = walkThrough(plain, someWalk(plain, random, listing), random, seen);
      expect({ seed, problem }).toEqual({ seed, problem: undefined });
    }
    expect(seen.pages).toBeGreaterThan(walks);
    expect(seen.arrivals).toBeGreaterThan(walks / 5);
    if (listing !== "listChatMessages") {
      expect(seen.filtered).toBeGreaterThan(walks / 5);
      expect(seen.empty).toBeGreaterThan(0);
    }
  },
);

/** Walks a list to its end; says where it differs from the plain array, of which each page has to be the next piece. */
function walkThrough(plain: PlainBlooio, walk: Walk, random: Random, seen: Seen): string | undefined {
  const greatest = random.pick([5, 20, 80]);
  let cursor: string | undefined;
  let last: Item | undefined;
  seen.filtered += Number(Object.keys(walk.query).some((name) => name !== "order"));
  for (;;) {
    const limit = random.integer(1, greatest);
    const due = plainList(plain, walk).filter((item) => last === undefined || compare(walk, item, last) > 0);
    const page = plain.page(walk.listing, walk.chatId, {
      ...walk.query,
      limit,
      ...(cursor !== undefined && { cursor }),
    });
    const expected = due.slice(0, limit);
    if (ids(page.data) !== ids(expected)) return `a page gave ${ids(page.data)}, in place of ${ids(expected)}`;
    if (page.has_more !== due.length > limit) return `has_more is ${page.has_more}`;
    if ((page.next_cursor !== null) !== page.has_more) return `next_cursor is ${page.next_cursor}`;
    seen.pages += 1;
    seen.empty += Number(page.data.length === 0);
    if (page.next_cursor === null) return undefined;
    cursor = page.next_cursor;
    last = page.data.at(-1);
    for (let count = random.integer(0, 2); count > 0; count -= 1) {
      plain.happen(random, walk.chatId);
      seen.arrivals += 1;
    }
  }
}

function someWalk(plain: PlainBlooio, random: Random, listing: Listing): Walk {
  if (listing === "listChatMessages") {
    const order = random.pick(["asc", "desc"]);
    const chatId = random.pick(plain.chats)?.id ?? "";
    return { listing, chatId, order, query: random.integer(1, 4) === 1 && order === "desc" ? {} : { order } };
  }
  const examples = listing === "listChats" ? plain.chats : plain.channels;
  const query: Record<string, unknown> = {};
  for (const filter of Object.keys(filters[listing])) {
    if (random.integer(1, 3) === 1) query[filter] = random.pick(examples)?.[filters[listing][filter] ?? ""] ?? "ct_x";
  }
  return { listing, chatId: "", order: "desc", query };
}

/** The fields that the filters of a list are about. */
const filters: Readonly<Record<Listing, Readonly<Record<string, string>>>> = {
  listChats: { type: "channel_type", state: "state", channel_id: "channel_id", contact_id: "contact_id" },
  listChannels: { type: "type", status: "status" },
  listChatMessages: {},
};

function plainList(plain: PlainBlooio, walk: Walk): Item[] {
  const { listing, chatId, query } = walk;
  const all =
    listing === "listChats" ? plain.chats : listing === "listChannels" ? plain.channels : plain.messages(chatId);
  return all
    .filter((item) =>
      Object.entries(filters[listing]).every(
        ([name, field]) => query[name] === undefined || item[field] === query[name],
      ),
    )
    .toSorted((a, b) => compare(walk, a, b));
}

function compare({ order }: Walk, a: Item, b: Item): number {
  const upwards = timeOf(a) - timeOf(b) || (a.id < b.id ? -1 : Number(a.id > b.id));
  return order === "asc" ? upwards : -upwards;
}

const timeOf = (item: Item): number => Number(item["last_message_at"] ?? item["created_at"]);

const ids = (items: readonly Item[]): string => items.map(({ id }) => id).join(" ");
