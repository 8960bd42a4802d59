import { parseArgs } from "node:util";

import { changeOf, DocumentError, reasonOf } from "@switchboard/spec-changes";

import { readApiSpecs, specsDirectory, type ApiSpec } from "../snapshots/api-specs.ts";
import { checkFidelity } from "./check-fidelity.ts";

const usage = "Usage: pnpm specs:fidelity [--specs <directory>]";

/**
 * Checks each spec against what its vendor published.
 *
 * @returns the exit code: 0 when `deviations.yaml` lists each difference, 1 when not, 2 when something cannot be read
 */
export async function runFidelity(args: readonly string[]): Promise<number> {
  try {
    const specs = await readApiSpecs(directoryOf(args));
    const reports = specs.filter((spec) => spec.sources.some(({ snapshot }) => snapshot)).map(reportFidelity);
    if (reports.length === 0) throw new DocumentError("no API has a snapshot of its vendor's documents in vendor/");
    for (const { lines } of reports) console.log(lines.join("\n"));
    return reports.every(({ faithful }) => faithful) ? 0 : 1;
  } catch (error) {
    console.error(`specs:fidelity: ${reasonOf(error).split("\n")[0]}`);
    return 2;
  }
}

function directoryOf(args: readonly string[]): string {
  try {
    return parseArgs({ args: [...args], options: { specs: { type: "string", default: specsDirectory } } }).values.specs;
  } catch (error) {
    throw new DocumentError(`${reasonOf(error)}. ${usage}`);
  }
}

function reportFidelity(spec: ApiSpec): { readonly faithful: boolean; readonly lines: readonly string[] } {
  const { listed, stale, unlisted } = checkFidelity(spec);
  const faithful = stale.length === 0 && unlisted.length === 0;
  const file = `specs/${spec.name}/deviations.yaml`;
  const lines = [`${spec.name}: ${listed.size} listed differences from the vendor${faithful ? ", and no other" : ""}`];
  if (unlisted.length > 0) {
    lines.push(
      `${unlisted.length} not listed. Correct the spec, or list them in ${file} with a reason and a source:`,
      ...unlisted.map((difference) => `      ${quoted(difference.id)}: ${quoted(changeOf(difference))}`),
    );
  }
  if (stale.length > 0) {
    lines.push(
      `${stale.length} listed, and not so. Remove or correct them in ${file}:`,
      ...stale.map(({ change, id }) => `      ${quoted(id)}: ${quoted(change)}`),
    );
  }
  return { faithful, lines };
}

/** As YAML wants it: quoted where a word could be read as something else. */
const quoted = (text: string): string =>
  /^[\w ./()[\]→|-]+$/.test(text) && !/^[-[]/.test(text) ? text : JSON.stringify(text);
