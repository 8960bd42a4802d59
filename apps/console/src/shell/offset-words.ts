const units = [
  ["d", 86_400_000, 2],
  ["h", 3_600_000, 1],
  ["min", 60_000, 1],
] as const;

/** How far a clock was moved: `+2 h`, `−3 d`; undefined for less than a minute. */
export function offsetWords(milliseconds: number): string | undefined {
  // A clock that runs again after it was held is behind by a few milliseconds.
  const amount = Math.abs(milliseconds) + 500;
  const [unit, size] = units.find(([, length, least]) => amount >= least * length) ?? [];
  if (unit === undefined || size === undefined) return undefined;
  return `${milliseconds < 0 ? "−" : "+"}${Math.round((amount / size) * 10) / 10} ${unit}`;
}
