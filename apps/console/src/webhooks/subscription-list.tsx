import type { Webhook } from "@switchboard/messaging/blooio";
import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { clients } from "../inbox/clients.ts";
import { CopyButton } from "../shell/copy-button.tsx";
import { reasonOf } from "../shell/error-reason.ts";
import { Status } from "../shell/status.tsx";
import { readSubscriptions, subscriptions } from "./subscriptions.ts";

/** The subscriptions of the tenant, made and changed as a client of the API does it: the journal has these requests. */
export function SubscriptionList(): JSX.Element {
  const [url, setUrl] = useState("");
  const [problem, setProblem] = useState<string>();
  const [secret, setSecret] = useState<string>();
  const change = async (call: Promise<unknown> | undefined): Promise<boolean> => {
    const failure = await call?.then(() => undefined, reasonOf);
    setProblem(failure);
    await readSubscriptions();
    return failure === undefined;
  };
  const subscribe = async (event: Event): Promise<void> => {
    event.preventDefault();
    const created = clients.peek()?.blooio.webhooks.create({ url: url.trim() });
    if (!(await change(created))) return;
    setSecret((await created)?.signing_secret);
    setUrl("");
  };
  return (
    <section class="card" aria-labelledby="webhooks-title">
      <h2 id="webhooks-title">Subscriptions</h2>
      {subscriptions.value?.length === 0 && (
        <p class="empty">
          None yet. Start a receiver on this machine, and subscribe its address: every event of this key goes there.
        </p>
      )}
      <ul class="plain" aria-label="Subscriptions">
        {subscriptions.value?.map((webhook) => (
          <Subscription key={webhook.id} webhook={webhook} change={change} />
        ))}
      </ul>
      <form class="subscribe" onSubmit={(event) => void subscribe(event)}>
        <label>
          Address of a receiver
          <input
            type="url"
            required
            placeholder="http://127.0.0.1:3000/webhooks"
            autocomplete="off"
            spellcheck={false}
            value={url}
            onInput={({ currentTarget }) => setUrl(currentTarget.value)}
          />
        </label>
        <button type="submit" disabled={clients.value === undefined}>
          Subscribe
        </button>
      </form>
      <p role="status" class={problem === undefined ? "hint" : "problem"}>
        {problem}
      </p>
      {secret !== undefined && (
        <p class="secret">
          Its signing secret, which is shown this once: <code>{secret}</code>{" "}
          <CopyButton text={secret} what="the signing secret" />
        </p>
      )}
    </section>
  );
}

interface SubscriptionProps {
  readonly webhook: Webhook;
  readonly change: (call: Promise<unknown> | undefined) => Promise<boolean>;
}

function Subscription({
  change,
  webhook: { channel_type: channelType, id, status, url },
}: SubscriptionProps): JSX.Element {
  const webhooks = clients.value?.blooio.webhooks;
  const isActive = status === "active";
  return (
    <li class="subscription">
      <Status of={status} />
      <code class="rows-main">{url}</code>
      {channelType != null && <span class="rows-side">{channelType} alone</span>}
      <button
        type="button"
        class="quiet"
        aria-label={`${isActive ? "Disable" : "Enable"} ${url}`}
        onClick={() => void change(webhooks?.update(id, { status: isActive ? "disabled" : "active" }))}
      >
        {isActive ? "Disable" : "Enable"}
      </button>
      <button
        type="button"
        class="quiet"
        aria-label={`Delete ${url}`}
        onClick={() => void change(webhooks?.delete(id))}
      >
        Delete
      </button>
    </li>
  );
}
