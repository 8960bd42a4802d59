import path from "node:path";

import { readApi, type ApiModel } from "./api-model.ts";
import { generateBounds } from "./bounds.ts";
import { generateCoverage } from "./coverage.ts";
import { readDocument, type OpenApiDocument } from "./document.ts";
import { generateMethods } from "./methods.ts";
import { generateOperationIds } from "./operation-ids.ts";
import { generateOperations } from "./operations.ts";
import { generateSamples } from "./samples.ts";
import { generateStates } from "./states.ts";
import { apiOf, typesOf } from "./types.ts";
import { writeDirectory } from "./write-directory.ts";

/** What can be generated, each into a directory that holds nothing else: the names and texts of its files. */
const targets: Readonly<
  Record<string, (api: ApiModel, document: OpenApiDocument) => Promise<ReadonlyMap<string, string>>>
> = {
  client: async (api, document) => {
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

const usage = `Usage: switchboard-codegen <${Object.keys(targets).join("|")}> <openapi.yaml> <directory>`;

/**
 * Generates what a package needs of a spec, and leaves alone what is as it should be.
 *
 * @returns the exit code: 0, or 1 with what is wrong on stderr
 */
export async function runCli(args: readonly string[]): Promise<number> {
  try {
    console.log(await generate(args));
    return 0;
  } catch (error) {
    console.error(`switchboard-codegen: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  }
}

async function generate(args: readonly string[]): Promise<string> {
  const [target, spec, directory] = args;
  if (args.length !== 3 || target === undefined || spec === undefined || directory === undefined) {
    throw new Error(`expected what to generate, a spec and a directory, got ${args.length} argument(s). ${usage}`);
  }
  const make = targets[target];
  if (make === undefined) throw new Error(`"${target}" cannot be generated. ${usage}`);
  const { document } = await readDocument(spec);
  const files = await inSpec(spec, async () => make(readApi(apiOf(spec), document), document));
  const changed = await writeDirectory(directory, files);
  const name = path.normalize(directory);
  return changed.length === 0 ? `${name} is up to date with ${spec}` : `${name}: ${changed.join(", ")} from ${spec}`;
}

async function inSpec<Value>(spec: string, make: () => Promise<Value>): Promise<Value> {
  return make().catch((error: unknown) => {
    throw new Error(`${spec}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  });
}
