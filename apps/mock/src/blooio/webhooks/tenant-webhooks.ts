import { Records } from "../../model/records.ts";
import { InboundError, type Delivery, type TenantWebhooks } from "../../model/service.ts";
import type { State } from "../state.ts";
import { emit } from "../events/emit.ts";
import { exampleIds } from "../generated/examples.ts";
import { blooioEventSamples, blooioEventTypes, type BlooioEventType } from "../generated/events.ts";
import { enqueue, settle } from "./deliver.ts";
import { exampleDelivery, exampleWebhook } from "./examples.ts";
import { createPost } from "./post.ts";
import type { StoredDelivery, Webhooks } from "./records.ts";

/** What the tenants of a mock have in common, and which faults hit one of them. */
export type WebhookInput = {
  readonly [Name in "delivered" | "faultOf" | "post" | "targets"]?: Webhooks[Name] | undefined;
};

/** The webhooks of a fresh tenant. */
export function createWebhooks(
  { clock, schedule }: Pick<State, "clock" | "schedule">,
  { delivered = () => undefined, faultOf = () => undefined, post = createPost(), targets = "loopback" }: WebhookInput,
): Webhooks {
  const end = new AbortController();
  let stop: (() => void) | undefined;
  return {
    subscriptions: new Records([exampleWebhook(clock.start - 1)], ({ created_at: createdAt }) => Number(createdAt)),
    deliveries: new Records([exampleDelivery(clock.start - 1)], ({ created_at: createdAt }) => createdAt),
    post,
    faultOf,
    delivered,
    targets,
    underWay: new Set(),
    overtaken: [],
    ended: end.signal,
    follow: () => (stop ??= schedule.follow(clock)),
    end() {
      stop?.();
      end.abort(new Error("the mock ended, or the tenant was reset"));
    },
  };
}

/** The webhooks of a tenant, for the mock's own interface. */
export const tenantWebhooks = (state: State): TenantWebhooks => ({
  deliveries: () => [...state.webhooks.deliveries.values()].filter(({ id }) => id !== exampleIds.deliveryId).map(show),
  replay(id) {
    const { deliveries, subscriptions } = state.webhooks;
    const delivery = deliveries.get(id);
    if (delivery === undefined) return undefined;
    const webhook = subscriptions.get(delivery.webhook_id);
    if (webhook?.status !== "active")
      throw new InboundError(`The webhook ${delivery.webhook_id} of this delivery is disabled or gone`);
    return show(enqueue(state, webhook, delivery.event_id, delivery.event_type));
  },
  sample(type) {
    if (!isEventType(type))
      throw new InboundError(
        `There is no event ${JSON.stringify(type)}; expected one of ${blooioEventTypes.join(", ")}`,
      );
    emit(state, type, blooioEventSamples[type]);
  },
  settle: () => settle(state),
  end: () => state.webhooks.end(),
});

const isEventType = (type: string): type is BlooioEventType => (blooioEventTypes as readonly string[]).includes(type);

const show = ({
  attempts,
  created_at,
  event_id,
  event_type,
  id,
  next_attempt_at,
  status,
  url,
  webhook_id,
}: StoredDelivery): Delivery => ({
  id,
  webhookId: webhook_id,
  url,
  eventId: event_id,
  eventType: event_type,
  status,
  createdAt: new Date(created_at).toISOString(),
  ...(next_attempt_at !== null && { nextAttemptAt: new Date(next_attempt_at).toISOString() }),
  attempts: attempts.map(({ at, ...attempt }) => ({ at: new Date(at).toISOString(), ...attempt })),
});
