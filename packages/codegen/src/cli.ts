import path from "node:path";

import type { ApiModel } from "./api/model.ts";
import { readApi } from "./api/read-api.ts";
import { generateBounds } from "./bounds.ts";
import { generateCoverage } from "./coverage.ts";
import { withPlace } from "./document-problem.ts";
import { apiOf, readDocument, type OpenApiDocument } from "./document.ts";
import { generateMethods } from "./methods.ts";
import { generateOperationIds } from "./operation-ids.ts";
import { generateOperations } from "./operations.ts";
import { generateSamples } from "./samples.ts";
import { generateStates } from "./states.ts";
import { writeDirectory } from "./write-directory.ts";

type Files = ReadonlyMap<string, string>;

/** What can be generated, each into a directory that holds nothing else: the names and texts of its files. */
const targets: Readonly<Record<string, (api: ApiModel, document: OpenApiDocument) => Promise<Files>>> = {
  client: async (api, document) => {
    // A compiler comes with it, which takes longer to load than all the rest.
    const { typesOf } = await import("./types.ts");
    const bounds = generateBounds(api);
    return new Map([
      ["bounds.ts", bounds.file],
      ["openapi.json", `${JSON.stringify(document, undefined, 2)}\n`],
      ["operations.ts", generateOperations(api, bounds)],
      ["schema.ts", await typesOf(document, api.name)],
      ["states.ts", generateStates(api.name, document)],
    ]);
  },
  coverage: async (api) => new Map([["operations.md", generateCoverage(api)]]),
  methods: async (api) => generateMethods(api),
  "operation-ids": async (api) => new Map([["operations.ts", generateOperationIds(api)]]),
  samples: async (api) => new Map([["samples.ts", generateSamples(api)]]),
};

const usage = `Usage: switchboard-codegen <${Object.keys(targets).join("|")}> <openapi.yaml> <directory> [<openapi.yaml> <directory>...]`;

/**
 * Generates what a package needs of each spec, and leaves alone what is as it should be.
 *
 * @returns the exit code: 0, or 1 with what is wrong on stderr
 */
export async function runCli([target = "", ...paths]: readonly string[]): Promise<number> {
  try {
    const make = Object.hasOwn(targets, target) ? targets[target] : undefined;
    if (make === undefined) throw new Error(`"${target}" cannot be generated. ${usage}`);
    if (paths.length === 0 || paths.length % 2 > 0) {
      throw new Error(`expected a directory for each spec, got ${paths.length} path(s). ${usage}`);
    }
    const jobs = paths.flatMap((spec, index) => (index % 2 === 0 ? [{ spec, directory: paths[index + 1] ?? "" }] : []));
    // Nothing is written while anything is wrong.
    const made = await Promise.all(
      jobs.map(async ({ directory, spec }) => {
        const read = await readDocument(spec);
        const files = await withPlace(spec, read, async () => make(readApi(apiOf(spec), read.document), read.document));
        return { directory, files, spec };
      }),
    );
    for (const { directory, files, spec } of made) {
      const changed = await writeDirectory(directory, files);
      const name = path.normalize(directory);
      console.log(
        changed.length === 0 ? `${name} is up to date with ${spec}` : `${name}: ${changed.join(", ")} from ${spec}`,
      );
    }
    return 0;
  } catch (error) {
    console.error(`switchboard-codegen: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  }
}
