import type { JSX } from "preact";

import type { ActiveFault } from "../service/admin.ts";
import { apiTitles } from "../spec/operations.ts";

/** A fault in one line: where, what, and how often it has hit. */
export function FaultText({ fault }: { readonly fault: ActiveFault }): JSX.Element {
  const { api, forOneKey: _key, id: _, operationId, hits, tenant, times, ...details } = fault;
  const what = Object.entries(details).map(([name, value]) => `${name} ${JSON.stringify(value)}`);
  const isUsedUp = times !== undefined && hits >= times;
  return (
    <span class={isUsedUp ? "fault-text is-used-up" : "fault-text"}>
      <strong>{apiTitles[api]}</strong> <code>{operationId === "*" ? "every operation" : operationId}</code>:{" "}
      {what.join(", ")}
      {tenant !== undefined && `, for tenant #${tenant}`}
      {` – hit ${hits}${times === undefined ? "" : ` of ${times}`}`}
    </span>
  );
}
