import type { OperationIds } from "../operations/by-hand.ts";
import type { Api } from "../specification.ts";

/** A status; or that no response comes; or that the process ends. */
export type PrismVerdict = number | "silence" | "ends";

/** What both gave for one request of the corpus. */
export interface Verdict {
  readonly name: string;
  readonly operationId: string;
  readonly ours: PrismVerdict;
  readonly prism: PrismVerdict;
}

type Expected = PrismVerdict | "success";
type Pair = readonly [ours: Expected, prism: Expected];

/** Where our response has another status than that of `prism mock`, and why. */
export interface Difference {
  readonly apis: readonly Api[];
  /** Undefined for whichever operation. */
  readonly operations: readonly string[] | undefined;
  /** By their names in the corpus. */
  readonly requests: RegExp;
  readonly ours: Expected;
  readonly prism: Expected;
  readonly reason: string;
}

/** Several pairs of statuses with one reason, whatever the operation. */
export function because(
  reason: string,
  apis: readonly Api[],
  requests: RegExp,
  ...pairs: readonly Pair[]
): readonly Difference[] {
  return pairs.map(([ours, prism]) => ({ apis, operations: undefined, requests, ours, prism, reason }));
}

/** Several pairs of statuses with one reason, of some operations of an API. */
export function ofOperations<Of extends Api>(
  reason: string,
  api: Of,
  operations: readonly OperationIds[Of][],
  requests: RegExp,
  ...pairs: readonly Pair[]
): readonly Difference[] {
  return pairs.map(([ours, prism]) => ({ apis: [api], operations, requests, ours, prism, reason }));
}

/** Whether a difference is about a request. */
export const isAbout = (
  { operations, requests }: Difference,
  { name, operationId }: Pick<Verdict, "name" | "operationId">,
): boolean => requests.test(name) && operations?.includes(operationId) !== false;

/** Whether a difference explains what was given for a request. */
export const explains = (difference: Difference, verdict: Verdict): boolean =>
  isAbout(difference, verdict) && fits(difference.ours, verdict.ours) && fits(difference.prism, verdict.prism);

const fits = (expected: Expected, verdict: PrismVerdict): boolean =>
  expected === "success" ? typeof verdict === "number" && verdict >= 200 && verdict < 300 : expected === verdict;
