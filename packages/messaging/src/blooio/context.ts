import type { BlooioMethods } from "@switchboard/blooio";

import type { CallInit, Core } from "../caller.ts";

/** What every part of the client works with. */
export type BlooioContext = Core<BlooioMethods<CallInit>>;
