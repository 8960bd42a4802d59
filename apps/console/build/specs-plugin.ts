import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import type { Plugin } from "vite";
import { parse } from "yaml";

import type { OpenApiDocument } from "../src/spec/document.ts";
import type { ApiName } from "../src/spec/operations.ts";
import { validatorsModule } from "./validators.ts";

const files: Readonly<Record<ApiName, string>> = {
  blotato: fileURLToPath(import.meta.resolve("@switchboard/specs/blotato/openapi.yaml")),
  blooio: fileURLToPath(import.meta.resolve("@switchboard/specs/blooio/openapi.yaml")),
};

/** Gives the page what is made from the specs: the documents as `virtual:specs`, their checks as `virtual:validators`. */
export function specsPlugin(): Plugin {
  return {
    name: "switchboard-specs",
    resolveId: (id) => (id === "virtual:specs" || id === "virtual:validators" ? `\0${id}` : undefined),
    async load(id) {
      if (id !== "\0virtual:specs" && id !== "\0virtual:validators") return undefined;
      for (const file of Object.values(files)) this.addWatchFile(file);
      const specs = { blotato: await readSpec("blotato"), blooio: await readSpec("blooio") };
      // Text that is parsed at run time starts faster than an object literal of this size.
      if (id === "\0virtual:specs") return `export const specs = JSON.parse(${JSON.stringify(JSON.stringify(specs))});`;
      return validatorsModule(specs);
    },
  };
}

const readSpec = async (api: ApiName): Promise<OpenApiDocument> =>
  parse(await readFile(files[api], "utf8")) as OpenApiDocument;
