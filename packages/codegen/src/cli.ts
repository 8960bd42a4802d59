import path from "node:path";

import { readDocument } from "./document.ts";
import { generateFiles, targets, writeDirectory } from "./generate.ts";
import { apiOf } from "./types.ts";

const usage = `Usage: switchboard-codegen <${targets.join("|")}> <openapi.yaml> <directory>`;

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
  if (!targets.includes(target)) throw new Error(`"${target}" cannot be generated. ${usage}`);
  const { document } = await readDocument(spec);
  const files = await generateFiles(target, apiOf(spec), document).catch((error: unknown) => {
    throw new Error(`${spec}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  });
  const changed = await writeDirectory(directory, files);
  const name = path.normalize(directory);
  return changed.length === 0 ? `${name} is up to date with ${spec}` : `${name}: ${changed.join(", ")} from ${spec}`;
}
