import { SwitchboardError } from "@switchboard/typed-fetch";

import { ApiError, mayPass } from "../core/errors.ts";

/** What has become of a job. */
export type Outcome = Sent | NotSent | Unsure;

/** The service has the message. Running the job again gives the same, and sends nothing. */
export interface Sent {
  readonly state: "sent";
  /** The service's id of the message; undefined where a person said that it was sent. */
  readonly messageId: string | undefined;
  readonly retryAfter?: undefined;
}

/** The service does not have the message. */
export interface NotSent {
  readonly state: "notSent";
  /** In how many milliseconds to run the job again; undefined when that would not help: put it aside, the error says why. */
  readonly retryAfter: number | undefined;
  readonly error: unknown;
}

/** Nobody knows whether the service has the message. It is never sent again as long as that is so. */
export interface Unsure {
  readonly state: "unsure";
  /** In how many milliseconds to run the job again, which will then know more; undefined when a person has to look. */
  readonly retryAfter: number | undefined;
  /** What was sent when and to where, and what a person should do, in English. */
  readonly advice: string;
  /** Why the response is missing; undefined after a crash. */
  readonly error: unknown;
}

/** The wait where the service names none, in milliseconds. */
export const usualWait = 1_000;

/** The outcome of a failed send, or undefined when the service may have the message. */
export function notSentBy(error: unknown): NotSent | undefined {
  // An error of something else, such as an abort, says nothing about the request.
  if (!(error instanceof SwitchboardError) || error.maybeSent) return undefined;
  const wanted = error instanceof ApiError ? error.retryAfter : undefined;
  return { state: "notSent", retryAfter: mayPass(error) ? (wanted ?? usualWait) : undefined, error };
}
