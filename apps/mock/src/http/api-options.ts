import type { Clock } from "../model/clock.ts";
import type { Journal } from "../control/journal.ts";
import type { Tenant } from "../model/service.ts";
import type { Validation } from "../prism/prism.ts";

export interface ApiOptions {
  readonly validate?: Validation;
  /** The keys that are accepted; any, when left out. */
  readonly keys?: ReadonlySet<string> | undefined;
  /** Rejects query parameters that the operation does not have, which the vendors ignore. */
  readonly strict?: boolean;
  /** The seed of the chances of faults. */
  readonly seed?: number;
  readonly clock?: Clock;
  readonly journal?: Journal;
  /** Numbers the faults of all APIs of one mock. */
  readonly nextFaultId?: () => number;
  readonly numberOf?: (key: string) => number;
  /** Runs for each new tenant, before its first request. */
  readonly begin?: (tenant: Tenant) => void;
}
