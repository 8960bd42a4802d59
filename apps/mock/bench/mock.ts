/**
 * What the mock costs: CPU time of its own process per request, beside Prism and bare `node:http`, and what a start takes.
 * Compare the ratios: they hardly depend on the machine, nor on what else runs on it.
 */
import { availableParallelism, cpus, loadavg } from "node:os";

import { benchManyOperations } from "./many-operations.ts";
import { benchStart } from "./start.ts";
import { benchTenants } from "./tenants.ts";
import { benchThroughput } from "./throughput.ts";

const load = (): string => loadavg()[0]?.toFixed(2) ?? "unknown";

console.log(`Node ${process.version}, ${availableParallelism()} × ${cpus()[0]?.model}, load before: ${load()}`);
await benchStart();
await benchThroughput();
await benchManyOperations();
await benchTenants();
console.log(`\nload after: ${load()} (the benchmark itself keeps two cores busy)`);
