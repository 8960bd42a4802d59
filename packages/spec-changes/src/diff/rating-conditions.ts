import { asObject } from "../facts/json.ts";
import { lowerBounds, upperBounds } from "../facts/shape.ts";
import { without } from "./describe-change.ts";
import type { Direction } from "./openapi-reach.ts";
import type { RedoclyChange } from "./redocly-diff.ts";

/** A change with what decides about it: who writes the value, and whether an enum is open. */
export interface RatingContext {
  readonly change: RedoclyChange;
  readonly directions: ReadonlySet<Direction>;
  /** The schema that changed, before and after; empty where it was not there. */
  readonly before: unknown;
  readonly after: unknown;
}

export type Condition = (context: RatingContext) => boolean;

export const property =
  (...names: readonly string[]) =>
  ({ change }: RatingContext): boolean =>
    change.kind === "modified" && names.includes(change.property ?? "");
export const onlyRead = ({ directions }: RatingContext): boolean =>
  directions.has("response") && !directions.has("request");
export const sent = ({ directions }: RatingContext): boolean => directions.has("request");
export const verdict =
  (...rules: readonly string[]) =>
  ({ change }: RatingContext): boolean =>
    change.verdicts.some(({ ruleId }) => rules.includes(ruleId));
/** Redocly found nothing that breaks. */
export const unjudged = ({ change }: RatingContext): boolean => change.verdicts.length === 0;
export const isOpen = ({ before, after }: RatingContext): boolean =>
  [before, after].every((schema) => asObject(schema)["x-open-enum"] === true);
export const becameTrue = ({ change }: RatingContext): boolean => change.revision?.value === true;
export const all =
  (...conditions: readonly Condition[]) =>
  (context: RatingContext): boolean =>
    conditions.every((condition) => condition(context));
export const not =
  (condition: Condition) =>
  (context: RatingContext): boolean =>
    !condition(context);
export const gains = ({ change }: RatingContext): boolean =>
  without(change.revision?.value, change.base?.value).length > 0;
export const loses = ({ change }: RatingContext): boolean =>
  without(change.base?.value, change.revision?.value).length > 0;

/** These bound a value and leave its TypeScript type as it is. */
export const bounds = ["pattern", "format", "multipleOf", "uniqueItems", ...lowerBounds, ...upperBounds];

export function narrows({ change }: RatingContext): boolean {
  const [before, after] = [change.base?.value, change.revision?.value];
  if (after === undefined) return false;
  if (before === undefined) return true;
  const [low, high] = [Number(before), Number(after)];
  if (lowerBounds.has(change.property ?? "")) return high > low;
  if (upperBounds.has(change.property ?? "")) return high < low;
  if (change.property === "multipleOf") return low % high !== 0;
  return change.property !== "uniqueItems" || after === true;
}

export const isSuccess = (status: unknown): boolean => String(status).startsWith("2");
export const statusOf = ({ change }: RatingContext): unknown =>
  change.property === "key" ? change.base?.value : change.path.split("/").at(-1);
