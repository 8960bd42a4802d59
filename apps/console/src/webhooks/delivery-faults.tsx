import type { JSX } from "preact";
import { useState } from "preact/hooks";

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

/** What goes wrong with deliveries on purpose, and what may. */
export function DeliveryFaults(): JSX.Element {
  const [kind, setKind] = useState(Object.keys(kinds)[0] ?? "");
  const [type, setType] = useState("*");
  const [times, setTimes] = useState("1");
  const { change, problem } = useMockChange();
  const add = (event: Event): void => {
    event.preventDefault();
    const count = times === "" ? {} : { times: Number(times) };
    void change(askMock("POST", "/faults", { operationId: type, delivery: kinds[kind], ...count }));
  };
  const ofDeliveries = faults.value.filter((fault) => "delivery" in fault);
  return (
    <section class="card" aria-labelledby="delivery-faults-title">
      <h2 id="delivery-faults-title">Faults of deliveries</h2>
      <form class="fault-form" onSubmit={add}>
        <label>
          What happens to a delivery
          <select value={kind} onChange={({ currentTarget }) => setKind(currentTarget.value)}>
            {Object.keys(kinds).map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        </label>
        <label>
          Of which events
          <select value={type} onChange={({ currentTarget }) => setType(currentTarget.value)}>
            <option value="*">Events of every type</option>
            {eventTypes.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        </label>
        <label>
          How often
          <select value={times} onChange={({ currentTarget }) => setTimes(currentTarget.value)}>
            <option value="1">Once</option>
            <option value="3">Three times</option>
            <option value="">Until it is taken back</option>
          </select>
        </label>
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
