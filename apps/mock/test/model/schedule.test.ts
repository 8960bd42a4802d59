import * as fc from "fast-check";
import { expect, it } from "vitest";

import { createSchedule } from "../../src/model/schedule.ts";

it("runs what is due in the order of its times, and among equals in the order of scheduling", () => {
  const schedule = createSchedule();
  const ran: string[] = [];
  for (const [name, time] of [
    ["c", 30],
    ["a", 10],
    ["b", 10],
    ["d", 40],
  ] as const) {
    schedule.at(time, (at) => ran.push(`${name} ${at}`));
  }
  expect(schedule.next).toBe(10);
  schedule.runDue(30);
  expect(ran).toEqual(["a 10", "b 10", "c 30"]);
  expect(schedule.next).toBe(40);
});

it("runs anything in that order, however much was scheduled, and in whatever order", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20 })), (times) => {
      const schedule = createSchedule();
      const ran: [time: number, index: number][] = [];
      times.forEach((time, index) => schedule.at(time, (at) => ran.push([at, index])));
      schedule.runDue(20);
      // Which keeps the order of equals.
      expect(ran).toEqual(times.map((time, index) => [time, index]).toSorted(([one = 0], [other = 0]) => one - other));
    }),
  );
});

it("runs what is scheduled on the way, if that is due as well", () => {
  const schedule = createSchedule();
  const ran: number[] = [];
  const again = (at: number): void => {
    ran.push(at);
    schedule.at(at + 10, again);
  };
  schedule.at(10, again);
  schedule.runDue(35);
  expect(ran).toEqual([10, 20, 30]);
});

it("does not run what was taken off, and taking off twice harms nothing", () => {
  const schedule = createSchedule();
  const ran: string[] = [];
  const cancel = schedule.at(10, () => ran.push("cancelled"));
  schedule.at(10, () => ran.push("kept"));
  cancel();
  cancel();
  schedule.runDue(10);
  expect(ran).toEqual(["kept"]);
  expect(schedule.next).toBeUndefined();
});
