import { createHash } from "node:crypto";
import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";

import { byRelease, largest } from "../changes/release.ts";
import type { ReportLine } from "../diff/report-line.ts";
import type { Report } from "../diff/report.ts";
import { changesetDirectory, readNewChangesets } from "./read-changesets.ts";

/** Our own files are known by their name; whatever else is in the directory was written by a person. */
const prefix = "spec-change-";

export interface Written {
  /** Relative to the checkout. */
  readonly file: string;
  readonly outcome: "written" | "kept" | "removed";
}

/**
 * Writes the changeset that a report needs. The same report gives the same file; another one of the same branch
 * takes its place, and with nothing left to report, the file goes.
 *
 * @returns undefined where there is nothing to write, and nothing was written before
 */
export async function writeChangeset(root: string, report: Report): Promise<Written | undefined> {
  const own = (await readNewChangesets(root, report.base)).filter(({ file }) => file.startsWith(prefix));
  const text = changesetText(report);
  const [first, ...others] = own;
  for (const { file } of others) await rm(path.join(root, changesetDirectory, file));
  if (text === undefined) {
    if (!first) return undefined;
    await rm(path.join(root, changesetDirectory, first.file));
    return { file: `${changesetDirectory}/${first.file}`, outcome: "removed" };
  }
  // Two branches must not use the same name, since both may be merged before the next release.
  const name = first?.file ?? `${prefix}${createHash("sha256").update(text).digest("hex").slice(0, 8)}.md`;
  const file = `${changesetDirectory}/${name}`;
  if (first?.text === text) return { file, outcome: "kept" };
  await mkdir(path.join(root, changesetDirectory), { recursive: true });
  await writeFile(path.join(root, file), text);
  return { file, outcome: "written" };
}

/** Undefined where no package needs a release. */
function changesetText({ packages }: Report): string | undefined {
  const releases = packages.flatMap(({ package: name, lines }) => {
    const release = largest(lines);
    return release === undefined ? [] : [{ name, release, lines }];
  });
  if (releases.length === 0) return undefined;
  const several = releases.length > 1;
  return [
    "---",
    ...releases.map(({ name, release }) => `${JSON.stringify(name)}: ${release}`),
    "---",
    "",
    ...releases.flatMap(({ name, lines }) => [...(several ? [`${name}:`, ""] : []), ...summary(lines), ""]),
  ].join("\n");
}

/** What a reader of the changelog acts upon; rewordings are only counted, and compiled callers are for us. */
function summary(lines: readonly ReportLine[]): string[] {
  const spoken = lines.filter(
    ({ rating, change }) => rating !== "patch" && !/^a (caller|type test) no longer/.test(change),
  );
  const sorted = spoken.toSorted(byRelease);
  const rest = lines.filter(({ rating }) => rating === "patch").length;
  const callers = lines.filter(({ change }) => change.startsWith("a caller no longer")).length;
  return [
    ...new Set(
      sorted.map(({ rating, operations, change, reason }) => {
        const place = operations.length > 0 ? ` (${operations.join(", ")})` : "";
        return `- ${rating === "major" ? "**Breaking:** " : ""}\`${change.replaceAll("`", "'")}\`${place}: ${reason}`;
      }),
    ),
    ...(callers > 0 ? [`- **Breaking:** ${callers} of our own calls no longer compile as they were`] : []),
    ...(rest > 0 ? [`- ${rest} ${rest === 1 ? "change" : "changes"} of wording, examples or bounds of responses`] : []),
  ];
}
