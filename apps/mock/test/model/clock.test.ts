import { describe, expect, test, vi } from "vitest";

import { createClock, type MockClock } from "../../src/model/clock.ts";

const start = Date.UTC(2026, 5, 1, 12);

function heldClock(): MockClock {
  const clock = createClock(start);
  clock.hold();
  return clock;
}

/** Runs with the machine's time in the test's hand. */
function withRealTime(run: (pass: (milliseconds: number) => void) => void): void {
  vi.useFakeTimers({ toFake: ["Date"], now: 5_000 });
  try {
    run((milliseconds) => vi.setSystemTime(Date.now() + milliseconds));
  } finally {
    vi.useRealTimers();
  }
}

test("a clock says how far it was moved, until it is reset", () => {
  withRealTime((pass) => {
    const clock = createClock(start);
    const other = clock.of("other");
    pass(60_000);
    expect(clock.ahead).toBe(0);
    clock.advance("2h");
    other.advance("1h");
    pass(60_000);
    expect([clock.ahead, other.ahead]).toEqual([7_200_000, 10_800_000]);
    clock.hold();
    pass(60_000);
    expect(clock.ahead).toBe(7_140_000);
    clock.reset();
    pass(60_000);
    expect([clock.ahead, other.ahead]).toEqual([0, 0]);
  });
});

describe("advance", () => {
  test.each<[number | string, number]>([
    [250, 250],
    [0, 0],
    ["0ms", 0],
    ["250ms", 250],
    ["2s", 2_000],
    ["2m", 120_000],
    ["24h", 86_400_000],
    ["45d", 3_888_000_000],
    ["1.5s", 1_500],
    ["0.5h", 1_800_000],
  ])("moves a held clock forward by exactly %s", (duration, expected) => {
    const clock = heldClock();
    const before = clock.now();
    clock.advance(duration);
    expect(clock.now() - before).toBe(expected);
    expect(clock.start).toBe(start);
  });

  test.each<number | string>([
    -1,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    "",
    "5",
    "m",
    "-2m",
    "+2m",
    "2 m",
    " 2m",
    "2m ",
    "2M",
    "2min",
    "2w",
    "1e3ms",
    "1,5s",
    ".5s",
    "2m30s",
    "NaN",
    "2m\n",
  ])("rejects %j with what it expects, and does not move", (duration) => {
    const clock = heldClock();
    const before = clock.now();
    expect(() => clock.advance(duration)).toThrow(RangeError);
    expect(() => clock.advance(duration)).toThrow(
      /expected milliseconds, or a text such as "2m" \(units: ms, s, m, h, d\)/,
    );
    expect(clock.now()).toBe(before);
  });

  test("adds up", () => {
    const clock = heldClock();
    const before = clock.now();
    for (const duration of ["1d", "2h", "3m", "4s", "5ms", 6]) clock.advance(duration);
    expect(clock.now() - before).toBe(86_400_000 + 7_200_000 + 180_000 + 4_000 + 11);
  });
});

describe("a running clock", () => {
  test("starts at its start and follows the machine's time, in whole milliseconds", () => {
    withRealTime((pass) => {
      const clock = createClock(start);
      expect(clock.now()).toBe(start);
      pass(10);
      expect(clock.now()).toBe(start + 10);
      clock.advance("0.9ms");
      pass(1);
      expect(clock.now()).toBe(start + 11);
    });
  });

  test("shows the machine's time where it has no start of its own, also after that was set", () => {
    withRealTime((pass) => {
      const clock = createClock();
      for (const step of [1, 1_700, 86_400_000, -2_000]) {
        pass(step);
        expect([clock.now(), clock.of("one").now()]).toEqual([Date.now(), Date.now()]);
      }
    });
  });

  test("stands still while it is held, goes on from there, and may be held and resumed twice", () => {
    withRealTime((pass) => {
      const clock = createClock(start);
      pass(100);
      clock.hold();
      pass(1_000);
      clock.hold();
      pass(1_000);
      expect(clock.now()).toBe(start + 100);
      clock.advance("1s");
      clock.resume();
      pass(10);
      clock.resume();
      pass(10);
      expect(clock.now()).toBe(start + 1_120);
    });
  });
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, Date.parse("+010000-01-01T00:00:00Z")])(
  "cannot start at %d, which no service could write",
  (time) => {
    expect(() => createClock(time)).toThrow(RangeError);
  },
);

test.each([1e16, "99999999999999999999d", 2.6e14])(
  "is not moved beyond the years that a service writes, by %s",
  (step) => {
    const clock = createClock(Date.UTC(2026, 5, 1));
    clock.hold();
    const before = clock.now();
    expect(() => clock.advance(step)).toThrow("beyond the year 9998");
    expect(clock.now()).toBe(before);
  },
);

describe("the clock of one tenant", () => {
  test("moves alone, and with the clock of all", () => {
    const clock = heldClock();
    const [one, other] = [clock.of("one"), clock.of("other")];
    one.advance("178d");
    expect([one.now() - start, other.now() - start, clock.now() - start]).toEqual([178 * 86_400_000, 0, 0]);
    clock.advance("1h");
    expect([one.now() - start, other.now() - start]).toEqual([178 * 86_400_000 + 3_600_000, 3_600_000]);
    expect(clock.of("one")).toBe(one);
  });

  test("begins at the time of all, and returns to it when it is reset", () => {
    const clock = heldClock();
    clock.advance("2d");
    const one = clock.of("one");
    expect(one.now()).toBe(clock.now());
    one.resume();
    one.advance("1d");
    one.reset();
    expect([one.now(), one.isHeld]).toEqual([clock.now(), true]);
    one.advance("1d");
    clock.reset();
    clock.hold();
    expect(one.now() - start).toBeLessThan(60_000);
    expect(one.now()).toBe(clock.now());
  });

  test("can be held while the others run, and is held and resumed with them", () => {
    withRealTime((pass) => {
      const clock = createClock(start);
      const [one, other] = [clock.of("one"), clock.of("other")];
      one.hold();
      pass(100);
      expect([one.now(), other.now(), clock.now()]).toEqual([start, start + 100, start + 100]);
      expect([one.isHeld, other.isHeld, clock.isHeld]).toEqual([true, false, false]);
      clock.hold();
      pass(100);
      expect([one.now(), other.now()]).toEqual([start, start + 100]);
      clock.resume();
      pass(1);
      expect([one.now(), other.now()]).toEqual([start + 1, start + 101]);
    });
  });

  test("none is moved when one of them would be moved too far", () => {
    const clock = heldClock();
    clock.of("far").advance(2.5e14);
    expect(() => clock.advance(5e12)).toThrow("beyond the year 9998");
    expect(clock.now()).toBe(start);
  });

  test("its time can be handed out as a function", () => {
    const { now } = heldClock().of("one");
    expect(now()).toBe(start);
  });
});
