import path from "node:path";

import { withPlace } from "./document-problem.ts";
import { apiOf, readDocument } from "./document.ts";
import { generateFiles, targets } from "./generate.ts";
import { writeDirectory } from "./write-directory.ts";

const usage = `Usage: switchboard-codegen <${targets.join("|")}> <openapi.yaml> <directory> [<openapi.yaml> <directory>...]`;

/**
 * Generates what a package needs of each spec, and leaves alone what is as it should be.
 *
 * @returns the exit code: 0, or 1 with what is wrong on stderr
 */
export async function runCli([target = "", ...paths]: readonly string[]): Promise<number> {
  try {
    if (!targets.includes(target)) throw new Error(`"${target}" cannot be generated. ${usage}`);
    if (paths.length === 0 || paths.length % 2 > 0) {
      throw new Error(`expected a directory for each spec, got ${paths.length} path(s). ${usage}`);
    }
    const jobs = paths.flatMap((spec, index) => (index % 2 === 0 ? [{ spec, directory: paths[index + 1] ?? "" }] : []));
    // Nothing is written while anything is wrong.
    const made = await Promise.all(
      jobs.map(async ({ directory, spec }) => {
        const read = await readDocument(spec);
        const files = await withPlace(spec, read, async () => generateFiles(target, apiOf(spec), read.document));
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
