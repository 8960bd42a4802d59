import path from "node:path";
import { parseArgs } from "node:util";

import { DocumentError, reasonOf } from "../facts/document-error.ts";
import { formatReport, formats, type Format } from "./format-report.ts";
import { findBase } from "./git.ts";
import { reportChanges } from "./report.ts";

const usage = "Usage: pnpm specs:diff [base] [--format text|markdown|json] [--check]";

/** This checkout. */
export const repository: string = path.resolve(import.meta.dirname, "../../../..");

/**
 * Prints what the specs changed since a commit, and what that means for callers.
 *
 * @returns the exit code: 0, or 2 when something cannot be read or compared
 */
export async function runDiff(args: readonly string[], root: string = repository): Promise<number> {
  try {
    const { base, format } = optionsOf(args);
    console.log(formatReport(await reportChanges(root, await findBase(root, base)), format));
    return 0;
  } catch (error) {
    console.error(`specs:diff: ${reasonOf(error).split("\n")[0]}`);
    return 2;
  }
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
