import { parseArgs } from "node:util";

import { repository } from "../diff/cli.ts";
import { findBase } from "../diff/git.ts";
import { largest } from "../changes/release.ts";
import { reportChanges } from "../diff/report.ts";
import { DocumentError, reasonOf } from "../facts/document-error.ts";
import { writeChangeset } from "./write-changeset.ts";

const usage = "Usage: pnpm specs:changeset [base]";

/**
 * Writes the changeset for what changed in the specs since a commit.
 *
 * @returns the exit code: 0, or 2 when something cannot be read or compared
 */
export async function runChangeset(args: readonly string[], root: string = repository): Promise<number> {
  try {
    const report = await reportChanges(root, await findBase(root, baseOf(args)));
    const written = await writeChangeset(root, report);
    for (const { package: name, lines } of report.packages) console.log(`${name}: ${largest(lines) ?? "no release"}`);
    console.log(written ? `${written.file} ${written.outcome}` : "No changeset is needed.");
    return 0;
  } catch (error) {
    console.error(`specs:changeset: ${reasonOf(error).split("\n")[0]}`);
    return 2;
  }
}

function baseOf(args: readonly string[]): string | undefined {
  try {
    const { positionals } = parseArgs({ args: [...args], allowPositionals: true, options: {} });
    if (positionals.length > 1) throw new Error(`expected one base, got ${positionals.length}`);
    return positionals[0];
  } catch (error) {
    throw new DocumentError(`${reasonOf(error)}. ${usage}`);
  }
}
