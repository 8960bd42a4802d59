import { readdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { readDocument } from "@switchboard/codegen/document";
import type { Plugin } from "vite";

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
      // The whole folders: a file that is broken or missing now has to be noticed when it is mended.
      for (const file of await specFiles()) this.addWatchFile(file);
      const specs = { blotato: await readSpec("blotato"), blooio: await readSpec("blooio") };
      // Text that is parsed at run time starts faster than an object literal of this size.
      if (id === "\0virtual:specs") return `export const specs = JSON.parse(${JSON.stringify(JSON.stringify(specs))});`;
      return validatorsModule(specs);
    },
  };
}

const readSpec = async (api: ApiName): Promise<OpenApiDocument> =>
  (await readDocument(files[api])).document as unknown as OpenApiDocument;

async function specFiles(): Promise<string[]> {
  const folders = Object.values(files).map((file) => path.dirname(file));
  const listed = await Promise.all(
    folders.map(async (folder) => (await readdir(folder)).map((name) => path.join(folder, name))),
  );
  return listed.flat().filter((file) => file.endsWith(".yaml"));
}
