import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { at, canonical, keysOf, pointerOf, type JsonObject } from "../facts/json.ts";
import { describeChange } from "./describe-change.ts";
import { ReachIndex, type Direction, type Reach } from "./openapi-reach.ts";
import { rateChange } from "./rate-change.ts";
import { redoclyDiff, type RedoclyChange, type RedoclySide } from "./redocly-diff.ts";
import type { SpecFile } from "./spec-file.ts";
import type { ReportLine } from "./report-line.ts";

/**
 * Compares two versions of a document, operation by operation.
 *
 * @param directory where their bundles are written, for redocly to read
 * @throws DocumentError when redocly cannot compare them
 */
export async function compareDocuments(base: SpecFile, now: SpecFile, directory: string): Promise<ReportLine[]> {
  const [left, right] = [join(directory, "base.json"), join(directory, "now.json")];
  await mkdir(directory, { recursive: true });
  await Promise.all([writeFile(left, JSON.stringify(base.document)), writeFile(right, JSON.stringify(now.document))]);
  const changes = await redoclyDiff(left, right);
  const reach = { base: new ReachIndex(base.document), now: new ReachIndex(now.document) };
  return changes
    .filter((change) => !isNameOfType(change))
    .map((reported) => {
      const change = { ...reported, ...placed(reported, base.document, now.document) };
      const { operations, directions } = joined(
        change.base && reach.base.of(change.base.pointer),
        change.revision && reach.now.of(change.revision.pointer),
      );
      const side = change.revision ?? change.base;
      const context = {
        change,
        directions,
        before: change.base && at(base.document, holderOf(change, change.base.pointer)),
        after: change.revision && at(now.document, holderOf(change, change.revision.pointer)),
      };
      return {
        ...rateChange(context),
        operations: [...operations],
        change: describeChange(change, (change.revision ? now : base).document),
        place: (change.revision ? now : base).placeOf(side?.pointer ?? "#"),
      };
    });
}

/**
 * Where an operation refers to another component than before, redocly reports places within both components, although
 * neither changed. Such a change belongs to the operation alone.
 */
function placed(change: RedoclyChange, base: JsonObject, now: JsonObject): Pick<RedoclyChange, "base" | "revision"> {
  const place = (side: RedoclySide): RedoclySide => {
    const keys = keysOf(side.pointer);
    const component = pointerOf("#", ...keys.slice(0, 3));
    if (keys[0] !== "components" || canonical(at(base, component)) !== canonical(at(now, component))) return side;
    return { ...side, pointer: change.path };
  };
  return {
    ...(change.base && { base: place(change.base) }),
    ...(change.revision && { revision: place(change.revision) }),
  };
}

/** A schema that comes or goes as a whole is a name in TypeScript, and reported as such. */
const isNameOfType = ({ kind, path }: RedoclyChange): boolean =>
  kind !== "modified" && /^#\/components\/schemas\/[^/]+$/.test(path);

function holderOf(change: RedoclyChange, pointer: string): string {
  const suffix = `/${change.property ?? ""}`;
  return pointer.endsWith(suffix) ? pointer.slice(0, -suffix.length) : pointer;
}

function joined(...reaches: readonly (Reach | undefined)[]): Reach {
  const found = reaches.filter((reach) => reach !== undefined);
  return {
    operations: new Set(found.flatMap(({ operations }) => [...operations])),
    directions: new Set<Direction>(found.flatMap(({ directions }) => [...directions])),
  };
}
