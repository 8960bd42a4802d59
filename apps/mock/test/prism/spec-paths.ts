import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { parse } from "yaml";

import type { ApiName } from "../../src/model/service.ts";

type Paths<Item> = Readonly<Record<string, Readonly<Record<string, Item>>>>;

export const specFileOf = (api: ApiName): string =>
  fileURLToPath(import.meta.resolve(`@switchboard/specs/${api}/openapi.yaml`));

/** The paths of a spec, each from the file that holds it, read without the mock; `Item` is what a test looks at in an operation. */
export function specPaths<Item>(api: ApiName): Paths<Item> {
  const paths = known.get(api) ?? readPaths(api);
  known.set(api, paths);
  return paths as Paths<Item>;
}

/** Parsing takes half a second, and the files of a worker share it. */
const known = new Map<ApiName, Paths<unknown>>();

function readPaths(api: ApiName): Paths<unknown> {
  const folder = dirname(specFileOf(api));
  const read = (name: string): { readonly paths: Paths<unknown> } =>
    parse(readFileSync(join(folder, name), "utf8")) as { readonly paths: Paths<unknown> };
  const root = read("openapi.yaml").paths as unknown as Readonly<Record<string, { readonly $ref: string }>>;
  const files = new Set(Object.values(root).map(({ $ref }) => $ref.split("#")[0] ?? ""));
  return Object.assign({}, ...[...files].map((file) => read(file).paths)) as Paths<unknown>;
}
