import {
  type ApiFacts,
  changeOf,
  compareFacts,
  type Difference,
  type OperationFacts,
  operationKey,
  type Rated,
  rateDifference,
  reversed,
  stripSentences,
} from "@switchboard/spec-changes";

import { countFacts, type FactCounts } from "./count-facts.ts";
import { checkDeviations, type Deviation } from "../fidelity/deviations.ts";
import { namesOf, type ApiSpec } from "../snapshots/api-specs.ts";
import { factsOf, type VendorSource } from "../snapshots/sources.ts";
import { checkSamples, type SampleProblem } from "./check-samples.ts";
import type { Reading } from "../read/read-vendor.ts";
import { suggestEdits, type Edit } from "./suggest-edit.ts";

/** How a vendor's document of today differs from what we know. */
export interface UpstreamReport {
  readonly api: string;
  readonly location: string;
  readonly kind: string;
  readonly counts: FactCounts;
  /** The snapshots with which it was compared, each with its date. */
  readonly snapshots: readonly string[];
  /** What the vendor changed since. */
  readonly drift: readonly Change[];
  /** Where our spec differs besides, and `deviations.yaml` does not say why. */
  readonly unlisted: readonly Change[];
  readonly samples: readonly SampleProblem[];
  /** How many differences from our spec are listed. */
  readonly listed: number;
  /** Operations that the document has and we do not cover. */
  readonly leftOut: readonly string[];
  readonly notes: readonly string[];
}

/** An edit with the file of our spec in which its place is. */
export interface FileEdit extends Edit {
  readonly file: string;
}

export interface Change extends Rated {
  readonly id: string;
  readonly change: string;
  /** Of our spec, to follow the change; none where a person has to rewrite a schema. */
  readonly edits: readonly FileEdit[];
  /** What stands in the way of an edit: our spec agrees already, or differs for this reason. */
  readonly remark?: string;
}

export const hasDrift = ({ drift, samples, unlisted }: UpstreamReport): boolean =>
  drift.length > 0 || unlisted.length > 0 || samples.length > 0;

/**
 * Compares a document of today with the snapshot of its source and with our spec.
 *
 * @param source what the document is a new version of; without it, each operation is compared with the snapshot of
 *   the highest rank that has it
 */
export function checkUpstream(spec: ApiSpec, reading: Reading, source?: VendorSource): UpstreamReport {
  const today = rebase(reading.facts, spec.facts);
  const baselines = baselinesOf(spec, today, source);
  // Of a part of an API, what it leaves out says nothing; of a source, what it had and has no more does.
  const complete = source?.snapshot !== undefined || reading.kind.startsWith("OpenAPI");
  const drift = baselines
    .flatMap(({ facts }) => compareFacts(facts, within(today, facts, complete), namesOf(spec)))
    .concat(additions(spec, today, source));
  const fromVendor = compareFacts(today, spec.facts, namesOf(spec)).filter(
    ({ aspect, left }) => aspect !== "existence" || (left.value === undefined && reading.kind.startsWith("OpenAPI")),
  );
  const { listed, unlisted } = checkDeviations(fromVendor, spec.deviations);
  const ours = new Map(fromVendor.map((difference) => [difference.id, reversed(difference)]));
  const reasons = new Map([...listed.keys()].map((deviation) => [deviation.id, deviation]));
  const driftIds = new Set(drift.map(({ id }) => id));
  const theirs = stripSentences(reading.document);
  const edits = (difference: Difference): Pick<Change, "edits"> => ({
    edits: suggestEdits(difference, spec.document, theirs).map((edit) => ({
      ...edit,
      file: spec.fileOf(edit.pointer),
    })),
  });
  return {
    api: spec.name,
    location: reading.location,
    kind: reading.kind,
    counts: countFacts(today),
    snapshots: baselines.map(({ name, retrieved }) => `${name} of ${retrieved}`),
    drift: drift.map((difference) => {
      const known = ours.get(difference.id);
      const follow =
        known && !reasons.has(difference.id) ? edits(known) : { edits: [], remark: remarkOn(difference, reasons) };
      return { ...describe(difference), ...follow };
    }),
    unlisted: unlisted
      .filter(({ id }) => !driftIds.has(id))
      .map((difference) => ({ ...describe(reversed(difference)), ...edits(reversed(difference)) })),
    samples: checkSamples(reading.samples, spec.facts),
    listed: reasons.size,
    leftOut: [...today.operations]
      .filter(([key]) => !spec.facts.operations.has(key))
      .map(([, { method, path }]) => `${method} ${path}`),
    notes: reading.notes,
  };
}

