import type { BlooioMethods } from "@switchboard/blooio";

import type { CallInit, Core } from "../caller.ts";

/** What every part of a client works with. */
export type BlooioCore = Core<BlooioMethods<CallInit>>;

/** Makes a part of a client. */
export type BlooioPart<Part> = (core: BlooioCore) => Part;
