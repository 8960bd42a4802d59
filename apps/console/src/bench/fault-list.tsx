import { useSignal } from "@preact/signals";
import type { JSX } from "preact";

import { askMock } from "../service/admin.ts";
import { faults } from "../service/faults-in-force.ts";
import { look } from "../service/mock-feed.ts";
import { pickedTenant } from "../service/target.ts";
import { reasonOf } from "../shell/error-reason.ts";
import type { OperationId } from "../spec/operations.ts";
import { FaultForm } from "./fault-form.tsx";
import { FaultText } from "./fault-text.tsx";

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
  const problem = useSignal<string | undefined>(undefined);
  const picked = pickedTenant.value?.tenant;
  const shown = faults.value.filter(({ tenant = picked }) => picked === undefined || tenant === picked);
  const add = (fault: object): Promise<void> =>
    change("POST", "/faults", { ...fault, ...(picked !== undefined && { tenant: picked }) });
  const clear = (): Promise<void> =>
    picked === undefined
      ? change("DELETE", "/faults")
      : Promise.all(shown.map(({ id }) => change("DELETE", `/faults/${id}`))).then(() => undefined);
  const change = async (method: string, path: string, body?: object): Promise<void> => {
    problem.value = await askMock(method, path, body).then(() => undefined, reasonOf);
    await look();
  };
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
        {problem.value}
      </p>
      {shown.length === 0 ? (
        <p class="empty">Everything works. Switch on a fault, then send something.</p>
      ) : (
        <>
          <ul class="faults" aria-label="Faults in force">
            {shown.map((fault) => (
              <li key={fault.id}>
                <FaultText fault={fault} />
                <button
                  type="button"
                  class="quiet"
                  aria-label={`Take back fault ${fault.id}`}
                  onClick={() => void change("DELETE", `/faults/${fault.id}`)}
                >
                  Take back
                </button>
              </li>
            ))}
          </ul>
          <button type="button" onClick={() => void clear()}>
            Take back all
          </button>
        </>
      )}
      <FaultForm add={add} />
    </section>
  );
}
