import { entryPoints, readExports, type Exports } from "./read-exports.ts";
import type { ReportLine } from "./report-line.ts";

/**
 * Compares what a package exports by name in two workspaces, from each of its entry points.
 *
 * @param folder of the package, in either workspace
 */
export async function compareExports(before: string, after: string, folder: string): Promise<ReportLine[]> {
  const [known, given] = [await entryPoints(before, folder), await entryPoints(after, folder)];
  const lines = new Map<string, ReportLine>();
  for (const entry of new Set([...known.keys(), ...given.keys()])) {
    const [old, now] = [known.get(entry), given.get(entry)];
    const found =
      old !== undefined && now !== undefined
        ? compareNames(await readExports(before, old), await readExports(after, now))
        : [comingOrGoing(entry, old, now)];
    // An export of two entry points is one change.
    for (const line of found) lines.set(`${line.change} ${line.place}`, line);
  }
  return [...lines.values()];
}

function comingOrGoing(entry: string, old: string | undefined, now: string | undefined): ReportLine {
  const place = `${now ?? old ?? ""}:1`;
  return old === undefined
    ? { rating: "minor", operations: [], change: `entry point ${entry}: added`, reason: "callers may import it", place }
    : {
        rating: "major",
        operations: [],
        change: `entry point ${entry}: removed`,
        reason: "callers who import it no longer compile",
        place,
      };
}

function compareNames(base: Exports, now: Exports): ReportLine[] {
  const added = new Map([...now].filter(([name]) => !base.has(name)));
  const removed = [...base].filter(([name]) => !now.has(name));
  const gone = removed.map(([name, { place, text }]): ReportLine => {
    const [successor] = [...added].find(([, other]) => text !== "" && other.text === text) ?? [];
    if (successor !== undefined) added.delete(successor);
    return {
      rating: "major",
      operations: [],
      change: `export ${name}: ${successor === undefined ? "removed" : `renamed to ${successor}`}`,
      reason: "callers who use the name no longer compile",
      place,
    };
  });
  const fresh = [...added].map(([name, { place }]): ReportLine => ({
    rating: "minor",
    operations: [],
    change: `export ${name}: added`,
    reason: "callers may use the name",
    place,
  }));
  return [...gone, ...fresh];
}
