import { expect, test } from "vitest";

import { createBlotatoService } from "../../../src/blotato/service.ts";
import type { Clock } from "../../../src/model/clock.ts";
import { createRandom, type Random } from "../../../src/model/random.ts";
import type { Tenant } from "../../../src/model/service.ts";
import type { TenantSizes } from "../../../src/model/tenant-options.ts";
import { createHeldClock } from "../../held-clock.ts";
import { start, type Conversation, type Message, type Page } from "../mocked-blotato.ts";
import { runs } from "@switchboard/task-inputs/campaign-runs";

const walks = runs(80);

const kept = 45 * 86_400_000;
const platforms = ["bluesky", "facebook", "instagram", "twitter"];
const accounts = ["40112", "40113", "40114", "40115", "40122", "40116", "nobody"];

type Query = Readonly<Record<string, unknown>>;

function call({ handlers }: Tenant, operationId: string, query: Query, body?: unknown): unknown {
  const response = handlers[operationId]?.({ operationId, path: {}, query, headers: {}, body });
  if (response === undefined || response.status >= 300) throw new Error(`${operationId}: ${JSON.stringify(response)}`);
  return response.body;
}

const conversationsOf = (tenant: Tenant, query: Query): Page<Conversation> =>
  call(tenant, "listConversations", query) as Page<Conversation>;

/** The whole inbox as two plain arrays, which are filtered, sorted and cut anew for each page. */
interface Model {
  conversations: Conversation[];
  readonly messages: (Message & { readonly accountId: string })[];
}

interface Scene {
  readonly tenant: Tenant;
  readonly clock: Clock;
  readonly model: Model;
}

/** A tenant, and the model of what it begins with. */
function scene(seed: number, sizes: TenantSizes | undefined): Scene {
  const clock = createHeldClock(start);
  const tenant = createBlotatoService({ clock, seed, ...(sizes !== undefined && { sizes }) }).createTenant();
  const conversations = [...conversationsOf(tenant, { limit: 5_000 }).items];
  const messages = accounts.flatMap((accountId) =>
    (call(tenant, "listMessages", { limit: 5_000, accountId }) as Page<Message>).items.map((item) => ({
      ...item,
      accountId,
    })),
  );
  return { tenant, clock, model: { conversations, messages } };
}

/** A message comes in or goes out, in a conversation that exists or with somebody new, and time may pass. */
function happen({ tenant, clock, model }: Scene, random: Random): void {
  clock.advance(random.pick([0, 0, 1, 1_000, 3_600_000, 86_400_000]));
  const known =
    model.conversations.length > 0 && random.integer(1, 3) > 1 ? random.pick(model.conversations) : undefined;
  const accountId = known?.accountId ?? random.pick(["40112", "40114", "40122"]);
  const personId = known === undefined ? `9${random.integer(1, 5)}` : known.participants[0]?.id;
  const platform = known?.platform ?? (accountId === "40114" ? "twitter" : "instagram");
  const canSend = typeof personId === "string" && (platform === "twitter" || platform === "instagram");
  const target = { targetType: platform };
  const inbound = known === undefined ? { accountId, senderId: personId } : { conversationId: known.id };
  const message =
    canSend && random.integer(0, 1) === 0
      ? call(tenant, "sendMessage", {}, { accountId, recipientId: personId, text: "Until six.", target })
      : tenant.receive({ ...inbound, text: "Hello" });
  remember(model, accountId, message as Message, personId ?? null);
}

function remember(model: Model, accountId: string, message: Message, personId: string | null): void {
  const updatedAt = message.createdAt;
  const known = model.conversations.find(({ id }) => id === message.conversationId);
  const conversation: Conversation = known ?? {
    id: message.conversationId ?? "",
    accountId,
    platform: message.platform,
    participants: [unknownPerson(personId)],
    createdAt: updatedAt,
    updatedAt,
  };
  model.messages.push({ ...message, accountId });
  model.conversations = [...model.conversations.filter((other) => other !== known), { ...conversation, updatedAt }];
}

const unknownPerson = (id: string | null) => ({ id, name: null, username: null, profileImageUrl: null });

interface Placed {
  readonly time: string;
  readonly id: string;
}

/** What a page has to be: everything that is to be seen, the newest first, behind where the last page ended. */
function expectedPage<Item extends { readonly id: string }>(
  items: readonly Item[],
  timeOf: (item: Item) => string,
  limit: number,
  after: Placed | undefined,
): { readonly items: readonly Item[]; readonly isLast: boolean } {
  const isBefore = (a: Placed, b: Placed): boolean =>
    a.time > b.time || (a.time === b.time && Number(a.id) > Number(b.id));
  const placed = items.map((item) => ({ item, id: item.id, time: timeOf(item) }));
  const left = placed
    .filter((place) => after === undefined || isBefore(after, place))
    .toSorted((a, b) => (isBefore(a, b) ? -1 : 1));
  return { items: left.slice(0, limit).map(({ item }) => item), isLast: left.length <= limit };
}

interface List<Item> {
  readonly operationId: "listConversations" | "listMessages";
  readonly timeOf: (item: Item) => string;
  readonly filter: (scene: Scene, random: Random) => Query;
  /** What passes a filter at this moment, in any order. */
  readonly visible: (scene: Scene, filter: Query) => readonly Item[];
  /** What of an item is compared. */
  readonly shown: (item: Item) => unknown;
}

