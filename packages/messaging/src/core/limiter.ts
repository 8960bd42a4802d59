import { SwitchboardError } from "@switchboard/typed-fetch";

import type { Call } from "./call.ts";
import { TimeoutError } from "./errors.ts";
import { outOfTime, withinLimits } from "./limits.ts";

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
export type Limiter = (send: () => Promise<void>) => Promise<unknown>;

/**
 * Waits until a limiter lets one request of a call through.
 *
 * @param left milliseconds until the call's deadline
 * @returns what tells the limiter that the request has ended
 * @throws TimeoutError when the limiter does not let it through in time, SwitchboardError when it never will, and the reason of the
 *   caller's signal
 */
export async function turnIn(limiter: Limiter, call: Call, left: number): Promise<() => void> {
  let isOver = false;
  const turn = async (): Promise<() => void> =>
    new Promise((resolve, reject) => {
      const send = (): Promise<void> => (isOver ? Promise.resolve() : new Promise((release) => resolve(release)));
      // Once a turn was given, what becomes of it is nothing to this call.
      limiter(send).then(() => reject(new Error("it sent nothing")), reject);
    });
  try {
    return await withinLimits(left, call.options.signal, turn);
  } catch (error) {
    isOver = true;
    const { attempts, limits, maybeSent, options } = call;
    if (options.signal?.aborted === true) throw error;
    if (error === outOfTime) throw new TimeoutError(call.facts(), "deadline", limits.deadline);
    const reason = error instanceof Error ? error.message : String(error);
    const rejected = new SwitchboardError(`The limiter let no request through: ${reason}`, "limiter", { cause: error });
    throw Object.assign(rejected, { attempts, maybeSent });
  }
}
