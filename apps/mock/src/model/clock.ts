/** A clock of the mock. It runs with the machine's time, from a fixed start, and can be moved forward or held. */
export interface Clock {
  /** Where the clock started, in epoch milliseconds. */
  readonly start: number;
  /** Epoch milliseconds. A function of its own: `createBlotato({ …, now: mock.clock.now })`. */
  readonly now: () => number;
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
  /** By how many milliseconds it was moved forward, less the time for which it was held, since its start or the last reset. */
  readonly ahead: number;
  /** Sets the clock back to its start, running; the clock of one tenant to the time of the others. */
  reset(): void;
  /**
   * Calls a function after each time that the clock was moved, held, resumed or reset.
   *
   * @returns ends that
   */
  watch(changed: () => void): () => void;
}

/** The clock of all tenants: what is done to it is done to each of theirs. */
export interface MockClock extends Clock {
  /**
   * The clock of the tenant of one API key, at both APIs. Moving or holding it changes no other tenant.
   *
   * @example
   * const mock = await startMock();
   * mock.clock.of("key-of-this-test").advance("25h");
   */
  of(key: string): Clock;
}

const units: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** The services write times with a year of four digits. */
const earliest = Date.parse("0001-01-01T00:00:00Z");
const latest = Date.parse("9999-01-01T00:00:00Z");

/** What a clock shows. */
interface Reading {
  /** The time when it was last set or stopped. */
  base: number;
  /** When it began to run from there, by the machine's time; undefined while it is held. */
  resumedAt: number | undefined;
  readonly watchers: Set<() => void>;
}

/**
 * @param startTime default: the machine's time. Such a clock shows it to the millisecond until it is moved: what a program notes with
 *   `Date.now()` comes neither before nor after what the mock did then.
 * @param moved called when a clock was moved, held, resumed or reset, with the key whose clock it is; without one, when it is that of all
 * @throws RangeError when the start is not a time of the years 1 to 9998
 */
export function createClock(startTime?: number, moved: (key?: string) => void = () => undefined): MockClock {
  let restartedAt = Date.now();
  const start = startTime ?? restartedAt;
  // NaN is neither.
  if (!(start >= earliest && start <= latest)) {
    throw new RangeError(`The mock's clock cannot start at ${start}: expected a time of the years 1 to 9998`);
  }
  const shared: Reading = { base: start, resumedAt: restartedAt, watchers: new Set() };
  const tenants = new Map<string, { readonly reading: Reading; readonly clock: Clock }>();
  const all = (): readonly Reading[] => [shared, ...Array.from(tenants.values(), ({ reading }) => reading)];
  const unmoved = (at: number): number => start + at - restartedAt;
  const restart = (): void => {
    restartedAt = Date.now();
    for (const reading of all()) Object.assign(reading, { base: start, resumedAt: restartedAt });
  };
  return Object.assign(clockOver(start, shared, all, restart, moved, unmoved), {
    of(key: string): Clock {
      const known = tenants.get(key);
      if (known !== undefined) return known.clock;
      const reading = { ...shared, watchers: new Set<() => void>() };
      const follow = (): void => void Object.assign(reading, { base: shared.base, resumedAt: shared.resumedAt });
      const clock = clockOver(
        start,
        reading,
        () => [reading],
        follow,
        () => moved(key),
        unmoved,
      );
      tenants.set(key, { reading, clock });
      return clock;
    },
  });
}

/**
 * @param changing the readings that change with this clock, its own among them
 * @param unmoved what a clock shows that nobody moved or held
 */
function clockOver(
  start: number,
  own: Reading,
  changing: () => readonly Reading[],
  reset: () => void,
  moved: () => void,
  unmoved: (at: number) => number,
): Clock {
  const tell = (): void => {
    for (const { watchers } of changing()) for (const changed of watchers) changed();
    moved();
  };
  return {
    start,
    now: () => Math.floor(timeAt(own, Date.now())),
    advance(duration) {
      const step = milliseconds(duration);
      const at = Date.now();
      if (changing().some((reading) => timeAt(reading, at) + step > latest)) {
        throw new RangeError(`Cannot advance the clock by ${JSON.stringify(duration)}: that is beyond the year 9998`);
      }
      for (const reading of changing()) reading.base += step;
      tell();
    },
    hold() {
      const at = Date.now();
      // In whole milliseconds: a held clock moves by exactly what it is advanced by.
      for (const reading of changing())
        Object.assign(reading, { base: Math.floor(timeAt(reading, at)), resumedAt: undefined });
      tell();
    },
    resume() {
      const at = Date.now();
      for (const reading of changing()) reading.resumedAt ??= at;
      tell();
    },
    get isHeld() {
      return own.resumedAt === undefined;
    },
    get ahead() {
      const at = Date.now();
      return Math.round(timeAt(own, at) - unmoved(at));
    },
    reset() {
      reset();
      tell();
    },
    watch(changed) {
      own.watchers.add(changed);
      return () => void own.watchers.delete(changed);
    },
  };
}

const timeAt = ({ base, resumedAt }: Reading, at: number): number =>
  base + (resumedAt === undefined ? 0 : at - resumedAt);

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
