import type { Clock } from "../model/clock.ts";
import type { OperationHandler } from "../model/service.ts";
import type { Refusals } from "./refusals.ts";

const minute = 60_000;

/** How often a route may be asked in a minute, by operation. What stands not here has no limit. */
const limits: Readonly<Record<string, number>> = {
  publishPost: 30,
  getPostStatus: 60,
  // Blotato writes 30 in one place and 10 in another: who keeps to the lower one is right with both.
  uploadMedia: 10,
  // Limited, in numbers that we have not seen: those of Blotato's other reads, and of its other sends.
  listConversations: 60,
  getConversation: 60,
  listMessages: 60,
  sendMessage: 30,
};

/**
 * Puts the documented limits before the handlers of one world. A route's minute begins with its first request; what comes in it
 * over the limit is refused and does not make it longer.
 */
export function limitRates<Name extends string>(
  handlers: Readonly<Record<Name, OperationHandler>>,
  clock: Clock,
  refusals: Refusals,
): Readonly<Record<Name, OperationHandler>> {
  const limited = Object.entries<OperationHandler>(handlers).map(([name, handler]) => {
    const limit = limits[name];
    return [name, limit === undefined ? handler : limitRate(handler, limit, clock, refusals)] as const;
  });
  return Object.fromEntries(limited) as Record<Name, OperationHandler>;
}

function limitRate(handler: OperationHandler, limit: number, clock: Clock, refusals: Refusals): OperationHandler {
  let endsAt = -Infinity;
  let count = 0;
  return (request) => {
    const now = clock.now();
    if (now >= endsAt) {
      endsAt = now + minute;
      count = 0;
    }
    count += 1;
    return count > limit ? refusals.rateLimited(Math.ceil((endsAt - now) / 1_000)) : handler(request);
  };
}
