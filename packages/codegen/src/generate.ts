import type { ApiModel } from "./api/model.ts";
import { readApi } from "./api/read-api.ts";
import { generateBounds } from "./bounds.ts";
import { generateCoverage } from "./coverage.ts";
import type { OpenApiDocument } from "./document.ts";
import { generateEvents, generateEventSamples } from "./events.ts";
import { generateExamples } from "./examples.ts";
import { generateMethods } from "./methods.ts";
import { generateOperationIds } from "./operation-ids.ts";
import { generateOperations } from "./operations.ts";
import { generateSamples } from "./samples.ts";
import { generateStates } from "./states.ts";

export { writeDirectory } from "./write-directory.ts";

const makers: Readonly<
  Record<string, (api: ApiModel, document: OpenApiDocument) => Promise<ReadonlyMap<string, string>>>
> = {
  client: async (api, document) => {
    // A compiler comes with it, which takes longer to load than all the rest.
    const { typesOf } = await import("./types.ts");
    const bounds = generateBounds(api);
    return textsOf([
      ["bounds.ts", bounds.file],
      ["events.ts", generateEvents(api.name, document)],
      ["openapi.json", `${JSON.stringify(document, undefined, 2)}\n`],
      ["operations.ts", generateOperations(api, bounds)],
      ["schema.ts", await typesOf(document, api.name)],
      ["states.ts", generateStates(api.name, document)],
    ]);
  },
  coverage: async (api) => new Map([["operations.md", generateCoverage(api)]]),
  methods: async (api) => generateMethods(api),
  "operation-ids": async (api, document) =>
    textsOf([
      ["events.ts", generateEventSamples(api.name, document)],
      ["examples.ts", generateExamples(api, document)],
      ["operations.ts", generateOperationIds(api)],
    ]),
  samples: async (api) => new Map([["samples.ts", generateSamples(api)]]),
};

/** The files that there are. */
const textsOf = (files: readonly (readonly [name: string, text: string | undefined])[]): ReadonlyMap<string, string> =>
  new Map(files.flatMap(([name, text]) => (text === undefined ? [] : [[name, text] as const])));

/** What can be generated, each into a directory that holds nothing else. */
export const targets: readonly string[] = Object.keys(makers);

/**
 * Generates what one package needs of a document.
 *
 * @param api the name of the API
 * @returns the text of each file, by its name in the directory
 * @throws Error saying what of the document cannot be generated, or that there is no such target
 */
export async function generateFiles(
  target: string,
  api: string,
  document: OpenApiDocument,
): Promise<ReadonlyMap<string, string>> {
  const make = makers[target];
  if (make === undefined) throw new Error(`"${target}" cannot be generated; expected one of ${targets.join(", ")}`);
  return make(readApi(api, document), document);
}
