import { fileURLToPath } from "node:url";

import type { ApiName } from "../../model/service.ts";

/**
 * Where the spec of an API is: in the workspace the one that is edited, in the published package a copy of it. `imports` in
 * package.json says which, and `publishConfig` swaps it.
 */
export const specFileOf = (api: ApiName): string => fileURLToPath(import.meta.resolve(`#specs/${api}/openapi.yaml`));
