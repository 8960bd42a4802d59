import type { BlotatoMethods } from "@switchboard/blotato";

import type { CallInit, Core } from "../caller.ts";

/** What every part of the client works with. */
export type BlotatoContext = Core<BlotatoMethods<CallInit>>;
