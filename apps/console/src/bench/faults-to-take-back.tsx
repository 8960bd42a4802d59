import type { JSX } from "preact";

import { askMock, type ActiveFault } from "../service/admin.ts";
import { FaultText } from "./fault-text.tsx";
import type { ChangeMock } from "./mock-change.ts";

/** How a fault is taken back. */
export const takeBack = (id: number): Promise<unknown> => askMock("DELETE", `/faults/${id}`);

interface Props {
  /** What they are, for those who do not see the title above. */
  readonly label: string;
  readonly faults: readonly ActiveFault[];
  readonly change: ChangeMock;
}

/** Faults in force, each with a button that ends it. */
export const FaultsToTakeBack = ({ change, faults, label }: Props): JSX.Element => (
  <ul class="faults" aria-label={label}>
    {faults.map((fault) => (
      <li key={fault.id}>
        <FaultText fault={fault} />
        <button
          type="button"
          class="quiet"
          aria-label={`Take back fault ${fault.id}`}
          onClick={() => void change(takeBack(fault.id))}
        >
          Take back
        </button>
      </li>
    ))}
  </ul>
);
