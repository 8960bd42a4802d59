import type { BlotatoClient } from "@switchboard/blotato";

import type { Settings } from "../call.ts";
import type { Caller } from "../transport.ts";

/** What every part of the client works with. */
export interface BlotatoContext {
  readonly raw: BlotatoClient;
  readonly run: Caller;
  readonly settings: Settings;
}
