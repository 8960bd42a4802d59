import type { Api } from "../specification.ts";

/** A status; or that no response comes; or that the process ends. */
export type PrismVerdict = number | "silence" | "ends";

/** Where our response has another status than that of `prism mock`, and why. */
export interface Difference {
  readonly apis: readonly Api[];
  /** By their names in the corpus. */
  readonly requests: RegExp;
  readonly ours: number;
  readonly prism: PrismVerdict;
  readonly reason: string;
}

/** Several pairs of statuses with one reason. */
export function because(
  reason: string,
  apis: readonly Api[],
  requests: RegExp,
  ...pairs: readonly (readonly [ours: number, prism: PrismVerdict])[]
): readonly Difference[] {
  return pairs.map(([ours, prism]) => ({ apis, requests, ours, prism, reason }));
}
