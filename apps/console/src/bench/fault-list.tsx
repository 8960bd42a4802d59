import type { JSX } from "preact";

import { askMock } from "../service/admin.ts";
import { faults } from "../service/faults-in-force.ts";
import { pickedTenant } from "../service/target.ts";
import type { OperationId } from "../spec/operations.ts";
import { FaultForm } from "./fault-form.tsx";
import { FaultsToTakeBack, takeBack } from "./faults-to-take-back.tsx";
import { useMockChange } from "./mock-change.ts";

interface QuickFault {
  readonly label: string;
  readonly fault: { readonly operationId: OperationId | "*"; readonly [detail: string]: unknown };
}

const quickFaults: readonly QuickFault[] = [
  { label: "429 for the next two sends", fault: { operationId: "sendMessage", status: 429, retryAfter: 2, times: 2 } },
  { label: "A slow network", fault: { operationId: "*", latency: [800, 2_000] } },
  { label: "500 once, on anything", fault: { operationId: "*", status: 500, times: 1 } },
  { label: "The next send’s connection breaks", fault: { operationId: "sendMessage", reset: "before", times: 1 } },
];

/** What goes wrong at the moment, and what may. */
export function FaultList(): JSX.Element {
  const { change, problem } = useMockChange();
  const picked = pickedTenant.value?.tenant;
  const shown = faults.value.filter(({ tenant = picked }) => picked === undefined || tenant === picked);
  const add = (fault: object): Promise<boolean> =>
    change(askMock("POST", "/faults", { ...fault, ...(picked !== undefined && { tenant: picked }) }));
  const clear = (): Promise<boolean> =>
    change(picked === undefined ? askMock("DELETE", "/faults") : Promise.all(shown.map(({ id }) => takeBack(id))));
  return (
    <section class="card" aria-labelledby="faults-title">
      <h2 id="faults-title">Faults</h2>
      <div class="quick">
        {quickFaults.map(({ fault, label }) => (
          <button key={label} type="button" onClick={() => void add(fault)}>
            {label}
          </button>
        ))}
      </div>
      <p role="status" class="problem">
        {problem}
      </p>
      {shown.length === 0 ? (
        <p class="empty">Everything works. Switch on a fault, then send something.</p>
      ) : (
        <>
          <FaultsToTakeBack label="Faults in force" faults={shown} change={change} />
          <button type="button" onClick={() => void clear()}>
            Take back all
          </button>
        </>
      )}
      <FaultForm add={add} />
    </section>
  );
}