const passes = (wanted: unknown, value: unknown): boolean => wanted === undefined || wanted === value;

/** A filter that is left out more often than not. */
const maybe = (random: Random, name: string, draw: () => unknown): Query =>
  random.integer(1, 3) === 1 ? { [name]: draw() } : {};

const conversationList: List<Conversation> = {
  operationId: "listConversations",
  timeOf: ({ updatedAt }) => updatedAt,
  filter: (_, random) => ({
    ...maybe(random, "platform", () => random.pick(platforms)),
    ...maybe(random, "accountId", () => random.pick(accounts)),
  }),
  visible: ({ model }, { platform, accountId }) =>
    model.conversations.filter((item) => passes(platform, item.platform) && passes(accountId, item.accountId)),
  shown: (item) => item,
};

const messageList: List<Model["messages"][number]> = {
  operationId: "listMessages",
  timeOf: ({ createdAt }) => createdAt,
  filter: ({ model }, random) => ({
    ...maybe(random, "platform", () => platforms.filter(() => random.integer(0, 1) === 1)),
    ...maybe(random, "accountId", () => random.pick(accounts)),
    ...maybe(random, "conversationId", () => random.pick(model.conversations.map(({ id }) => id).concat("nothing"))),
  }),
  visible: ({ model, clock }, { platform, accountId, conversationId }) => {
    // As texts, times of one form stand in their order.
    const oldest = new Date(clock.now() - kept).toISOString();
    return model.messages.filter(
      (item) =>
        item.createdAt >= oldest &&
        (!Array.isArray(platform) || platform.includes(item.platform)) &&
        passes(accountId, item.accountId) &&
        passes(conversationId, item.conversationId),
    );
  },
  // What became of a message while time passed is reported by other tests.
  shown: ({ accountId: _account, status: _status, errorCode: _code, errorMessage: _reason, ...item }) => item,
};

interface Walk {
  /** Items, and after each page whether it was the last one. */
  readonly given: readonly unknown[];
  readonly due: readonly unknown[];
}

/** Walks a list from end to end with a page size and filters that chance gives, while messages come and go. */
function walk<Item extends { readonly id: string }>(
  list: List<Item>,
  seed: number,
  sizes: TenantSizes | undefined,
): Walk {
  const random = createRandom(seed);
  const staged = scene(random.integer(1, 3), sizes);
  for (let count = random.integer(0, 4); count > 0; count -= 1) happen(staged, random);
  const filter = list.filter(staged, random);
  const limit = random.pick([1, 2, 7, 50, 250]);
  const given: unknown[] = [];
  const due: unknown[] = [];
  let cursor: string | undefined;
  let after: Placed | undefined;
  for (let pages = 0; pages < 25; pages += 1) {
    const page = call(staged.tenant, list.operationId, { ...filter, limit, cursor }) as Page<Item>;
    const expected = expectedPage(list.visible(staged, filter), list.timeOf, limit, after);
    given.push(...page.items.map(list.shown), page.cursor === undefined);
    due.push(...expected.items.map(list.shown), expected.isLast);
    const last = page.items.at(-1);
    cursor = page.cursor;
    if (cursor === undefined || last === undefined) break;
    after = { time: list.timeOf(last), id: last.id };
    for (let count = random.integer(0, 3); count > 0; count -= 1) happen(staged, random);
  }
  return { given, due };
}

const inboxes: readonly [string, TenantSizes | undefined][] = [
  ["the seed", undefined],
  ["a chosen size", { conversations: 21, messagesPerConversation: 9 }],
  ["nothing at all", { conversations: 0, messagesPerConversation: 0 }],
];

test.each(inboxes)(
  `walks of the conversations of %s agree with a plain array, while they move (${walks} walks)`,
  (_, sizes) => {
    for (let seed = 1; seed <= walks; seed += 1) {
      const { given, due } = walk(conversationList, seed, sizes);
      expect(given).toEqual(due);
    }
  },
);

test.each(inboxes)(
  `walks of the messages of %s agree with a plain array, while others arrive (${walks} walks)`,
  (_, sizes) => {
    for (let seed = 1; seed <= walks; seed += 1) {
      const { given, due } = walk(messageList, seed, sizes);
      expect(given).toEqual(due);
    }
  },
);

test("a walk of the conversations meets each that does not move exactly once, and none twice", () => {
  for (let seed = 1; seed <= 50; seed += 1) {
    const random = createRandom(seed);
    const staged = scene(1, { conversations: 40, messagesPerConversation: 2 });
    const before = staged.model.conversations.map(({ id }) => id);
    const met: string[] = [];
    let cursor: string | undefined;
    do {
      const page = conversationsOf(staged.tenant, { limit: random.integer(1, 9), cursor });
      met.push(...page.items.map(({ id }) => id));
      cursor = page.cursor;
      happen(staged, random);
    } while (cursor !== undefined);
    const moved = new Set(
      staged.model.messages
        .filter(({ createdAt }) => Date.parse(createdAt) >= start)
        .map(({ conversationId }) => conversationId),
    );
    expect(met.filter((id) => !moved.has(id))).toEqual(before.filter((id) => !moved.has(id)));
    expect(new Set(met).size).toBe(met.length);
  }
});
