/** Packs each published package as `pnpm publish` does, with a fresh build, for the tests that install or look into the tarballs. */
import { mkdir } from "node:fs/promises";
import path from "node:path";

import { published, publishedNames, root } from "./published.ts";
import { pnpm, runCommand } from "./run-command.ts";
import { tarballFolder, tarballs } from "./tarballs.ts";

await mkdir(tarballFolder, { recursive: true });
await Promise.all(
  publishedNames.map((name) =>
    runCommand([...pnpm, "pack", "--out", tarballs[name]], { cwd: path.join(root, published[name]) }),
  ),
);
