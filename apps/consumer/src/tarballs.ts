import path from "node:path";

import { publishedNames, type PublishedName } from "./published.ts";

export type Tarballs = Readonly<Record<PublishedName, string>>;

export const tarballFolder: string = path.resolve(import.meta.dirname, "../tarballs");

/** The tarball of each published package, as `pack.ts` left it: turbo runs that before the tests. */
export const tarballs: Tarballs = Object.fromEntries(
  publishedNames.map((name) => [name, path.join(tarballFolder, `${path.basename(name)}.tgz`)]),
) as Record<PublishedName, string>;
