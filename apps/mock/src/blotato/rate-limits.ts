import { rateLimited } from "./errors.ts";
import type { BlotatoOperationId } from "./generated/operations.ts";
import type { State } from "./state.ts";

const minute = 60_000;

/** Requests per minute, by operation. An operation that is missing here has no limit. */
const limits: Readonly<Record<string, number>> = {
  publishPost: 30,
  getPostStatus: 60,
  // Blotato documents 30 in one place and 10 in another: a client that keeps to the lower one is right with both.
  uploadMedia: 10,
  // Limited, in numbers that we have not seen: those of Blotato's other reads, and of its other sends.
  listConversations: 60,
  getConversation: 60,
  listMessages: 60,
  sendMessage: 30,
} satisfies Partial<Record<BlotatoOperationId, number>>;

/**
 * Counts a request against the documented limits. The minute of an operation begins with its first request; requests over the
 * limit do not extend it.
 *
 * @throws BlotatoError when the limit is reached
 */
export function checkRate({ clock, rateWindows }: State, operationId: string): void {
  const limit = limits[operationId];
  if (rateWindows === undefined || limit === undefined) return;
  const now = clock.now();
  const last = rateWindows.get(operationId);
  const window = last !== undefined && now < last.endsAt ? last : { endsAt: now + minute, count: 0 };
  rateWindows.set(operationId, window);
  window.count += 1;
  if (window.count > limit) throw rateLimited(Math.ceil((window.endsAt - now) / 1_000));
}
