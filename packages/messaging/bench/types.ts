/**
 * What a consumer that uses ten operations costs the type checker, beyond the imports: through the facade, whose public types have
 * names, and through openapi-fetch's inferred ones. It fails when the facade costs more than its budget.
 */
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { median } from "./start-service.ts";

const here = fileURLToPath(new URL(".", import.meta.url));
const tsc = path.join(here, "../node_modules/.bin/tsc");
const budget = 200;
/** What is counted is the same in each of them; only the times differ. */
const rounds = Number(process.argv[2] ?? 5);
const consumers = ["imports", "facade", "openapi-fetch"] as const;

interface Cost {
  readonly instantiations: number;
  readonly seconds: number;
}

async function check(consumer: string): Promise<Cost> {
  const directory = await mkdtemp(path.join(here, "checked-"));
  try {
    const config = {
      extends: "../../tsconfig.json",
      compilerOptions: { allowImportingTsExtensions: true, noEmit: true, incremental: false, rootDir: "../../../.." },
      include: [],
      files: [`../types/${consumer}.ts`],
    };
    await writeFile(path.join(directory, "tsconfig.json"), JSON.stringify(config));
    const { stdout } = await promisify(execFile)(tsc, ["-p", directory, "--extendedDiagnostics"]);
    const figure = (name: string): number =>
      Number.parseFloat(new RegExp(`^${name}:\\s+([\\d.]+)`, "m").exec(stdout)?.[1] ?? "");
    return { instantiations: figure("Instantiations"), seconds: figure("Check time") };
  } finally {
    await rm(directory, { recursive: true });
  }
}

const costs = new Map<string, Cost[]>(consumers.map((consumer) => [consumer, []]));
for (let round = 0; round < rounds; round += 1) {
  for (const consumer of consumers) costs.get(consumer)?.push(await check(consumer));
}
const medianOf = (consumer: string, figure: keyof Cost): number =>
  median((costs.get(consumer) ?? []).map((cost) => cost[figure]));

console.log(`\na consumer of ten operations, beyond its imports (median of ${rounds})`);
for (const consumer of consumers) {
  const instantiations = medianOf(consumer, "instantiations") - medianOf("imports", "instantiations");
  const seconds = medianOf(consumer, "seconds");
  console.log(
    `  ${consumer.padEnd(14)} ${String(instantiations).padStart(6)} instantiations   check time ${seconds.toFixed(3)} s`,
  );
}

const facade = medianOf("facade", "instantiations") - medianOf("imports", "instantiations");
// Also when the compiler no longer says it.
if (!(facade <= budget)) {
  console.error(
    `\nThe facade costs ${facade} instantiations, more than its budget of ${budget}: give its types names.`,
  );
  process.exitCode = 1;
}
