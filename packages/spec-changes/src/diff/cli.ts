import path from "node:path";
import { parseArgs } from "node:util";

import { DocumentError, reasonOf } from "../facts/document-error.ts";
import { stale, unannounced } from "../changeset/check-changesets.ts";
import { formatReport, formats, type Format } from "./format-report.ts";
import { findBase, NoBaseError } from "./git.ts";
import { reportChanges } from "./report.ts";
import { readSpecFiles } from "./spec-file.ts";

const usage = "Usage: pnpm specs:diff [base] [--format text|markdown|json] [--check]";

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
async function check(root: string, { base: name, format }: Options): Promise<number> {
  const problems = await stale(root, await readSpecFiles(root));
  try {
    const report = await reportChanges(root, await findBase(root, name));
    console.log(formatReport(report, format));
    problems.push(...(await unannounced(root, report)));
  } catch (error) {
    if (!(error instanceof NoBaseError)) throw error;
    console.log(`Nothing to compare with, so no changeset is asked for: ${error.message}`);
  }
  for (const problem of problems) console.error(`specs:diff: ${problem}`);
  return problems.length === 0 ? 0 : 1;
}

interface Options {
  readonly base: string | undefined;
  readonly format: Format;
  readonly check: boolean;
}

function optionsOf(args: readonly string[]): Options {
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { format: { type: "string", default: "text" }, check: { type: "boolean", default: false } },
    });
    const format = formats.find((known) => known === values.format);
    if (format === undefined) throw new Error(`unknown format "${values.format}"`);
    if (positionals.length > 1) throw new Error(`expected one base, got ${positionals.length}`);
    return { base: positionals[0], format, check: values.check };
  } catch (error) {
    throw new DocumentError(`${reasonOf(error)}. ${usage}`);
  }
}
