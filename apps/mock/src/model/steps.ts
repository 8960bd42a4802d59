/** A status that something has from an age on, in milliseconds. */
interface Step<Status> {
  readonly from: number;
  readonly status: Status;
}

/** The statuses through which something goes by itself. The first is at age 0. */
export type Steps<Status> = readonly [Step<Status>, ...Step<Status>[]];

/** The status at an age. It follows from the clock when it is read, so that no timer runs. */
export const statusAt = <Status>(steps: Steps<Status>, age: number): Status =>
  (steps.findLast(({ from }) => from <= age) ?? steps[0]).status;
