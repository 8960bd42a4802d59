import { mkdir } from "node:fs/promises";
import path from "node:path";

import { published, publishedNames, root, type PublishedName } from "./published.ts";
import { pnpm, runCommand } from "./run-command.ts";

export type Tarballs = Readonly<Record<PublishedName, string>>;

/** Packs each published package as `pnpm publish` does, with a fresh build, and says where its tarball is. */
export async function packAll(directory: string): Promise<Tarballs> {
  await mkdir(directory, { recursive: true });
  const tarballs = publishedNames.map((name) => [name, path.join(directory, `${path.basename(name)}.tgz`)] as const);
  await Promise.all(
    tarballs.map(([name, file]) =>
      runCommand([...pnpm, "pack", "--out", file], { cwd: path.join(root, published[name]) }),
    ),
  );
  return Object.fromEntries(tarballs) as Record<PublishedName, string>;
}
