import { exampleIds, exampleRecords } from "../generated/examples.ts";
import type { StoredDelivery, StoredWebhook } from "./records.ts";

/** The webhook of the spec's examples, from before a tenant began. */
export const exampleWebhook = (start: number): StoredWebhook => ({
  ...(exampleRecords.getWebhook as unknown as StoredWebhook),
  id: exampleIds.webhookId,
  created_at: start,
  secret: "whsec_of_the_example",
  isReal: false,
});

/** What was delivered to it. */
export const exampleDelivery = (start: number): StoredDelivery => ({
  id: exampleIds.deliveryId,
  webhook_id: exampleIds.webhookId,
  event_id: exampleIds.eventId,
  event_type: "message.received",
  status: "delivered",
  last_attempt_at: start,
  next_attempt_at: null,
  created_at: start,
  url: "https://bakery.example/hooks/blooio",
  attempts: [{ at: start, headers: {}, body: "", response: { status: 200, body: "" } }],
});
