import { stringify } from "yaml";

import { byRelease } from "@switchboard/spec-changes";

import type { Change, FileEdit, UpstreamReport } from "./check-upstream.ts";
import { hasDrift } from "./check-upstream.ts";

export type Format = "text" | "markdown" | "json";

export const formats: readonly Format[] = ["text", "markdown", "json"];

/** Reports in one of the forms. A vendor's text is printed as text, never as markup or control codes. */
export function formatReports(reports: readonly UpstreamReport[], format: Format): string {
  if (format === "json") {
    return JSON.stringify({ drift: reports.some(hasDrift), reports }, undefined, 2);
  }
  const dialect = format === "markdown" ? markdown : text;
  return reports.map((report) => formatReport(report, dialect)).join("\n\n");
}

/** What differs between the two forms for people. */
interface Dialect {
  readonly heading: (words: string) => string;
  readonly section: (words: string) => string;
  readonly change: (change: Change) => string;
  readonly line: (words: string) => string;
  readonly paragraph: (words: string) => string;
}

const text: Dialect = {
  heading: plain,
  section: (words) => `\n  ${words}`,
  change: ({ also, change, edits, id, rating, reason, remark }) =>
    [
      `    ${rating.padEnd(6)} ${plain(id)}: ${plain(change)}`,
      ...(also.length > 0 ? [`also ${also.join(", ")}`] : []),
      reason,
      ...(remark ? [remark] : []),
      ...edits.flatMap(editLines),
    ]
      .map((line, index) => (index === 0 ? line : `           ${plain(line)}`))
      .join("\n"),
  line: (words) => `    ${plain(words)}`,
  paragraph: (words) => `  ${plain(words)}`,
};

const markdown: Dialect = {
  heading: (words) => `## ${escaped(words)}\n`,
  section: (words) => `\n### ${words}\n`,
  change: ({ also, change, edits, id, rating, reason, remark }) =>
    [
      `- **${rating}** ${code(id)}: ${code(change)}. ${escaped(reason)}.`,
      ...(also.length > 0 ? [`  Also ${also.map(code).join(", ")}.`] : []),
      ...(remark ? [`  ${escaped(remark)}`] : []),
      ...(edits.length > 0
        ? ["  ```yaml", ...edits.flatMap(editLines).map((line) => `  ${plain(line).replaceAll("```", "'''")}`), "  ```"]
        : []),
    ].join("\n"),
  line: (words) => `- ${escaped(words)}`,
  paragraph: (words) => `\n${escaped(words)}`,
};

/** Control characters could move a terminal's cursor, and hide what the line says. */
function plain(words: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what this takes out
  return words.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]+/g, " ");
}

const escaped = (words: string): string => plain(words).replaceAll(/[\\`*_{}[\]<>#|@!&]/g, String.raw`\$&`);
const code = (words: string): string => `\`${plain(words).replaceAll("`", "'")}\``;

/** The edit of our spec as a comment with its place, and the value as YAML. */
function editLines({ action, file, pointer, value }: FileEdit): string[] {
  if (action === "remove") return [`# remove ${file}${pointer}`];
  const lines = stringify(value, { aliasDuplicateObjects: false, lineWidth: 0 }).trimEnd().split("\n");
  const shown =
    lines.length > longestEdit
      ? [...lines.slice(0, longestEdit), `# … ${lines.length - longestEdit} more lines`]
      : lines;
  return [`# set ${file}${pointer}`, ...shown];
}

const longestEdit = 40;

function formatReport(report: UpstreamReport, dialect: Dialect): string {
  const { counts, drift, leftOut, listed, notes, samples, snapshots, unlisted } = report;
  const since = snapshots.length === 0 ? "nothing: no snapshot has these operations" : snapshots.join(", ");
  const lines = [
    dialect.heading(`${report.api}: ${report.location}`),
    dialect.paragraph(`${report.kind}. ${countsInWords(counts)}.`),
    ...section(dialect, `Changed since ${since}`, drift),
    ...section(dialect, "Differs from our spec, and is not listed in deviations.yaml", unlisted),
  ];
  if (samples.length > 0) {
    const shown = samples.map(({ operation, place, problem }) => dialect.line(`${operation} ${place} ${problem}`));
    lines.push(dialect.section("Samples that our spec does not allow"), ...shown);
  }
  if (!hasDrift(report)) lines.push(dialect.paragraph("No drift."));
  if (listed > 0) lines.push(dialect.paragraph(`${listed} differences from our spec are listed with their reasons.`));
  if (leftOut.length > 0) {
    lines.push(dialect.paragraph(`information: ${leftOut.length} operations that we leave out: ${leftOut.join(", ")}`));
  }
  for (const note of notes) lines.push(dialect.paragraph(`note: ${note}`));
  return lines.join("\n");
}

const section = (dialect: Dialect, title: string, changes: readonly Change[]): string[] =>
  changes.length === 0
    ? []
    : [dialect.section(`${title}: ${changes.length}`), ...changes.toSorted(byRelease).map(dialect.change)];

function countsInWords(counts: UpstreamReport["counts"]): string {
  const words = {
    operations: "operations",
    parameters: "parameters",
    requestFields: "request fields",
    statuses: "statuses",
    responseFields: "response fields",
    bounds: "bounds",
    enums: "enums",
  };
  return Object.entries(words)
    .map(([key, word]) => `${counts[key as keyof typeof counts]} ${word}`)
    .join(", ");
}
