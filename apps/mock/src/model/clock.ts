/** The time in the mock's tenants. It runs with real time, from a fixed start, and can be moved forward or held. */
export interface Clock {
  /** Where the clock started, in epoch milliseconds. */
  readonly start: number;
  /** Epoch milliseconds. */
  now(): number;
  /**
   * Moves the clock forward: by milliseconds, or by a text such as `"250ms"`, `"2m"`, `"24h"`, `"45d"`.
   *
   * @throws RangeError when the duration is negative, cannot be read, or leads beyond the year 9998
   */
  advance(duration: number | string): void;
  /** Stops the clock: from here on only `advance` moves it. */
  hold(): void;
  /** Lets a held clock run again. */
  resume(): void;
  /** Whether it stands still. */
  readonly isHeld: boolean;
  /** Sets the clock back to its start, running. */
  reset(): void;
}

const units: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** The services write times with a year of four digits. */
const earliest = Date.parse("0001-01-01T00:00:00Z");
const latest = Date.parse("9999-01-01T00:00:00Z");

/** @throws RangeError when the start is not a time of the years 1 to 9998 */
export function createClock(start: number): Clock {
  // NaN is neither.
  if (!(start >= earliest && start <= latest)) {
    throw new RangeError(`The mock's clock cannot start at ${start}: expected a time of the years 1 to 9998`);
  }
  let base = start;
  let resumedAt: number | undefined = performance.now();
  const now = (): number => Math.floor(base + (resumedAt === undefined ? 0 : performance.now() - resumedAt));
  return {
    start,
    now,
    advance(duration) {
      const step = milliseconds(duration);
      if (now() + step > latest) {
        throw new RangeError(`Cannot advance the clock by ${JSON.stringify(duration)}: that is beyond the year 9998`);
      }
      base += step;
    },
    hold() {
      base = now();
      resumedAt = undefined;
    },
    get isHeld() {
      return resumedAt === undefined;
    },
    resume() {
      resumedAt ??= performance.now();
    },
    reset() {
      base = start;
      resumedAt = performance.now();
    },
  };
}

function milliseconds(duration: number | string): number {
  const [, amount, unit = ""] = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(String(duration)) ?? [];
  const result = typeof duration === "number" ? duration : Number(amount) * (units[unit] ?? Number.NaN);
  if (!Number.isFinite(result) || result < 0) {
    throw new RangeError(
      `Cannot advance the clock by ${JSON.stringify(duration)}: expected milliseconds, or a text such as "2m" (units: ms, s, m, h, d)`,
    );
  }
  return result;
}
