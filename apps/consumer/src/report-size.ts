/** Reports what the facade adds to a bundle, and fails when that is more than its budget. */
import { bundle } from "./bundle.ts";

/**
 * Brotli, in bytes, of a program that lists and sends. Comparable SDKs take from 7 to 72 kB. A client is whole: what it does about lost
 * responses, secrets, bounds and broken networks cannot be left out, and there is no second way to make one that could.
 */
const budgets = [
  { program: "size/openapi-fetch.ts", title: "openapi-fetch alone", budget: undefined },
  { program: "size/blotato.ts", title: "Blotato", budget: 17_000 },
  { program: "size/blooio.ts", title: "Blooio", budget: 16_900 },
  { program: "size/both.ts", title: "both", budget: 21_300 },
  { program: "size/inbox.ts", title: "inbox", budget: 5_000 },
  { program: "size/webhooks.ts", title: "webhooks", budget: 3_000 },
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
