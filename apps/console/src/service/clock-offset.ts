import { computed } from "@preact/signals";

import { mockState } from "./mock-feed.ts";

/** By how many milliseconds the mock's clock is ahead of this machine's; undefined until the mock was read. */
export const clockOffset = computed(() =>
  mockState.value === undefined ? undefined : Date.parse(mockState.value.now) - Date.now(),
);

const units = [
  ["d", 86_400_000, 2],
  ["h", 3_600_000, 1],
  ["min", 60_000, 1],
] as const;

/** `+2 h`, `−3 d`; undefined for less than a minute, which is the time of a response, and not a moved clock. */
export function offsetWords(milliseconds: number): string | undefined {
  const amount = Math.abs(milliseconds);
  const [unit, size] = units.find(([, length, least]) => amount >= least * length - 5_000) ?? [];
  if (unit === undefined || size === undefined) return undefined;
  return `${milliseconds < 0 ? "−" : "+"}${Math.round((amount / size) * 10) / 10} ${unit}`;
}
