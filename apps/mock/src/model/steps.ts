import { changesAt } from "./upcoming.ts";

/** A status that something has from an age on, in milliseconds. */
interface Step<Status> {
  readonly from: number;
  readonly status: Status;
}

/** The statuses through which something goes by itself. The first is at age 0. */
export type Steps<Status> = readonly [Step<Status>, ...Step<Status>[]];

/** The status, at a time, of what began at another. It follows from the clock when it is read, so that no timer runs. */
export function statusAt<Status>(steps: Steps<Status>, began: number, now: number): Status {
  const index = steps.findLastIndex(({ from }) => began + from <= now);
  const next = steps[index + 1];
  if (next !== undefined) changesAt(began + next.from);
  return (steps[index] ?? steps[0]).status;
}
