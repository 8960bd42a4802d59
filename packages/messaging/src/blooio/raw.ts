import type { BlooioMethods } from "@switchboard/blooio";

import type { RawOptions } from "../caller.ts";
import type { BlooioCore } from "./core.ts";

/** The part of a client that is its `raw`. A function with a name, by which declarations can name its type. */
export function createRaw({ raw }: BlooioCore): BlooioMethods<RawOptions> {
  return raw;
}