const describe = (difference: Difference): Pick<Change, "id" | "change" | "rating" | "reason"> => ({
  id: difference.id,
  change: changeOf(difference),
  ...rateDifference(difference),
});

function remarkOn({ aspect, id, left }: Difference, reasons: ReadonlyMap<string, Deviation>): string {
  const deviation = reasons.get(id);
  if (deviation) return `our spec differs on purpose: ${deviation.reason.trim()}`;
  return aspect === "existence" && left.value === undefined
    ? "describe it, or list it as left out"
    : "our spec agrees already";
}

interface Baseline {
  readonly name: string;
  readonly retrieved: string;
  readonly facts: ApiFacts;
}

function baselinesOf(spec: ApiSpec, today: ApiFacts, source?: VendorSource): Baseline[] {
  const baselines: Baseline[] = [];
  const taken = new Set<string>();
  for (const { name, snapshot } of source ? [source] : spec.sources) {
    if (!snapshot) continue;
    const facts = rebase(factsOf(snapshot), spec.facts);
    const operations = new Map([...facts.operations].filter(([key]) => !taken.has(key)));
    const concerned = source !== undefined || [...operations.keys()].some((key) => today.operations.has(key));
    if (concerned) baselines.push({ name, retrieved: snapshot.retrieved, facts: { ...facts, operations } });
    for (const key of facts.operations.keys()) taken.add(key);
  }
  return baselines;
}

/** The operations of today's document that a snapshot has; those that are gone count only where it is complete. */
function within(today: ApiFacts, snapshot: ApiFacts, complete: boolean): ApiFacts {
  const known = new Map([...today.operations].filter(([key]) => snapshot.operations.has(key)));
  if (complete) return { ...today, operations: known };
  const untold = [...snapshot.operations].filter(([key]) => !known.has(key));
  return { ...today, operations: new Map([...known, ...untold]) };
}

/** Operations that no snapshot has. One that we describe from other sources is not new. */
function additions(spec: ApiSpec, today: ApiFacts, source?: VendorSource): Difference[] {
  const compared = source ? [source] : spec.sources;
  const known = new Set(compared.flatMap(({ snapshot }) => (snapshot ? [...factsOf(snapshot).operations.keys()] : [])));
  if (known.size === 0) return [];
  const isNew = ([key]: readonly [string, OperationFacts]): boolean =>
    !known.has(key) && !spec.facts.operations.has(key);
  const operations = new Map([...today.operations].filter(isNew));
  return compareFacts({ ...today, operations: new Map() }, { ...today, operations }, namesOf(spec));
}

/** The same API, whether a document writes its base path in the server's address or in each path. */
function rebase(facts: ApiFacts, ours: ApiFacts): ApiFacts {
  if (facts.server === undefined || ours.server === undefined || facts.server === ours.server) return facts;
  const [theirs, base] = [facts.server, ours.server].map((address) =>
    URL.canParse(address) ? new URL(address) : undefined,
  );
  const prefix = theirs?.pathname.replace(/\/$/, "") ?? "";
  const basePath = base?.pathname.replace(/\/$/, "") ?? "";
  const operations = [...facts.operations.values()].map((operation) => ({
    ...operation,
    path: prefix + operation.path,
  }));
  if (theirs?.origin !== base?.origin || !operations.every(({ path }) => path.startsWith(`${basePath}/`))) return facts;
  return {
    ...facts,
    server: ours.server,
    operations: new Map(
      operations
        .map((operation) => ({ ...operation, path: operation.path.slice(basePath.length) }))
        .map((operation) => [operationKey(operation.method, operation.path), operation]),
    ),
  };
}
