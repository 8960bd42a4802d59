import { styleText } from "node:util";

import { byRelease, largest, type Release } from "../changes/release.ts";
import type { ReportLine } from "./report-line.ts";
import type { Report } from "./report.ts";

export const formats = ["text", "markdown", "json"] as const;
export type Format = (typeof formats)[number];

export function formatReport(report: Report, format: Format): string {
  if (format === "json") return JSON.stringify(asData(report), null, 2);
  return format === "markdown" ? asMarkdown(report) : asText(report);
}

const asData = ({ base, packages }: Report): object => ({
  base,
  packages: packages.map(({ package: name, lines }) => ({ package: name, release: largest(lines), lines })),
});

const nothing = ({ base }: Report): string => `No spec differs from ${titleOf(base)}.`;
const titleOf = ({ commit, name }: Report["base"]): string =>
  commit.startsWith(name) ? name : `${name} (${commit.slice(0, 7)})`;

const colours = { major: "red", minor: "yellow", patch: "dim" } as const;
const coloured = (release: Release): string => styleText(colours[release], release);

function asText(report: Report): string {
  if (report.packages.length === 0) return nothing(report);
  const parts = report.packages.map(({ package: name, lines }) => {
    const release = largest(lines);
    const title = `${styleText("bold", name)}: ${release === undefined ? "no release" : coloured(release)}`;
    const groups = byOperations(lines).map(([operations, own]) => [`  ${operations}`, ...own.map(textLine)].join("\n"));
    return [title, ...groups].join("\n");
  });
  return [`Compared with ${titleOf(report.base)}`, ...parts].join("\n\n");
}

const textLine = ({ rating, change, reason, place }: ReportLine): string =>
  `    ${coloured(rating)}  ${change}\n           ${reason} ${styleText("dim", `(${place})`)}`;

function asMarkdown(report: Report): string {
  if (report.packages.length === 0) return nothing(report);
  const parts = report.packages.map(({ package: name, lines }) =>
    [
      `## ${name}: ${largest(lines) ?? "no release"}`,
      "",
      "| Release | Operations | Change | Why | Where |",
      "| --- | --- | --- | --- | --- |",
      ...byOperations(lines).flatMap(([operations, own]) =>
        own.map(
          ({ rating, change, reason, place }) =>
            `| ${[rating, operations, change, reason, place].map(cell).join(" | ")} |`,
        ),
      ),
    ].join("\n"),
  );
  return [`# Changes since ${titleOf(report.base)}`, ...parts].join("\n\n");
}

/** A specification may hold whatever Markdown or a terminal would take for its own. */
const cell = (text: string): string => text.replaceAll(/\s+/g, " ").replaceAll(/[\\|`<>*_[\]]/g, String.raw`\$&`);

/** What concerns the same operations stands together, and the largest release first. */
function byOperations(lines: readonly ReportLine[]): [operations: string, lines: ReportLine[]][] {
  const groups = Map.groupBy(
    lines.toSorted(byRelease),
    ({ operations }) => operations.join(", ") || "the API as a whole",
  );
  return [...groups];
}
