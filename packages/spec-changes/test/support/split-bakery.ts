import { stringify } from "yaml";

import type { Bakery } from "./bakery.ts";
import type { Directory } from "./temporary-directory.ts";

const yaml = (value: unknown): string => stringify(value, { aliasDuplicateObjects: false });

/** The files of the bakery's spec: the root, what there is of loaves, and the enums, which every tag would share. */
export function splitBakery(
  api: Bakery,
  shared: readonly string[] = ["State", "Size"],
): Record<"openapi" | "loaves" | "enums", string> {
  const { securitySchemes, schemas: all } = api["components"] as Record<string, Bakery>;
  const paths = Object.keys(api["paths"] as object);
  const isShared = (name: string): boolean => shared.includes(name);
  const schemasWhere = (wanted: (name: string) => boolean): Bakery =>
    Object.fromEntries(Object.entries(all ?? {}).filter(([name]) => wanted(name)));
  const linked = (text: string, wanted: (name: string) => boolean, file: string): string =>
    text.replaceAll(/"#\/components\/schemas\/(\w+)"/g, (whole, name: string) =>
      wanted(name) ? `"${file}#/components/schemas/${name}"` : whole,
    );
  const root = Object.fromEntries(
    paths.map((name) => [name, { $ref: `loaves.yaml#/paths/${name.replaceAll("/", "~1")}` }]),
  );
  const loaves = { paths: api["paths"] as unknown, components: { schemas: schemasWhere((name) => !isShared(name)) } };
  const enums = { components: { schemas: schemasWhere(isShared) } };
  const quoted = (value: unknown): string => yaml(value).replaceAll(/\$ref: ([^\s"]+)/g, '$ref: "$1"');
  return {
    openapi: yaml({ ...api, paths: root, components: { securitySchemes } }),
    loaves: linked(quoted(loaves), isShared, "enums.yaml"),
    enums: linked(quoted(enums), (name) => !isShared(name), "loaves.yaml"),
  };
}

export function writeFiles(directory: Directory, folder: string, files: ReturnType<typeof splitBakery>): void {
  for (const [name, text] of Object.entries(files)) directory.write(`${folder}/${name}.yaml`, text);
}
