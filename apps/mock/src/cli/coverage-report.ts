import { writeFile } from "node:fs/promises";

import type { OperationCoverage } from "../control/journal/operation-coverage.ts";
import { reasonOf } from "../model/error-reason.ts";

/**
 * Writes what the requests exercised: as JSON, or as a page to read, by the end of the file's name.
 *
 * @throws Error when the file cannot be written
 */
export async function writeCoverage(file: string, operations: readonly OperationCoverage[]): Promise<void> {
  const text = file.endsWith(".html") ? page(operations) : `${JSON.stringify({ items: operations }, undefined, 2)}\n`;
  await writeFile(file, text).catch((error: unknown) => {
    throw new Error(`--coverage ${file} cannot be written: ${reasonOf(error)}`);
  });
}

function page(operations: readonly OperationCoverage[]): string {
  const tried = operations.filter(({ requests }) => requests > 0).length;
  const rows = operations.map(
    ({ api, faults, operationId, requests, statuses, untriedParameters, untriedStatuses }) =>
      `<tr${requests === 0 ? ' class="untried"' : ""}>${[
        api,
        operationId,
        String(requests),
        counts(statuses),
        counts(faults),
        untriedStatuses.join(", "),
        untriedParameters.join(", "),
      ]
        .map((cell) => `<td>${escaped(cell)}</td>`)
        .join("")}</tr>`,
  );
  const headings = [
    "API",
    "Operation",
    "Requests",
    "Statuses",
    "Faults",
    "Statuses never tried",
    "Parameters never tried",
  ];
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>What the requests exercised</title>
<style>
  body { font: 14px/1.4 system-ui, sans-serif; margin: 2rem; color-scheme: light dark }
  table { border-collapse: collapse }
  td, th { border: 1px solid #8886; padding: .25rem .5rem; text-align: left; vertical-align: top }
  .untried { background: #f802 }
</style>
<h1>What the requests exercised</h1>
<p>${tried} of ${operations.length} operations were requested.</p>
<table>
<thead><tr>${headings.map((heading) => `<th>${heading}</th>`).join("")}</tr></thead>
<tbody>
${rows.join("\n")}
</tbody>
</table>
</html>
`;
}

const counts = (given: Readonly<Record<string, number>>): string =>
  Object.entries(given)
    .map(([name, count]) => `${name}: ${count}`)
    .join(", ");

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
