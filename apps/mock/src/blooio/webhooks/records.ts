import type { StoredRecord } from "../../model/collection.ts";
import type { Records } from "../../model/records.ts";
import type { Delivery, DeliveryAttempt, DeliveryFault } from "../../model/service.ts";

/** A subscription. */
export interface StoredWebhook extends StoredRecord {
  readonly url: string;
  readonly status: "active" | "disabled";
  readonly channel_id: string | null;
  readonly channel_type: string | null;
  readonly api_version: string;
  readonly secret: string;
  /** False for the webhook of the spec's examples, which every tenant has: events are not delivered to it. */
  readonly isReal?: false;
}

/** An attempt, by the mock's clock. */
export interface StoredAttempt extends Omit<DeliveryAttempt, "at"> {
  readonly at: number;
}

/** An event on its way to a webhook. */
export interface StoredDelivery {
  readonly id: string;
  readonly webhook_id: string;
  readonly event_id: string;
  readonly event_type: string;
  readonly status: Delivery["status"];
  readonly last_attempt_at: number | null;
  readonly next_attempt_at: number | null;
  readonly created_at: number;
  readonly url: string;
  readonly attempts: readonly StoredAttempt[];
}

/** Sends a delivery; never throws. */
export type Post = (
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  signal: AbortSignal,
) => Promise<Pick<DeliveryAttempt, "problem" | "response">>;

/** The webhooks of a tenant, and what was delivered to them. */
export interface Webhooks {
  readonly subscriptions: Records<StoredWebhook>;
  readonly deliveries: Records<StoredDelivery>;
  readonly post: Post;
  /** The fault that hits a delivery of an event of this type. */
  readonly faultOf: (type: string) => DeliveryFault | undefined;
  /** Called when a delivery begins, and after each attempt. */
  readonly delivered: () => void;
  /** Whether deliveries may leave this machine. */
  readonly targets: "anywhere" | "loopback";
  /** Deliveries under way. */
  readonly underWay: Set<Promise<void>>;
  /** Deliveries that another one is to overtake. */
  readonly overtaken: (() => void)[];
  /** Aborted once nothing is to be delivered any more. */
  readonly ended: AbortSignal;
  /** From the first subscription on, deliveries do not wait until somebody looks. */
  follow(): void;
  end(): void;
}
