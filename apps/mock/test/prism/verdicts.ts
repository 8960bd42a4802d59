import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";

import { createRandom } from "../../src/model/random.ts";
import { createPrism, type Finding, type Prism } from "../../src/prism/prism.ts";
import { loadSpec, operationsIn, type LoadedSpec } from "../../src/prism/spec/load.ts";
import { readSpec } from "../../src/prism/spec/read-spec.ts";
import { oddSpec } from "./odd-spec.ts";
import { createPlainPrism } from "./plain-prism.ts";
import { randomExchange, type Exchange, type ExchangeSource } from "./random-exchange.ts";
import { bodyExamples } from "./spec-bodies.ts";
import { specFileOf } from "./spec-paths.ts";

/** The mock's arrangement of Prism and Prism as it comes, in front of the same operations. */
export interface Contest extends ExchangeSource {
  readonly name: string;
  readonly ours: Prism;
  readonly plain: Prism;
}

export const contestNames = ["blotato", "blooio", "odd"] as const;

/** Bodies of the odd spec, which gives none as examples. */
const oddBodies = new Map<string, readonly unknown[]>([
  ["severalContents", [{ a: 1 }, "a=1"]],
  [
    "optionalBody",
    [
      { kind: "circle", radius: 1 },
      { kind: "square", side: 2, inner: { kind: "circle", radius: 2 } },
    ],
  ],
  ["anyBody", [{}, [1], "text", 5]],
  ["wildContent", [{}, { a: 1 }]],
]);

export async function createContest(name: (typeof contestNames)[number]): Promise<Contest> {
  const { spec, bodies } = name === "odd" ? await readOdd() : await readVendor(name);
  const { operations } = spec;
  return { name, operations, bodies, ours: createPrism(spec), plain: createPlainPrism(operations) };
}

async function readVendor(name: "blotato" | "blooio") {
  const bodies = Map.groupBy(await bodyExamples(name), ({ operation }) => operation.iid ?? "");
  return {
    spec: await loadSpec(specFileOf(name)),
    bodies: new Map([...bodies].map(([id, examples]) => [id, examples.map(({ body }) => body)])),
  };
}

async function readOdd() {
  const folder = await mkdtemp(join(tmpdir(), "switchboard-odd-"));
  const file = join(folder, "openapi.yaml");
  await writeFile(file, oddSpec);
  const document = await readSpec(file).finally(() => rm(folder, { recursive: true }));
  // Not by `loadSpec`, which rejects what the mock does not serve: in front of Prism, that is judged as Prism judges it all the same.
  const spec: LoadedSpec = { operations: await operationsIn(document), basePath: "" };
  return { spec, bodies: oddBodies };
}

/** All that a caller of Prism can see of an exchange. */
interface Verdict {
  readonly operation?: string | undefined;
  readonly findings?: readonly Finding[];
  /** Prism turns the items of a list into numbers, in the caller's own list. */
  readonly query: unknown;
  readonly outcome: unknown;
}

async function verdictOf(prism: Prism, { request, response }: Exchange): Promise<Verdict> {
  // What one changes, the other must not see.
  const own = structuredClone(request);
  let routed: Pick<Verdict, "operation" | "findings"> = {};
  const outcome = await prism(own, (operation, findings) => {
    routed = { operation: operation.iid, findings };
    return structuredClone(response);
  }).catch((error: unknown) => ({ kind: "thrown", error: String(error) }));
  return { ...routed, query: own.query, outcome };
}

export interface Tally {
  readonly accepted: number;
  readonly rejected: number;
  /** Each exchange whose verdicts differ, for a person. */
  readonly differences: readonly string[];
}

/** Draws an exchange for each seed, and gives it to both. */
export async function contend(contest: Contest, seeds: Iterable<number>): Promise<Tally> {
  const differences: string[] = [];
  let accepted = 0;
  let rejected = 0;
  for (const seed of seeds) {
    const exchange = randomExchange(createRandom(seed), contest);
    const [ours, plain] = [await verdictOf(contest.ours, exchange), await verdictOf(contest.plain, exchange)];
    if (plain.findings?.length === 0) accepted += 1;
    else rejected += 1;
    if (isDeepStrictEqual(ours, plain)) continue;
    const shown = [exchange, { ours }, { plain }].map((part) => JSON.stringify(part).slice(0, 1_500));
    differences.push(`${contest.name}, seed ${seed}:\n  ${shown.join("\n  ")}`);
  }
  return { accepted, rejected, differences };
}
