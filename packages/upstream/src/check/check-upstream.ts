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
import { checkDeviations, concerns, type Deviation } from "../fidelity/deviations.ts";
import { compareMentions, mentionsOf } from "../snapshots/mentions.ts";
import { namesOf, type ApiSpec } from "../snapshots/api-specs.ts";
import { factsOf, type Snapshot, type VendorSource } from "../snapshots/sources.ts";
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
  /** Further places with the same change: operations that share a part of the vendor's document. */
  readonly also: readonly string[];
  /** Edits of our spec that follow the change; none where a person has to rewrite a schema. */
  readonly edits: readonly FileEdit[];
  /** Why there is no edit: our spec agrees already, or differs for this reason. */
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
  // What a part of an API leaves out says nothing; what a source had and no longer has does.
  const complete = source?.snapshot !== undefined || reading.kind.startsWith("OpenAPI");
  const drift = baselines
    .flatMap(({ facts }) => compareFacts(facts, within(today, facts, complete), namesOf(spec)))
    .concat(additions(spec, today, source));
  const fromVendor = compareFacts(today, spec.facts, namesOf(spec)).filter(
    ({ aspect, left }) => aspect !== "existence" || (left.value === undefined && reading.kind.startsWith("OpenAPI")),
  );
  const { listed, unlisted } = checkDeviations(fromVendor, spec.deviations);
  const ours = new Map(fromVendor.map((difference) => [difference.id, reversed(difference)]));
  const reasons = new Map([...listed].map(([{ id }, deviation]) => [id, deviation]));
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
    snapshots: baselines.map(({ name, snapshot }) => `${name} of ${snapshot.retrieved}`),
    drift: [
      ...shared(
        drift.map((difference) => {
          const known = ours.get(difference.id);
          const follow =
            known && !reasons.has(difference.id)
              ? edits(known)
              : { edits: [], remark: remarkOn(difference, spec, reasons) };
          return [difference, { ...describe(difference), ...follow }];
        }),
      ),
      ...baselines.flatMap(({ snapshot }) => mentionChanges(snapshot, reading)),
    ],
    unlisted: shared(
      unlisted
        .filter(({ id }) => !driftIds.has(id))
        .map(reversed)
        .map((difference) => [difference, { ...describe(difference), ...edits(difference) }]),
    ),
    samples: checkSamples(reading.samples, spec.facts),
    listed: listed.size,
    leftOut: [...today.operations]
      .filter(([key]) => !spec.facts.operations.has(key))
      .map(([, { method, path }]) => `${method} ${path}`),
    notes: reading.notes,
  };
}

/** Operations that share a schema share its change, so that a person reads it once. */
function shared(changes: readonly (readonly [Difference, Change])[]): Change[] {
  const byPlace = new Map<string, Change>();
  for (const [{ aspect, left, name, part, right }, change] of changes) {
    const { pointer } = left.value === undefined ? right : left;
    const key = [part, aspect, name, pointer, change.change, change.remark].join("\n");
    const first = byPlace.get(key);
    const places = new Set(first?.edits.map((edit) => edit.file + edit.pointer));
    byPlace.set(
      key,
      first
        ? {
            ...first,
            also: [...first.also, change.id],
            edits: [...first.edits, ...change.edits.filter((edit) => !places.has(edit.file + edit.pointer))],
          }
        : change,
    );
  }
  return [...byPlace.values()];
}

/** Sentences are not compared, but the names in them are: a code, a header or a state may be a rule for callers. */
const mentionChanges = ({ document: before, mentions }: Snapshot, { document, kind }: Reading): Change[] =>
  mentions && kind.startsWith("OpenAPI")
    ? compareMentions({ document: before, mentions }, { document, mentions: mentionsOf(document) }).map(
        ({ change, pointer }) => ({
          id: `${pointer} names`,
          change,
          also: [],
          rating: "patch",
          reason: "the vendor's sentences and extensions name something else: read them",
          edits: [],
        }),
      )
    : [];

const describe = (difference: Difference): Pick<Change, "id" | "change" | "also" | "rating" | "reason"> => ({
  id: difference.id,
  change: changeOf(difference),
  also: [],
  ...rateDifference(difference),
});

function remarkOn(
  { aspect, id, left, operation }: Difference,
  { deviations, facts }: ApiSpec,
  reasons: ReadonlyMap<string, Deviation>,
): string {
  const deviation = reasons.get(id);
  const isNew = aspect === "existence" && left.value === undefined;
  if (deviation && !isNew) return `our spec differs on purpose: ${deviation.reason.trim()}`;
  if (isNew) return "describe it, or list it as left out";
  if (operation !== "" && ![...facts.operations.values()].some(({ operationId }) => operationId === operation)) {
    return "our spec does not describe this operation";
  }
  return deviations.some((listed) => concerns(listed, id) && !listed.id.includes("*"))
    ? "our spec agrees already: its entry in deviations.yaml can go"
    : "our spec agrees already";
}

interface Baseline {
  readonly name: string;
  readonly snapshot: Snapshot;
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
    if (concerned) baselines.push({ name, snapshot, facts: { ...facts, operations } });
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
