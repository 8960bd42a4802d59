/** Puts the specs beside the built mock, since the package that holds them is not published. */
import { cp, mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

import { specFileOf } from "../src/prism/spec/spec-files.ts";

for (const api of ["blooio", "blotato"] as const) {
  const copy = fileURLToPath(new URL(`../dist/specs/${api}/openapi.yaml`, import.meta.url));
  await mkdir(dirname(copy), { recursive: true });
  await cp(specFileOf(api), copy);
}
