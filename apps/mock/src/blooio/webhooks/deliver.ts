import type { DeliveryFault } from "../../model/service.ts";
import type { StoredEvent } from "../events/emit.ts";
import type { State } from "../state.ts";
import { payloadOf, signatureOf } from "./payload.ts";
import { isLoopback } from "./post.ts";
import type { StoredAttempt, StoredDelivery, StoredWebhook } from "./records.ts";

/** Milliseconds between the attempts of a delivery. */
const waits = [30_000, 60_000, 120_000, 240_000, 480_000];

/** How long a receiver may take to respond, in milliseconds. */
const timeout = 15_000;

/** By how much a fault delays a delivery, or sets back its timestamp. */
const lateness = 60_000;
const oldness = 600_000;

/** Delivers an event to each webhook that subscribes to it. */
export function deliver(state: State, event: StoredEvent): void {
  for (const webhook of state.webhooks.subscriptions.values()) {
    if (webhook.status === "active" && webhook.isReal !== false && concerns(state, webhook, event))
      enqueue(state, webhook, event.id, event.type);
  }
}

/** Whether an event happened on one of the channels that a webhook is about. */
function concerns(state: State, { channel_id, channel_type }: StoredWebhook, event: StoredEvent): boolean {
  const chat = event.chat_id === null ? undefined : state.chats.get(event.chat_id);
  const channelId = chat?.channel_id ?? event.data["channel_id"];
  if (channel_id !== null && channel_id !== channelId) return false;
  return channel_type === null || channel_type === (event.channel_type ?? channelTypeOf(state, channelId));
}

const channelTypeOf = ({ channels }: State, id: unknown): string | undefined =>
  typeof id === "string" ? channels.get(id)?.type : undefined;

/** Starts the delivery of an event to a webhook. */
export function enqueue(state: State, webhook: StoredWebhook, eventId: string, eventType: string): StoredDelivery {
  const now = state.clock.now();
  const delivery: StoredDelivery = {
    id: state.eventIds.next("wdel", now),
    webhook_id: webhook.id,
    event_id: eventId,
    event_type: eventType,
    status: "pending",
    last_attempt_at: null,
    next_attempt_at: now,
    created_at: now,
    url: webhook.url,
    attempts: [],
  };
  keep(state, delivery);
  state.schedule.at(now, (time) => attempt(state, delivery.id, time));
  return delivery;
}

function attempt(state: State, id: string, time: number): void {
  const { faultOf, overtaken } = state.webhooks;
  const delivery = state.webhooks.deliveries.get(id);
  if (delivery === undefined || delivery.status !== "pending") return;
  const fault = faultOf(delivery.event_type);
  if (fault === "late") {
    keep(state, { ...delivery, next_attempt_at: time + lateness });
    state.schedule.at(time + lateness, (later) => send(state, id, later));
  } else if (fault === "out of order") {
    const sendOnce = once(() => send(state, id, Math.max(time, state.clock.now())));
    overtaken.push(sendOnce);
    state.schedule.at(time + lateness, sendOnce);
  } else {
    send(state, id, time, fault);
  }
}

function send(state: State, id: string, time: number, fault?: DeliveryFault): void {
  const { deliveries, ended, post, subscriptions, targets, underWay } = state.webhooks;
  const delivery = deliveries.get(id);
  const webhook = subscriptions.get(delivery?.webhook_id ?? "");
  const event = state.events().get(delivery?.event_id ?? "");
  if (delivery === undefined || event === undefined || webhook?.status !== "active") {
    if (delivery !== undefined) keep(state, { ...delivery, status: "failed", next_attempt_at: null });
    return;
  }
  const body = payloadOf(event, webhook.api_version, state.initial.organization.id);
  // Of the machine's time: a receiver compares it with its own, and knows nothing of the mock's clock.
  const seconds = Math.floor((Date.now() - (fault === "old timestamp" ? oldness : 0)) / 1_000);
  const secret = fault === "wrong signature" ? `${webhook.secret} that is wrong` : webhook.secret;
  const headers = {
    "content-type": "application/json",
    "x-blooio-delivery": id,
    "x-blooio-event": event.type,
    "x-blooio-signature": signatureOf(secret, seconds, body),
    "x-blooio-version": webhook.api_version,
    "x-blooio-webhook": webhook.id,
  };
  const attempted = { at: time, headers, body };
  if (fault === "lost") {
    settleAttempt(state, id, { ...attempted, problem: "lost by a fault: nothing was sent" }, "delivered");
    return;
  }
  if (targets === "loopback" && !isLoopback(new URL(webhook.url))) {
    const problem = "not sent: the address is not on this machine, and the mock was not started with --webhook-targets";
    settleAttempt(state, id, { ...attempted, problem }, "failed");
    return;
  }
  // By either clock: the machine's time also passes while the mock's clock is held.
  const late = new AbortController();
  const expire = (): void => late.abort(new Error(`no response within ${timeout / 1_000} s`));
  const timer = setTimeout(expire, timeout).unref();
  const unschedule = state.schedule.at(state.clock.now() + timeout, expire);
  const signal = AbortSignal.any([late.signal, ended]);
  const sent = (async () => {
    const outcome = await post(webhook.url, headers, body, signal);
    if (fault === "twice") await post(webhook.url, headers, body, signal);
    clearTimeout(timer);
    unschedule();
    const { status = 0 } = outcome.response ?? {};
    settleAttempt(state, id, { ...attempted, ...outcome }, status >= 200 && status < 300 ? "delivered" : undefined);
    for (const release of state.webhooks.overtaken.splice(0)) release();
  })();
  underWay.add(sent);
  void sent.finally(() => underWay.delete(sent));
}

/** Records an attempt. Without a final status, another one is scheduled, as long as any is left. */
function settleAttempt(state: State, id: string, made: StoredAttempt, final?: StoredDelivery["status"]): void {
  const delivery = state.webhooks.deliveries.get(id);
  if (delivery === undefined) return;
  const attempts = [...delivery.attempts, made];
  const wait = final === undefined ? waits[attempts.length - 1] : undefined;
  const next = wait === undefined ? null : made.at + wait;
  const status = final ?? (next === null ? "failed" : "pending");
  keep(state, { ...delivery, status, attempts, last_attempt_at: made.at, next_attempt_at: next });
  if (next !== null) state.schedule.at(next, (time) => attempt(state, id, time));
}

function keep({ webhooks }: State, delivery: StoredDelivery): void {
  webhooks.deliveries.put(delivery);
  webhooks.delivered();
}

/** Waits until all that is due was delivered, held deliveries included. */
export async function settle(state: State): Promise<void> {
  const { overtaken, underWay } = state.webhooks;
  for (;;) {
    state.schedule.runDue(state.clock.now());
    if (underWay.size > 0) await Promise.all(underWay);
    else if (overtaken.length > 0) for (const release of overtaken.splice(0)) release();
    else return;
  }
}

function once(run: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) run();
    isDone = true;
  };
}
