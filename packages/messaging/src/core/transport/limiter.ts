import { SwitchboardError, type RateLimits } from "@switchboard/typed-fetch";

import type { Call } from "../call.ts";
import { TimeoutError } from "../errors.ts";
import { outOfTime, sleep, withinLimits } from "./limits.ts";

/**
 * Decides when a request is sent: it runs the function, which sends one, when the rate allows it. The function never rejects. Each
 * attempt of a call is a request of its own.
 *
 * @example
 * // With bottleneck, and with p-queue:
 * createBlotato({ limiter: (send) => bottleneck.schedule(send) });
 * createBlotato({ limiter: (send) => queue.add(send) });
 * // With a RateLimiterQueue of rate-limiter-flexible:
 * createBlotato({ limiter: (send) => queue.removeTokens(1).then(send) });
 */
export type Limiter = (send: () => Promise<void>, request: LimitedRequest) => Promise<unknown>;

/** A request that waits for its turn. */
export interface LimitedRequest {
  /** Its method and the path of its operation, as the document of the API has it: `GET /v2/messages/{messageId}`. */
  readonly route: string;
  /** Aborted once the request is not wanted any more. */
  readonly signal: AbortSignal;
}

/**
 * Makes a limiter that keeps each route to a number of requests per minute; routes that the table does not name go at once. It counts
 * what this client sends, in any 60 seconds.
 */
export function keepingTo(rates: RateLimits): Limiter {
  const sent = new Map<string, number[]>();
  return async (send, { route, signal }) => {
    const rate = rates[route];
    if (rate !== undefined) {
      const times = sent.get(route) ?? [];
      sent.set(route, times);
      // Those that wait wake together, and one of them is the next.
      for (let wait = waitAfter(times, rate); wait > 0; wait = waitAfter(times, rate)) {
        await sleep(wait, signal);
        signal.throwIfAborted();
      }
      times.push(performance.now());
    }
    await send();
  };
}

/** Milliseconds until another request may follow those that were sent at some times, of which it drops what no longer counts. */
function waitAfter(times: number[], rate: number): number {
  const extra = times.length - rate;
  if (extra > 0) times.splice(0, extra);
  return extra < 0 ? 0 : (times[0] ?? 0) + 60_000 - performance.now();
}

/**
 * Waits until a limiter lets one request of a call through.
 *
 * @param route its method and the path of its operation
 * @param left milliseconds until the call's deadline
 * @returns what tells the limiter that the request has ended
 * @throws TimeoutError when the limiter does not let it through in time, SwitchboardError when it never will, and the reason of the
 *   caller's signal
 */
export async function turnIn(limiter: Limiter, call: Call, route: string, left: number): Promise<() => void> {
  const turn = async (signal: AbortSignal): Promise<() => void> =>
    new Promise((resolve, reject) => {
      const send = (): Promise<void> =>
        signal.aborted ? Promise.resolve() : new Promise((release) => resolve(release));
      // Once it has its turn, this call ignores what becomes of the limiter.
      limiter(send, { route, signal }).then(() => reject(new Error("it sent nothing")), reject);
    });
  try {
    return await withinLimits(left, call.options.signal, turn);
  } catch (error) {
    const { attempts, limits, maybeSent, options } = call;
    if (options.signal?.aborted === true) throw error;
    if (error === outOfTime) throw new TimeoutError(call.facts(), "deadline", limits.deadline);
    const reason = error instanceof Error ? error.message : String(error);
    const rejected = new SwitchboardError(`The limiter let no request through: ${reason}`, "limiter", { cause: error });
    throw Object.assign(rejected, { attempts, maybeSent });
  }
}
