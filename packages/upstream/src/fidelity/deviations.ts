import {
  asArray,
  asObject,
  changeOf,
  type Difference,
  DocumentError,
  own,
  parseDocument,
} from "@switchboard/spec-changes";

/** A deliberate difference of a spec from what the vendor publishes, as `deviations.yaml` lists it. */
export interface Deviation {
  readonly reason: string;
  readonly source: string;
  /** The id of the difference; `*` in it stands for any text, so that one entry lists a difference that occurs all over an API. */
  readonly id: string;
  /** The values on both sides, the vendor's first: another value is another difference. */
  readonly change: string;
}

export interface DeviationCheck {
  /** Differences that nobody has listed. */
  readonly unlisted: readonly Difference[];
  /** Each difference that is listed, with the entry that lists it. */
  readonly listed: ReadonlyMap<Difference, Deviation>;
  /** Entries without a difference. */
  readonly stale: readonly Deviation[];
}

/** @throws DocumentError naming the entry that is not complete, or stands twice */
export function parseDeviations(text: string): Deviation[] {
  if (text.trim() === "") return [];
  const groups = asArray(own(parseDocument(text), "deviations"));
  const deviations = groups.flatMap((group, index) => {
    const [reason, source] = ["reason", "source"].map((key) => own(asObject(group), key));
    const differences = Object.entries(asObject(own(asObject(group), "differences")));
    if (!isWords(reason) || !isWords(source) || differences.length === 0) {
      throw new DocumentError(
        `deviations/${index}: expected "reason" and "source" in words, and "differences" with at least one`,
      );
    }
    return differences.map(([id, change]): Deviation => {
      if (typeof change === "string" && change.includes(" → ")) return { reason, source, id, change };
      throw new DocumentError(
        `deviations/${index}: "${id}" needs the vendor's value and ours, such as "100 → 200", got ${JSON.stringify(change)}`,
      );
    });
  });
  const keys = deviations.map(keyOf);
  const repeated = keys.find((key, index) => keys.indexOf(key) !== index);
  if (repeated !== undefined) throw new DocumentError(`"${repeated}" stands twice`);
  return deviations;
}

const isWords = (value: unknown): value is string => typeof value === "string" && value.trim() !== "";

const keyOf = ({ change, id }: { readonly id: string; readonly change: string }): string => `${id}: ${change}`;

/** Whether an entry of the list speaks of a place, whichever values it has there. */
export const concerns = (deviation: Deviation, id: string): boolean =>
  isPattern(deviation) ? patternOf(deviation.id).test(id) : deviation.id === id;

const isPattern = ({ id }: Deviation): boolean => id.includes("*");

const patternOf = (id: string): RegExp =>
  new RegExp(`^${id.replaceAll(/[\\^$.+?()[\]{}|]/g, String.raw`\$&`).replaceAll("*", ".*")}$`);

/**
 * Finds the deviation that lists each difference: the one with its own id, before a pattern. Two snapshots that show
 * the same difference show it once.
 */
export function checkDeviations(differences: readonly Difference[], deviations: readonly Deviation[]): DeviationCheck {
  const found = new Map(
    differences.map((difference) => [keyOf({ id: difference.id, change: changeOf(difference) }), difference]),
  );
  const listed = new Map<Difference, Deviation>();
  const stale: Deviation[] = [];
  const patternsLast = deviations.toSorted((one, two) => Number(isPattern(one)) - Number(isPattern(two)));
  for (const deviation of patternsLast) {
    const keys = isPattern(deviation) ? keysFor(deviation, found) : [keyOf(deviation)].filter((key) => found.has(key));
    if (keys.length === 0) stale.push(deviation);
    for (const key of keys) {
      const difference = found.get(key);
      if (difference) listed.set(difference, deviation);
      found.delete(key);
    }
  }
  return { unlisted: [...found.values()], listed, stale };
}

function keysFor(deviation: Deviation, differences: ReadonlyMap<string, Difference>): string[] {
  const pattern = patternOf(deviation.id);
  return [...differences]
    .filter(([, difference]) => pattern.test(difference.id) && changeOf(difference) === deviation.change)
    .map(([key]) => key);
}
