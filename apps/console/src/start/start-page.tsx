import type { JSX } from "preact";
import { useEffect } from "preact/hooks";

import { ClockBar } from "../bench/clock-bar.tsx";
import { faultsInForce } from "../service/faults-in-force.ts";
import { feedProblem, journal, mockState, tenants } from "../service/mock-feed.ts";
import { isReal } from "../service/target.ts";
import { linkTo } from "../shell/router.ts";
import { FaultsCard } from "./faults-card.tsx";
import { LatestRequests } from "./latest-requests.tsx";
import { nextStep } from "./next-step.ts";
import { followSubscriptions, subscriptions } from "../webhooks/subscriptions.ts";
import { SubscriptionsCard } from "./subscriptions-card.tsx";
import { TenantsCard } from "./tenants-card.tsx";
import { WaysIn } from "./ways-in.tsx";

/** The mock as it stands, and what to do next. */
export function StartPage(): JSX.Element {
  useEffect(followSubscriptions, []);
  if (isReal.value) return <RealStart />;
  const state = mockState.value;
  return (
    <div class="start-page">
      <header class="start-head">
        <h1>{state?.scenario == null ? "The mock as it stands" : `The mock as it stands, in “${state.scenario}”`}</h1>
        <ClockBar />
      </header>
      {feedProblem.value !== undefined && <p class="problem">{feedProblem.value}</p>}
      {state !== undefined && <Next />}
      <div class="start-columns">
        <LatestRequests requests={journal.value} />
        <div>
          <FaultsCard faults={faultsInForce.value} />
          <SubscriptionsCard subscriptions={subscriptions.value} />
        </div>
      </div>
      <TenantsCard tenants={tenants.value} />
      <WaysIn />
    </div>
  );
}

function Next(): JSX.Element | null {
  // Until they are known there may be some.
  const step = nextStep({
    requests: journal.value,
    faults: faultsInForce.value.length,
    subscriptions: subscriptions.value?.length ?? 1,
  });
  if (step === undefined) return null;
  return (
    <section class="next" aria-label="Next step">
      <p>{step.text}</p>
      {step.links.map(([label, href], index) => (
        <a key={href} class={index === 0 ? "button main" : "button"} href={href}>
          {label}
        </a>
      ))}
    </section>
  );
}

const RealStart = (): JSX.Element => (
  <article class="start-page">
    <h1>Requests go to the real services</h1>
    <p>What you send reaches real people. Enter your keys above, and choose an operation.</p>
    <p>
      <a class="button main" href={linkTo("requests")}>
        Choose an operation
      </a>
    </p>
  </article>
);
