import type { Settings } from "./call.ts";
import { ApiError } from "./errors.ts";

/** What a service says of a message or post that it accepted, and then could not deliver. */
export interface DeliveryFailure<Body> {
  readonly operationId: string;
  /** The status of the answer that told it: 200 when looking, 201 when it failed at once. */
  readonly status: number;
  readonly reason: string;
  readonly code: string | number | undefined;
  /** The failed message or post. */
  readonly body: Body;
}

/** The error of a message or post that failed after it was accepted. The same content is not sent again by repeating the call. */
export function deliveryError<Body>(failure: DeliveryFailure<Body>, { profile }: Settings): ApiError<Body> {
  const { operationId, reason, body, ...details } = failure;
  const facts = { api: profile.api, operationId, attempts: 1, maybeSent: false };
  return new ApiError(reason, facts, {
    ...details,
    kind: "delivery",
    requestId: undefined,
    retryable: false,
    retryAfter: undefined,
    body,
  });
}
