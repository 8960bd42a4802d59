import {
  createBlotatoClient,
  keyVariable,
  type Comment,
  type ErrorBody,
  type Message,
  type PostStatus,
  type PostSubmission,
  type RateLimitError,
  type Source,
  type Visual,
} from "@switchboard/blotato";
import { keyedPaths, pagination, serverUrl } from "@switchboard/blotato/operations";

import type { ApiProfile, ErrorReading } from "../core/profile.ts";

/**
 * What the body of an error can be: what Blotato documents; the message, comment, post, source or visual itself, where the `kind` is
 * `delivery`; and the text of anything else, such as a page of a proxy, or nothing.
 *
 * @example
 * const { body } = error;
 * if (typeof body === "object" && "reqId" in body) console.log(body.message, body.reqId);
 */
export type BlotatoErrorBody =
  | ErrorBody
  | RateLimitError
  | Message
  | Comment
  | PostStatus
  | PostSubmission
  | Source
  | Visual
  | string;

export const profile: ApiProfile = {
  api: "blotato",
  createClient: createBlotatoClient,
  serverUrl,
  keyVariable,
  pagination,
  // Blotato documents no idempotency key: a send is never repeated blindly.
  keyedPaths,
  readError(body): ErrorReading {
    if (typeof body !== "object" || body === null) return {};
    const { message, code, reqId } = body as Partial<Record<keyof ErrorBody, unknown>>;
    if (typeof message !== "string") return {};
    return {
      message,
      code: typeof code === "number" || typeof code === "string" ? code : undefined,
      requestId: typeof reqId === "string" ? reqId : undefined,
      retryAfter: waitIn(message),
    };
  },
};

/** Milliseconds of a unit, by how its name begins. */
const units = { ms: 1, milli: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/**
 * Blotato documents no `Retry-After`; its rate limiter says in words how long to wait: "retry in 49 seconds".
 *
 * @returns milliseconds
 */
function waitIn(message: string): number | undefined {
  const [, amount, unit] =
    /\bretry in (\d+(?:\.\d+)?) ?(ms|milli|s|m|h|d)(?:second|econd|ec|inute|in|our|r|ay)?s?\b/i.exec(message) ?? [];
  return amount === undefined ? undefined : Number(amount) * units[unit?.toLowerCase() as keyof typeof units];
}
