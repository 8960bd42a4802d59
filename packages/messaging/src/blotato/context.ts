import type { BlotatoClient } from "@switchboard/blotato";

import type { Settings } from "../call.ts";
import type { Caller, Fail } from "../transport.ts";

/** What every part of the client works with. */
export interface BlotatoContext {
  readonly raw: BlotatoClient;
  readonly run: Caller;
  readonly failure: (operationId: string) => Fail;
  readonly settings: Settings;
}
