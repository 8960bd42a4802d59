import type { BlooioClient } from "@switchboard/blooio";

import type { Settings } from "../call.ts";
import type { Caller } from "../transport.ts";

/** What every part of the client works with. */
export interface BlooioContext {
  readonly raw: BlooioClient;
  readonly run: Caller;
  readonly settings: Settings;
}
