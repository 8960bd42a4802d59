import { compareFacts, type Difference } from "@switchboard/spec-changes";

import { namesOf, type ApiSpec } from "../snapshots/api-specs.ts";
import { factsOf } from "../snapshots/sources.ts";
import { checkDeviations, type DeviationCheck } from "./deviations.ts";

/** Compares a spec of ours with every snapshot of its vendor's documents, and the result with the listed deviations. */
export const checkFidelity = (spec: ApiSpec): DeviationCheck =>
  checkDeviations(differencesFromVendor(spec), spec.deviations);

/** Each difference from the vendor (left) to us (right). An operation of ours is one when no snapshot has it. */
function differencesFromVendor(spec: ApiSpec): Difference[] {
  const snapshots = spec.sources.flatMap(({ snapshot }) => (snapshot ? [factsOf(snapshot)] : []));
  const published = new Set(snapshots.flatMap((facts) => [...facts.operations.keys()]));
  return snapshots
    .flatMap((facts) => compareFacts(facts, spec.facts, namesOf(spec)))
    .filter(
      ({ aspect, name, left }) => aspect !== "existence" || left.value !== undefined || !published.has(name ?? ""),
    );
}
