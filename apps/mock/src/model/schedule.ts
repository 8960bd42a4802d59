import type { Clock } from "./clock.ts";

/** Functions that run at times of a clock. Unless the schedule follows a clock, the caller runs what is due. */
export interface Schedule {
  /** When the next thing is due; undefined when nothing is. */
  readonly next: number | undefined;
  /**
   * @param run gets the time for which it was scheduled
   * @returns takes it off again
   */
  at(time: number, run: (time: number) => void): () => void;
  /** Runs what is due by now in the order of its times, with what it schedules on the way. */
  runDue(now: number): void;
  /**
   * From now on runs what is due by itself: at once when the clock is moved, else by timers that do not keep the process alive.
   *
   * @returns ends that
   */
  follow(clock: Clock): () => void;
}

interface Entry {
  readonly time: number;
  readonly run: (time: number) => void;
}

/** The longest delay of a timer. */
const longestWait = 2 ** 31 - 1;

export function createSchedule(): Schedule {
  /** The latest first, so that the next one is the last. */
  const entries: Entry[] = [];
  let added = (): void => undefined;
  const schedule: Schedule = {
    get next() {
      return entries.at(-1)?.time;
    },
    at(time, run) {
      const entry = { time, run };
      entries.splice(placeOf(time, entries), 0, entry);
      added();
      return () => {
        const index = entries.indexOf(entry);
        if (index >= 0) entries.splice(index, 1);
      };
    },
    runDue(now) {
      for (let next = entries.at(-1); next !== undefined && next.time <= now; next = entries.at(-1)) {
        entries.pop();
        next.run(next.time);
      }
    },
    follow(clock) {
      let timer: NodeJS.Timeout | undefined;
      const arm = (): void => {
        clearTimeout(timer);
        const wait = schedule.next === undefined ? undefined : Math.max(0, schedule.next - clock.now());
        if (wait === undefined || (wait > 0 && clock.isHeld)) return;
        timer = setTimeout(run, Math.min(wait, longestWait)).unref();
      };
      const run = (): void => {
        schedule.runDue(clock.now());
        arm();
      };
      added = arm;
      const unwatch = clock.watch(run);
      arm();
      return () => {
        added = () => undefined;
        unwatch();
        clearTimeout(timer);
      };
    },
  };
  return schedule;
}

/** Where a new entry goes among thousands: behind those that are later, and before those of the same time, which run first. */
function placeOf(time: number, entries: readonly Entry[]): number {
  let [from, to] = [0, entries.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((entries[middle]?.time ?? time) > time) from = middle + 1;
    else to = middle;
  }
  return from;
}
