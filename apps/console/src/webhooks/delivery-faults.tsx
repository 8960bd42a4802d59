import type { JSX } from "preact";

import { Choice, choicesIn } from "../bench/choice.tsx";
import { FaultsToTakeBack } from "../bench/faults-to-take-back.tsx";
import { useMockChange } from "../bench/mock-change.ts";
import { askMock } from "../service/admin.ts";
import { faults } from "../service/faults-in-force.ts";
import { eventTypes } from "../spec/catalog.ts";

/** What can go wrong on the way to a receiver, by its name in the form. */
const kinds: Readonly<Record<string, string>> = {
  "It is lost, and counts as delivered": "lost",
  "It comes a minute later": "late",
  "It comes twice": "twice",
  "It comes after the next one": "out of order",
  "Its signature is wrong": "wrong signature",
  "Its timestamp is too old": "old timestamp",
};

const everyType = "Events of every type";

const times: Readonly<Record<string, object>> = {
  Once: { times: 1 },
  "Three times": { times: 3 },
  "Until it is taken back": {},
};

/** What goes wrong with deliveries on purpose, and what may. */
export function DeliveryFaults(): JSX.Element {
  const { change, problem } = useMockChange();
  const add = (event: Event): void => {
    event.preventDefault();
    const chosen = choicesIn(event);
    const operationId = chosen("type") === everyType ? "*" : chosen("type");
    const fault = { operationId, delivery: kinds[chosen("kind")], ...times[chosen("times")] };
    void change(askMock("POST", "/faults", fault));
  };
  const ofDeliveries = faults.value.filter((fault) => "delivery" in fault);
  return (
    <section class="card" aria-labelledby="delivery-faults-title">
      <h2 id="delivery-faults-title">Faults of deliveries</h2>
      <form class="fault-form" onSubmit={add}>
        <Choice label="What happens to a delivery" name="kind" options={Object.keys(kinds)} />
        <Choice label="Of which events" name="type" options={[everyType, ...eventTypes]} />
        <Choice label="How often" name="times" options={Object.keys(times)} />
        <button type="submit">Switch on</button>
      </form>
      <p role="status" class="problem">
        {problem}
      </p>
      {ofDeliveries.length > 0 && (
        <FaultsToTakeBack label="Faults of deliveries in force" faults={ofDeliveries} change={change} />
      )}
    </section>
  );
}
