import { createBlotatoClient, keyVariable, type ErrorBody, type RateLimitError } from "@switchboard/blotato";
import { keyedPaths, pagination, serverUrl } from "@switchboard/blotato/operations";

import type { ApiProfile, ErrorReading } from "../core/profile.ts";

/** The body of every error that Blotato documents. */
export type BlotatoErrorBody = ErrorBody & Partial<RateLimitError>;

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
    const { message, code, reqId } = body as Partial<Record<keyof BlotatoErrorBody, unknown>>;
    if (typeof message !== "string") return {};
    return {
      message,
      code: typeof code === "number" || typeof code === "string" ? code : undefined,
      requestId: typeof reqId === "string" ? reqId : undefined,
      retryAfter: secondsIn(message),
    };
  },
};

/** Blotato documents no `Retry-After`; its rate limiter says in words how long to wait: "retry in 49 seconds". */
function secondsIn(message: string): number | undefined {
  const [, amount, unit] = /\bretry in (\d+(?:\.\d+)?) (second|minute)s?\b/i.exec(message) ?? [];
  return amount === undefined ? undefined : Number(amount) * (unit?.toLowerCase() === "minute" ? 60_000 : 1_000);
}
