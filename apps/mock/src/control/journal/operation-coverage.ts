import type { ApiName } from "../../model/service.ts";

/** What the requests to one operation exercised, and what they did not. */
export interface OperationCoverage {
  readonly api: ApiName;
  readonly operationId: string;
  readonly requests: number;
  /** How many responses had each status, by status. */
  readonly statuses: Readonly<Record<string, number>>;
  /** How many requests each kind of fault hit, such as `reset` or `latency`. */
  readonly faults: Readonly<Record<string, number>>;
  /** The documented statuses that no response had. */
  readonly untriedStatuses: readonly string[];
  /** The query parameters that no request had. */
  readonly untriedParameters: readonly string[];
}
