/** Puts the specs beside the built mock, since the package that holds them is not published. */
import { cp, mkdir } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

import { readSpec } from "../src/prism/spec/read-spec.ts";
import { specFileOf } from "../src/prism/spec/spec-files.ts";

for (const api of ["blooio", "blotato"] as const) {
  const { root, files } = await readSpec(specFileOf(api));
  for (const { file } of files) {
    const name = relative(dirname(root.file), file);
    const copy = join(fileURLToPath(new URL(`../dist/specs/${api}`, import.meta.url)), name);
    await mkdir(dirname(copy), { recursive: true });
    await cp(file, copy);
  }
}
