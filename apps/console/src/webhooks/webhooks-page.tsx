import type { JSX } from "preact";
import { useEffect } from "preact/hooks";

import { ClockBar } from "../bench/clock-bar.tsx";
import { feedProblem } from "../service/mock-feed.ts";
import { isReal } from "../service/target.ts";
import { tenantProblem } from "../service/tenant.ts";
import { OnlyMock } from "../shell/only-mock.tsx";
import { DeliveryFaults } from "./delivery-faults.tsx";
import { DeliveryList } from "./delivery-list.tsx";
import { Samples } from "./samples.tsx";
import { SubscriptionList } from "./subscription-list.tsx";
import { followSubscriptions } from "./subscriptions.ts";

/** To whom events of the tenant go, and how each delivery went. */
export function WebhooksPage(): JSX.Element {
  useEffect(followSubscriptions, []);
  if (isReal.value) return <OnlyMock title="Deliveries can be watched at the mock alone" />;
  const problem = feedProblem.value ?? tenantProblem.value;
  return (
    <div class="bench">
      <header class="start-head">
        <h1>Webhooks of Blooio</h1>
        <ClockBar />
      </header>
      {problem !== undefined && <p class="problem">{problem}</p>}
      <div class="bench-columns">
        <div>
          <SubscriptionList />
          <Samples />
          <DeliveryFaults />
        </div>
        <DeliveryList />
      </div>
    </div>
  );
}
