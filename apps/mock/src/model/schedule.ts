/** What is to happen at times of the clock. It has no timer of its own: whoever looks runs what is due first. */
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
}

interface Entry {
  readonly time: number;
  readonly run: (time: number) => void;
}

export function createSchedule(): Schedule {
  /** The latest first, so that the next one is the last. */
  const entries: Entry[] = [];
  return {
    get next() {
      return entries.at(-1)?.time;
    },
    at(time, run) {
      const entry = { time, run };
      // Behind those of the same time: they run first.
      const place = entries.findLastIndex((other) => other.time > time) + 1;
      entries.splice(place, 0, entry);
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
  };
}
