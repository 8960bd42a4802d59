import type { Clock } from "./clock.ts";

/** What a service needs to make a world: the time in it, and the number from which its data are drawn. */
export interface WorldOptions {
  readonly clock: Clock;
  readonly seed: number;
}
