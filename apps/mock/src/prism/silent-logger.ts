import type { PrismComponents } from "./prism-modules.ts";

/** Prism writes each step to a logger; its default one halves throughput, and none of it is for our users. */
const silent = (): never => undefined as never;
export const silentLogger: PrismComponents["logger"] = Object.assign(
  Object.fromEntries(
    ["debug", "error", "fatal", "info", "silent", "success", "trace", "warn"].map((level) => [level, silent]),
  ),
  { child: () => silentLogger },
) as never;
