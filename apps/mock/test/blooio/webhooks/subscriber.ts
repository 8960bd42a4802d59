import { afterEach, beforeAll, beforeEach } from "vitest";

import { type Item, testApi, type TestApi } from "../blooio-api.ts";
import { startReceiver, type Receiver } from "./receiver.ts";

export interface Subscriber {
  readonly api: TestApi;
  /** An open chat with a contact, in which `write` writes. */
  readonly chat: Item;
  /** Where deliveries arrive: a new one for each test. */
  readonly receiver: Receiver;
  /** Subscribes the receiver, unless the fields name another. */
  subscribe(fields?: object): Promise<Item>;
  /** Resolves when all that is due was delivered. */
  settle(): Promise<void>;
  /** A message from the contact. */
  write(text?: string): Item;
  /** What was delivered to a subscription, as the API lists it. */
  deliveriesTo(webhook: Item): Promise<Item[]>;
  /** The types of the events that arrived. */
  types(): readonly string[];
}

/** Somebody who subscribes to webhooks, for the tests of one file: each has a tenant and a receiver of its own. */
export function testSubscriber(): Subscriber {
  const api = testApi();
  // Filled before the tests run, so that a file can name them at its top.
  const chat = {} as Item;
  const receiver = {} as Receiver;

  beforeAll(async () => {
    const chats = await api.walk("/chats?type=blooio&state=open", 200);
    const found = chats.find((one) => one["contact_id"] !== null);
    Object.assign(chat, found);
  });

  beforeEach(async () => {
    Object.assign(receiver, await startReceiver());
  });

  afterEach(async () => {
    api.tenant().webhooks?.end();
    await receiver[Symbol.asyncDispose]();
  });

  return {
    api,
    chat,
    receiver,
    subscribe: async (fields = {}) => (await api.post("/webhooks", { url: receiver.url, ...fields })).body.data,
    settle: async () => api.tenant().webhooks?.settle(),
    write: (text = "Hello") => api.receive({ chatId: chat.id, text }),
    deliveriesTo: ({ id }) => api.walk(`/webhooks/${id}/deliveries`, 50),
    types: () => receiver.received.map(({ event }) => event.type),
  };
}
