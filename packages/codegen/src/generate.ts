import type { ApiModel } from "./api/model.ts";
import { readApi } from "./api/read-api.ts";
import { generateBounds } from "./bounds.ts";
import { generateCoverage } from "./coverage.ts";
import type { OpenApiDocument } from "./document.ts";
import { generateMethods } from "./methods.ts";
import { generateOperationIds } from "./operation-ids.ts";
import { generateOperations } from "./operations.ts";
import { generateSamples } from "./samples.ts";

type Files = ReadonlyMap<string, string>;

const makers = new Map<string, (api: ApiModel, document: OpenApiDocument) => Files | Promise<Files>>([
  [
    "client",
    async (api, document) => {
      // A compiler comes with it, which takes longer to load than all the rest.
      const { typesOf } = await import("./types.ts");
      const bounds = generateBounds(api);
      return new Map([
        ["bounds.ts", bounds.file],
        ["openapi.json", `${JSON.stringify(document, undefined, 2)}\n`],
        ["operations.ts", generateOperations(api, bounds)],
        ["schema.ts", await typesOf(document, api.name)],
      ]);
    },
  ],
  ["coverage", (api) => new Map([["operations.md", generateCoverage(api)]])],
  ["methods", generateMethods],
  ["operation-ids", (api) => new Map([["operations.ts", generateOperationIds(api)]])],
  ["samples", (api) => new Map([["samples.ts", generateSamples(api)]])],
]);

/** What can be generated, each into a directory that holds nothing else. */
export const targets: readonly string[] = [...makers.keys()];

/**
 * Generates what one package needs of a document.
 *
 * @param target one of `targets`
 * @param api the name of the API
 * @returns the text of each file, by its name in the directory
 * @throws Problem for what of the document cannot be generated, and Error when there is no such target
 */
export async function generateFiles(target: string, api: string, document: OpenApiDocument): Promise<Files> {
  const make = makers.get(target);
  if (make === undefined) throw new Error(`"${target}" cannot be generated; expected one of ${targets.join(", ")}`);
  return make(readApi(api, document), document);
}
