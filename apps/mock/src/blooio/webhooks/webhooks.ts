import { parseUrl } from "../../model/parse-url.ts";
import type { CollectionRow } from "../../model/collection.ts";
import type { StateHandler } from "../../model/handlers.ts";
import { readPage } from "../../model/paging.ts";
import { badRequest, found, invalidField, notFound, unprocessable } from "../errors.ts";
import { pageBody } from "../pages.ts";
import type { State } from "../state.ts";
import { enqueue } from "./deliver.ts";
import { payloadVersions } from "./payload.ts";
import { isLoopback } from "./post.ts";
import type { StoredDelivery, StoredWebhook } from "./records.ts";

/** The subscriptions as a row of a collection. */
export const webhookRow: Omit<CollectionRow<State, StoredWebhook, never>, "operations"> = {
  name: "webhook",
  idPrefix: "wh",
  records: ({ webhooks }) => webhooks.subscriptions,
  defaults: () => ({
    event_types: ["*"],
    status: "active",
    scope: "organization",
    api_key: null,
    integration_id: null,
    channel_id: null,
    channel_type: null,
    api_version: payloadVersions[0],
  }),
  fields: (body, state) => {
    checkBody(state, body);
    const { event_types: _always, ...fields } = body;
    const scope = "api_key" in body ? "api_key" : "integration_id" in body ? "integration" : undefined;
    return { ...fields, ...(scope !== undefined && { scope }) };
  },
  show: ({ isReal: _isReal, secret: _secret, updated_at: _never, ...webhook }) => structuredClone(webhook),
};

interface WebhookBody {
  readonly url?: string;
  readonly event_types?: readonly string[];
  readonly api_key?: string;
  readonly integration_id?: string;
  readonly channel_id?: string;
  readonly api_version?: string;
}

function checkBody({ channels, webhooks }: State, body: WebhookBody): void {
  const { api_key: apiKey, api_version: version, channel_id: channelId, event_types: types, url } = body;
  if (types !== undefined && (types.length !== 1 || types[0] !== "*"))
    throw unprocessable("event_types_retired", "Every webhook gets every event. Leave event_types out.");
  if (apiKey !== undefined && body.integration_id !== undefined)
    throw unprocessable("ambiguous_scope", "Name an api_key or an integration_id, not both.");
  if (version !== undefined && !payloadVersions.includes(version))
    throw invalidField("api_version", `is ${JSON.stringify(version)}; expected ${payloadVersions.join(" or ")}`);
  if (channelId !== undefined && channels.get(channelId) === undefined)
    throw invalidField("channel_id", `names no channel: there is no ${JSON.stringify(channelId)}`);
  if (url === undefined) return;
  const target = parseUrl(url);
  // The vendor takes https alone; a receiver under test has no certificate.
  const isPlain = target?.protocol === "http:" && (webhooks.targets === "anywhere" || isLoopback(target));
  if (target === undefined || !(target.protocol === "https:" || isPlain))
    throw invalidField("url", "must be an https address; the mock also takes http on this machine");
}

/** Gives a webhook its secret, and shows it this once. */
export const withSecret =
  (create: StateHandler<State>): StateHandler<State> =>
  (state, request) => {
    const response = create(state, request);
    const { data } = response.body as { readonly data: StoredWebhook };
    const secret = renewSecret(state, data.id);
    state.webhooks.follow();
    return { ...response, body: { data: { ...data, signing_secret: secret } } };
  };

export const rotateWebhookSecret: StateHandler<State> = (state, { path }) => {
  const { id } = findWebhook(state, path["webhookId"]);
  return { status: 200, body: { data: { id, signing_secret: renewSecret(state, id) } } };
};

export const listWebhookVersions: StateHandler<State> = () => ({
  status: 200,
  body: { data: payloadVersions.map((version, index) => ({ version, ...(index === 0 && { latest: true }) })) },
});

export const listWebhookDeliveries: StateHandler<State> = (state, request) => {
  const { id } = findWebhook(state, request.path["webhookId"]);
  const page = readPage(request, state.webhooks.deliveries, {
    list: `deliveries ${id}`,
    order: "descending",
    matches: (delivery) => delivery.webhook_id === id,
    show: showDelivery,
  });
  return { status: 200, body: pageBody(page) };
};

export const replayWebhookDelivery: StateHandler<State> = (state, { path }) => {
  const webhook = findWebhook(state, path["webhookId"]);
  const delivery = state.webhooks.deliveries.get(path["deliveryId"] ?? "");
  if (delivery?.webhook_id !== webhook.id)
    throw notFound(`There is no delivery ${JSON.stringify(path["deliveryId"])} to this webhook.`);
  if (webhook.status !== "active") throw badRequest(`The webhook ${webhook.id} is disabled.`);
  const { id, status } = enqueue(state, webhook, delivery.event_id, delivery.event_type);
  return { status: 201, body: { data: { id, replay_of: delivery.id, status } } };
};

function showDelivery({ attempts, url: _url, ...delivery }: StoredDelivery): object {
  const { id, webhook_id, event_id, event_type, status, last_attempt_at, next_attempt_at, created_at } = delivery;
  return {
    id,
    webhook_id,
    event_id,
    event_type,
    status,
    attempt_count: attempts.length,
    response_status: attempts.at(-1)?.response?.status ?? null,
    last_attempt_at,
    next_attempt_at,
    created_at,
  };
}

const findWebhook = ({ webhooks }: State, id = ""): StoredWebhook =>
  found(webhooks.subscriptions.get(id), "webhook", id);

/** Valid at once: with this vendor, the old and the new secret never hold together. */
function renewSecret(state: State, id: string): string {
  const secret = `whsec_${state.eventIds.uuid().replaceAll("-", "")}`;
  state.webhooks.subscriptions.put({ ...findWebhook(state, id), secret });
  return secret;
}
