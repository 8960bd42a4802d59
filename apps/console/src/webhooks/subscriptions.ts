import { signal } from "@preact/signals";
import type { Webhook } from "@switchboard/messaging/blooio";

import { clients } from "../inbox/clients.ts";
import { keepFresh } from "../inbox/keep-fresh.ts";
import { operationOf } from "../spec/catalog.ts";

/** The subscriptions of the tenant; undefined until they were read. */
export const subscriptions = signal<readonly Webhook[] | undefined>(undefined);

/** Read through the tenant's own list, which leaves no trace. */
export async function readSubscriptions(): Promise<void> {
  const current = clients.peek();
  if (current === undefined) return;
  const found = await current.blooio.webhooks
    .list()
    .toArray({ limit: 200 })
    // Who watches the mock says why it cannot be read.
    .catch(() => undefined);
  if (current === clients.peek() && found !== undefined)
    subscriptions.value = found.filter(({ id }) => id !== exampleId);
}

/** The one of the documents' examples, which each tenant has: nothing is delivered to it. */
const exampleId = operationOf("blooio", "getWebhook").parameters.find(({ name }) => name === "webhookId")?.example;

export const followSubscriptions = (): (() => void) => keepFresh(readSubscriptions);
