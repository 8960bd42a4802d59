import { styleText } from "node:util";

import { describeReload } from "./mock-process.ts";
import type { CycleReport } from "./spec-cycle.ts";

const most = 12;
const colours = { major: "red", minor: "yellow", patch: "dim" } as const;

/** One short report: what changed, what broke and where. */
export function formatCycle({ spec, duration, changes, generated, mock, problems }: CycleReport): string {
  const broken = problems.length > 0;
  const took = styleText("dim", `${(duration / 1000).toFixed(1)} s`);
  const verdict = broken ? styleText("red", `${problems.length} broken`) : styleText("green", "all well");
  const types = generated ? "types generated" : "types as before";
  return [
    `${styleText("bold", spec)}  ${verdict}  ${types}  ${took}`,
    ...shortened(
      changes.map(
        ({ rating, reason, change, operations }) =>
          `  ${styleText(colours[rating], rating.padEnd(6))} ${change}  ${styleText("dim", about(operations, reason))}`,
      ),
    ),
    ...shortened(
      problems.map(({ from, message, place }) => `  ${styleText("red", from.padEnd(6))} ${place}  ${message}`),
    ),
    ...(mock ? [describeReload(mock)] : []),
  ].join("\n");
}

const about = (operations: readonly string[], reason: string): string =>
  operations.length > 0 ? `${operations.join(", ")}: ${reason}` : reason;

function shortened(lines: readonly string[]): string[] {
  const rest = lines.length - most;
  return rest > 0 ? [...lines.slice(0, most), `         and ${rest} more`] : [...lines];
}
