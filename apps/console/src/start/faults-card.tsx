import type { JSX } from "preact";

import { FaultText } from "../bench/fault-text.tsx";
import type { ActiveFault } from "../service/admin.ts";
import { linkTo } from "../shell/router.ts";

/** What goes wrong on purpose at the moment. */
export const FaultsCard = ({ faults }: { readonly faults: readonly ActiveFault[] }): JSX.Element => (
  <section class="card" aria-labelledby="start-faults-title">
    <h2 id="start-faults-title">
      <a href={linkTo("bench")}>Faults in force</a>
    </h2>
    {faults.length === 0 ? (
      <p class="empty">
        Everything works. <a href={linkTo("bench")}>Switch on a fault</a> to see what your code makes of it.
      </p>
    ) : (
      <ul class="plain">
        {faults.map((fault) => (
          <li key={fault.id}>
            <FaultText fault={fault} />
          </li>
        ))}
      </ul>
    )}
  </section>
);
