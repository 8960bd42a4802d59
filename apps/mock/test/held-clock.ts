import { createClock, type MockClock } from "../src/model/clock.ts";

/** A clock that shows its start until it is advanced. One that runs may be ahead by the time it is held, on a busy machine. */
export function createHeldClock(start: number): MockClock {
  const clock = createClock(start);
  clock.hold();
  return clock.now() === start ? clock : createHeldClock(start);
}
