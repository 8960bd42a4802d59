import type { BlotatoMethods } from "@switchboard/blotato";

import type { RawOptions } from "../caller.ts";
import type { BlotatoCore } from "./core.ts";

/** The part of a client that is its `raw`. A function with a name, by which declarations can name its type. */
export function createRaw({ raw }: BlotatoCore): BlotatoMethods<RawOptions> {
  return raw;
}
