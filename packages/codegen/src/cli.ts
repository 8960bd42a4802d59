import { readFile, writeFile } from "node:fs/promises";

import { generateTypes } from "./generate-types.ts";

const usage = "Usage: switchboard-codegen <openapi.yaml> <schema.ts>";

/**
 * Generates one file of types, and leaves it alone when it is as it should be.
 *
 * @returns the exit code: 0, or 1 with one line on stderr
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
  const [specPath, outputPath] = args;
  if (args.length !== 2 || specPath === undefined || outputPath === undefined) {
    throw new Error(`expected a spec and an output file, got ${args.length} argument(s). ${usage}`);
  }
  const types = await generateTypes(specPath);
  // Writing an unchanged file would give it a new time stamp and wake every watcher for nothing.
  const current = await readFile(outputPath, "utf8").catch(() => undefined);
  if (current === types) return `${outputPath} is up to date with ${specPath}`;
  await writeFile(outputPath, types);
  return `${outputPath} generated from ${specPath}`;
}
