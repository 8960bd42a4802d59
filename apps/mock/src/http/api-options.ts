import type { Clock } from "../model/clock.ts";
import type { Journal } from "../control/journal.ts";
import type { World } from "../model/service.ts";

export interface ApiOptions {
  /** The keys that are accepted; any, when left out. */
  readonly keys?: ReadonlySet<string> | undefined;
  /** Refuses query parameters that the operation does not have, which the vendors pass over. */
  readonly strict?: boolean;
  /** From which chance is drawn for faults. */
  readonly seed?: number;
  readonly clock?: Clock;
  readonly journal?: Journal;
  /** Numbers the faults of all APIs of one mock. */
  readonly nextFaultId?: () => number;
  readonly numberOf?: (key: string) => number;
  /** What happens in each new world, before anybody sees it. */
  readonly begin?: (world: World) => void;
}
