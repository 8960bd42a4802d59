import { rateLimited } from "./errors.ts";
import { rateLimits } from "./generated/operations.ts";
import type { State } from "./state.ts";

const minute = 60_000;

/**
 * Counts a request against the documented limits. The minute of an operation begins with its first request; requests over the
 * limit do not extend it.
 *
 * @throws BlotatoError when the limit is reached
 */
export function checkRate({ clock, rateWindows }: State, operationId: string): void {
  const limit = (rateLimits as Readonly<Record<string, number>>)[operationId];
  if (rateWindows === undefined || limit === undefined) return;
  const now = clock.now();
  const last = rateWindows.get(operationId);
  const window = last !== undefined && now < last.endsAt ? last : { endsAt: now + minute, count: 0 };
  rateWindows.set(operationId, window);
  window.count += 1;
  if (window.count > limit) throw rateLimited(Math.ceil((window.endsAt - now) / 1_000));
}
