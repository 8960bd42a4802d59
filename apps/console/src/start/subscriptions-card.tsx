import type { Webhook } from "@switchboard/messaging/blooio";
import type { JSX } from "preact";

import { linkTo } from "../shell/router.ts";
import { Status } from "../shell/status.tsx";

/** Where events of the tenant go. */
export const SubscriptionsCard = ({
  subscriptions,
}: {
  readonly subscriptions: readonly Webhook[] | undefined;
}): JSX.Element => (
  <section class="card" aria-labelledby="subscriptions-title">
    <h2 id="subscriptions-title">
      <a href={linkTo("webhooks")}>Webhooks</a>
    </h2>
    {subscriptions === undefined || subscriptions.length === 0 ? (
      <p class="empty">
        Nothing is delivered yet. <a href={linkTo("webhooks")}>Subscribe an address</a> on this machine to Blooio’s
        events.
      </p>
    ) : (
      <ul class="rows">
        {subscriptions.map(({ id, status, url }) => (
          <li key={id}>
            <a href={linkTo("webhooks")}>
              <Status of={status} />
              <span class="rows-main">
                <code>{url}</code>
              </span>
            </a>
          </li>
        ))}
      </ul>
    )}
  </section>
);
