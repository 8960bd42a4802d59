import type { ApiFacts } from "../facts/api-facts.ts";
import { compareFacade } from "./compare-facade.ts";
import { compareFacts } from "./compare-facts.ts";
import { describeDifference } from "./describe-difference.ts";
import type { Difference } from "./difference.ts";
import { rateDifference } from "./rate-difference.ts";
import { byRelease, type Rated } from "./release.ts";

/** One change, and what it means for those who depend on us. */
export interface Change extends Rated {
  /** Whose callers meet it: those of the API's own client, or those of the facade. */
  readonly package: "client" | "facade";
  /** The operations that it concerns; none where it concerns the API as a whole. */
  readonly operations: readonly string[];
  /** What changed: `Loaf.kind: enum + "oat"`. */
  readonly change: string;
  readonly at: ChangePlace;
}

/** Where a change can be seen: something that was removed is only in the base. */
export interface ChangePlace {
  readonly document: "before" | "after";
  readonly pointer: string;
  /** The keyword at the pointer, where there is one of the kind. */
  readonly keyword?: string;
}

/**
 * Rates what changed between two documents of ours. What several operations share is one change.
 *
 * @param api its name, as the facade has it
 */
export function changesBetween(api: string, before: ApiFacts, after: ApiFacts): Change[] {
  const nameOf = (key: string): string | undefined =>
    (after.operations.get(key) ?? before.operations.get(key))?.operationId;
  const changes = new Map<string, Change>();
  for (const difference of compareFacts(before, after, nameOf)) {
    const change = changeOf(difference);
    const key = [change.rating, change.change, change.reason].join("\n");
    const operations = new Set([...(changes.get(key)?.operations ?? []), ...change.operations]);
    changes.set(key, { ...(changes.get(key) ?? change), operations: [...operations] });
  }
  const found = [...changes.values(), ...compareFacade(api, before, after)];
  return found.length > 0 || before.ours?.text === after.ours?.text ? found.toSorted(byRelease) : [unseen];
}

function changeOf(difference: Difference): Change {
  const { aspect, left, name, operation, right } = difference;
  const isGone = right.value === undefined && (left.holder !== undefined || aspect === "type name");
  return {
    ...rateDifference(difference),
    package: "client",
    operations: operation === "" ? [] : [operation],
    change: describeDifference(difference),
    at: {
      document: isGone ? "before" : "after",
      pointer: isGone ? left.pointer : right.pointer,
      keyword: aspect === "words" ? (name ?? aspect) : aspect.replace(/^enum value$/, "enum"),
    },
  };
}

/** A part that no operation refers to, or an order that means nothing. */
const unseen: Change = {
  rating: "patch",
  reason: "nothing that callers send or read changes",
  package: "client",
  operations: [],
  change: "the document: changed",
  at: { document: "after", pointer: "#" },
};
