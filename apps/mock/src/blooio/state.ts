import type { Clock } from "../model/clock.ts";
import type { StoredRecord } from "../model/collection.ts";
import { comparePositions } from "../model/keyset-cursor.ts";
import { createRandom } from "../model/random.ts";
import { Records } from "../model/records.ts";
import { createSchedule, type Schedule } from "../model/schedule.ts";
import type { TenantOptions } from "../model/tenant-options.ts";
import type { Background } from "./chats/backgrounds.ts";
import { latestActivity } from "./chats/chat-store.ts";
import type { StoredEvent } from "./events/emit.ts";
import { pastEvents } from "./events/past-events.ts";
import type { Webhooks } from "./webhooks/records.ts";
import { createWebhooks, type WebhookInput } from "./webhooks/tenant-webhooks.ts";
import { createIds, type Ids } from "./ids.ts";
import type { InitialData } from "./made-up/initial-data.ts";
import type { ContactCard } from "./numbers/numbers.ts";
import { pastPurchases, type Purchase } from "./numbers/purchases.ts";
import type { Channel, Chat, Contact, Group, Message, Priority } from "./records.ts";
import type { FirstCall } from "./sends/idempotency.ts";

/** Everything that one API key sees and can change. */
export interface State {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly initial: InitialData;
  /** Whether the limits on messages without a reply hold. */
  readonly rateLimits: boolean;
  readonly channels: Records<Channel>;
  readonly priorities: Records<Priority>;
  /** By latest activity. */
  readonly chats: Records<Chat>;
  /** Ids of the chats that this tenant changed, by channel and address. */
  readonly chatIds: Map<string, string>;
  readonly contacts: Records<Contact>;
  /** Ids of the contacts that this tenant changed, by address; empty where an address is nobody's any more. */
  readonly contactIds: Map<string, string>;
  /** By the id of a contact that was merged, the id of the one that it was merged into. */
  readonly mergedInto: Map<string, string>;
  /** Of the chats in which this tenant added messages. */
  readonly messagesByChat: Map<string, Records<Message>>;
  readonly addedMessages: Message[];
  /** Of the added messages those of the other side, by chat, in the order of their arrival. */
  readonly replies: Map<string, Message[]>;
  /** The contact cards that were changed, by number. */
  readonly cards: Map<string, ContactCard>;
  readonly purchases: Map<string, Purchase>;
  /** When the locations of others were last refreshed; undefined before the first time. */
  readonly located: { at: number | undefined };
  readonly groups: Records<Group>;
  /** Ids of the groups that this tenant made, by channel and people. */
  readonly groupIds: Map<string, string>;
  /** The options for which we vote, by poll. */
  readonly votes: Map<string, readonly number[]>;
  /** By the id of the chat. */
  readonly backgrounds: Map<string, Background>;
  /** By operation and idempotency key. */
  readonly firstCalls: Map<string, FirstCall>;
  /** What happened, by time. */
  readonly events: () => Records<StoredEvent>;
  /** Of events alone, so that recording one changes no other id. */
  readonly eventIds: Ids;
  /** What is still to happen by itself. It runs before any request. */
  readonly schedule: Schedule;
  readonly webhooks: Webhooks;
  /** The records of collections that are kept nowhere else, by name. */
  readonly lists: Map<string, Records<StoredRecord>>;
}

/** A fresh tenant over the data that all tenants share, of which it copies nothing. */
export function createState(
  initial: InitialData,
  { clock, rateLimits = false, seed }: TenantOptions,
  webhooks: WebhookInput = {},
): State {
  const schedule = createSchedule();
  let events: Records<StoredEvent> | undefined;
  const state: State = {
    clock,
    // Another sequence than that of the made-up data, which draws ids as well.
    ids: createIds(createRandom(seed + 1)),
    initial,
    rateLimits,
    channels: new Records(initial.channels.toSorted(byPosition), createdAt),
    priorities: new Records([initial.priority], createdAt),
    chats: new Records(initial.chats, latestActivity),
    chatIds: new Map(),
    contacts: new Records(initial.contacts, createdAt),
    contactIds: new Map(),
    mergedInto: new Map(),
    messagesByChat: new Map(),
    addedMessages: [],
    replies: new Map(),
    cards: new Map(),
    purchases: new Map(pastPurchases.map((purchase) => [purchase.id, purchase])),
    located: { at: undefined },
    groups: new Records(initial.groups, createdAt),
    groupIds: new Map(),
    votes: new Map(),
    backgrounds: new Map(),
    firstCalls: new Map(),
    events: () => (events ??= new Records(pastEvents(state), ({ occurred_at: occurredAt }) => occurredAt)),
    eventIds: createIds(createRandom(seed + 3)),
    schedule,
    webhooks: createWebhooks({ clock, schedule }, webhooks),
    lists: new Map(),
  };
  return state;
}

const createdAt = (record: Channel | Contact | Group | Priority): number => record.created_at;

/** Two channels that were set up together are ordered by id, as lists are. */
const byPosition = (a: Channel, b: Channel): number =>
  comparePositions({ key: a.created_at, id: a.id }, { key: b.created_at, id: b.id });
