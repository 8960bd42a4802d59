/** Reports what the facade adds to a bundle, and fails when that is more than its budget. */
import { bundle } from "./bundle.ts";

/**
 * Brotli, in bytes. Comparable SDKs take from 7 to 72 kB. The whole clients have no budget of the product's, but one that keeps
 * them from growing unnoticed.
 */
const budgets = [
  { program: "size/openapi-fetch.ts", title: "openapi-fetch alone", budget: undefined },
  { program: "size/blotato.ts", title: "Blotato: list and send", budget: 6_000 },
  { program: "size/blooio.ts", title: "Blooio: list and send", budget: 6_000 },
  { program: "size/both.ts", title: "both: list and send", budget: 8_000 },
  { program: "size/blotato-whole.ts", title: "Blotato: the whole client", budget: 7_600 },
  { program: "size/blooio-whole.ts", title: "Blooio: the whole client", budget: 7_200 },
  { program: "size/both-whole.ts", title: "both: the whole clients", budget: 9_200 },
] as const;

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(2)} kB`.padStart(9);

const tooLarge: string[] = [];
console.log("                            minified    brotli    budget");
for (const { budget, program, title } of budgets) {
  const { brotli, minified, parts } = await bundle(program);
  const isTooLarge = budget !== undefined && brotli > budget;
  const verdict = isTooLarge ? `  too large by ${brotli - budget} bytes` : "";
  const limit = budget === undefined ? "" : kilobytes(budget);
  console.log(`${title.padEnd(25)}  ${kilobytes(minified)} ${kilobytes(brotli)} ${limit}${verdict}`);
  if (!isTooLarge) continue;
  tooLarge.push(title);
  const largest = [...parts].slice(0, 12).map(([file, bytes]) => `  ${String(bytes).padStart(6)}  ${file}`);
  console.log(["    minified bytes of its largest files:", ...largest].join("\n"));
}
if (tooLarge.length > 0) {
  console.error(
    `\nOver budget: ${tooLarge.join("; ")}. Make the code smaller, or import less of it; the budgets are promises.`,
  );
  process.exitCode = 1;
}
