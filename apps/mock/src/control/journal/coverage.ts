import type { ApiName } from "../../model/service.ts";
import { idOf } from "../../prism/served-spec.ts";
import type { Operation } from "../../prism/spec/load.ts";
import { kindsOf, type DescribedFault } from "../faults/fault.ts";
import type { OperationCoverage } from "./operation-coverage.ts";

/** What is known of a request once it has its response. */
interface CoveredRequest {
  readonly api: ApiName;
  readonly operationId: string | undefined;
  readonly target: string;
  /** The query parameters that the spec has; of others there is no end. */
  readonly queryNames: ReadonlySet<string>;
  /** Undefined when none was sent. */
  readonly status: number | undefined;
  readonly fault: DescribedFault | undefined;
}

export interface Coverage {
  note(request: CoveredRequest): void;
  /** Each of the operations, in their order. */
  report(api: ApiName, operations: readonly Operation[]): readonly OperationCoverage[];
}

interface Counts {
  requests: number;
  readonly statuses: Record<string, number>;
  readonly faults: Record<string, number>;
  readonly parameters: Set<string>;
}

/** Counts from the start of a mock to its end: setting tenants back changes nothing. */
export function createCoverage(): Coverage {
  const counted = new Map<string, Counts>();
  return {
    note({ api, fault, operationId, queryNames, status, target }) {
      if (operationId === undefined) return;
      const key = `${api} ${operationId}`;
      const counts = counted.get(key) ?? { requests: 0, statuses: {}, faults: {}, parameters: new Set() };
      counted.set(key, counts);
      counts.requests += 1;
      if (status !== undefined) counts.statuses[status] = (counts.statuses[status] ?? 0) + 1;
      if (fault !== undefined) {
        const [kind = "latency"] = kindsOf(fault);
        counts.faults[kind] = (counts.faults[kind] ?? 0) + 1;
      }
      const query = target.indexOf("?");
      if (query < 0) return;
      for (const name of new URLSearchParams(target.slice(query)).keys())
        if (queryNames.has(name)) counts.parameters.add(name);
    },
    report: (api, operations) =>
      operations.map((operation) => {
        const operationId = idOf(operation);
        const { faults, parameters, requests, statuses } = counted.get(`${api} ${operationId}`) ?? none;
        const documented = operation.responses.map(({ code }) => code);
        return {
          api,
          operationId,
          requests,
          statuses: { ...statuses },
          faults: { ...faults },
          untriedStatuses: documented.filter((code) => statuses[code] === undefined),
          untriedParameters: (operation.request?.query ?? [])
            .map(({ name }) => name)
            .filter((name) => !parameters.has(name)),
        };
      }),
  };
}

const none: Counts = { requests: 0, statuses: {}, faults: {}, parameters: new Set() };
