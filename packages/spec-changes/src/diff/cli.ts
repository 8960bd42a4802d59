import path from "node:path";
import { parseArgs } from "node:util";

import { DocumentError, reasonOf } from "../facts/document-error.ts";
import { stale, unannounced } from "../changeset/check-changesets.ts";
import { formatReport, formats, type Format } from "./format-report.ts";
import { findBase } from "./git.ts";
import { reportChanges } from "./report.ts";
import { readSpecFiles } from "./spec-file.ts";

const usage = "Usage: pnpm specs:diff [base] [--format text|markdown|json] [--check [--no-base]]";

/** This checkout. */
export const repository: string = path.resolve(import.meta.dirname, "../../../..");

/**
 * Prints what the specs changed since a commit, and what that means for callers.
 *
 * @returns the exit code: 0; 1 when `--check` finds what no changeset announces, or a stale generated file; 2 when something cannot be read or compared
 */
export async function runDiff(args: readonly string[], root: string = repository): Promise<number> {
  try {
    const options = optionsOf(args);
    if (options.check) return await check(root, options);
    console.log(formatReport(await reportChanges(root, await findBase(root, options.base)), options.format));
    return 0;
  } catch (error) {
    console.error(`specs:diff: ${reasonOf(error).split("\n")[0]}`);
    return 2;
  }
}

/** Breaking does not fail; unreported does. */
async function check(root: string, { base: name, format, hasBase }: Options): Promise<number> {
  const problems = await stale(root, await readSpecFiles(root));
  if (hasBase) {
    const report = await reportChanges(root, await findBase(root, name));
    console.log(formatReport(report, format));
    problems.push(...(await unannounced(root, report)));
  } else console.log("There is no base, as --no-base says: no changeset is needed.");
  for (const problem of problems) console.error(`specs:diff: ${problem}`);
  return problems.length === 0 ? 0 : 1;
}

interface Options {
  readonly base: string | undefined;
  readonly format: Format;
  readonly check: boolean;
  readonly hasBase: boolean;
}

function optionsOf(args: readonly string[]): Options {
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        format: { type: "string", default: "text" },
        check: { type: "boolean", default: false },
        "no-base": { type: "boolean", default: false },
      },
    });
    const format = formats.find((known) => known === values.format);
    if (format === undefined) throw new Error(`unknown format "${values.format}"`);
    if (positionals.length > 1) throw new Error(`expected one base, got ${positionals.length}`);
    const hasBase = !values["no-base"];
    if (!hasBase && (!values.check || positionals.length > 0))
      throw new Error("--no-base goes with --check, and without a base");
    return { base: positionals[0], format, check: values.check, hasBase };
  } catch (error) {
    throw new DocumentError(`${reasonOf(error)}. ${usage}`);
  }
}
