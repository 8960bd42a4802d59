import type { BlotatoMethods } from "@switchboard/blotato";

import type { CallInit, Core } from "../caller.ts";

/** What every part of a client works with. */
export type BlotatoCore = Core<BlotatoMethods<CallInit>>;

/** Makes a part of a client. */
export type BlotatoPart<Part> = (core: BlotatoCore) => Part;
