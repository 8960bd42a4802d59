import { SwitchboardError } from "@switchboard/typed-fetch";

/** The APIs that a client of this package can talk to. */
export type ApiName = "blotato" | "blooio";

/** What an error status means for the caller. `delivery` is a message or post that was accepted and then failed. */
export type ApiErrorKind =
  | "auth"
  | "notFound"
  | "conflict"
  | "validation"
  | "rateLimit"
  | "server"
  | "client"
  | "delivery";

/** What every error of a call knows. None of it ever holds the API key. */
export interface CallFacts {
  readonly api: ApiName;
  /** The operation in the API's specification, such as `sendMessage`. */
  readonly operationId: string;
  /** How many requests were made; 0 when the call was refused before the first. */
  readonly attempts: number;
  /**
   * Whether the service may have done what was asked, although the call failed. When a send fails with true, look whether
   * the message is there before you send it again.
   */
  readonly maybeSent: boolean;
  /**
   * The key of a send on a service that knows repetitions by it: give it as `idempotencyKey` to repeat the call, and nothing is
   * sent twice. Undefined where the service has no such keys.
   */
  readonly idempotencyKey: string | undefined;
}

/** What the three kinds of a failed call have in common. */
abstract class CallError extends SwitchboardError implements CallFacts {
  declare readonly api: ApiName;
  declare readonly operationId: string;
  declare readonly attempts: number;
  declare readonly maybeSent: boolean;
  declare readonly idempotencyKey: string | undefined;

  constructor(facts: CallFacts, outcome: string, details: object) {
    const { api, operationId, attempts, maybeSent } = facts;
    const times = attempts > 1 ? ` (after ${attempts} attempts)` : "";
    const caution = maybeSent ? " (it may have been carried out: look before you send it again)" : "";
    super(`${api} ${operationId}${times} ${outcome}${caution}`);
    Object.assign(this, facts, details);
  }
}

/** What an {@link ApiError} says beyond the facts of its call. */
export interface ApiErrorDetails<Body> {
  /** The HTTP status; 0 when the failure was known without a request. */
  readonly status: number;
  readonly kind: ApiErrorKind;
  /** The vendor's own code, such as Blotato's `20102` or Blooio's `invalid_content`. */
  readonly code: string | number | undefined;
  /** The vendor's name for the request, to quote to its support. */
  readonly requestId: string | undefined;
  /** Whether the same call, made once more, may succeed and cannot send a message twice. */
  readonly retryable: boolean;
  /** How long the vendor asks to wait, in milliseconds. */
  readonly retryAfter: number | undefined;
  /** The body of the answer: parsed JSON, or text where it was none. */
  readonly body: Body;
}

/**
 * The service answered, and the answer is a failure.
 *
 * @example
 * try {
 *   await blotato.conversations.get("4711");
 * } catch (error) {
 *   if (isApiError(error, "blotato") && error.kind === "notFound") console.log(error.body.message, error.requestId);
 *   else throw error;
 * }
 */
export class ApiError<Body = unknown> extends CallError implements ApiErrorDetails<Body> {
  override readonly name: string = "ApiError";
  declare readonly status: number;
  declare readonly kind: ApiErrorKind;
  declare readonly code: string | number | undefined;
  declare readonly requestId: string | undefined;
  declare readonly retryable: boolean;
  declare readonly retryAfter: number | undefined;
  declare readonly body: Body;

  constructor(reason: string, call: CallFacts, details: ApiErrorDetails<Body>) {
    const { kind, status } = details;
    const outcome = kind === "delivery" ? "tells of a failed delivery" : `failed with ${status}`;
    super(call, `${outcome}: ${reason}`, details);
  }
}

/** The service could not be reached, or the connection broke before its answer was complete. */
export class ConnectionError extends CallError {
  override readonly name: string = "ConnectionError";
  /** The system's code, such as `ECONNREFUSED`, where it gives one. */
  declare readonly code: string | undefined;

  constructor(reason: string, call: CallFacts, code: string | undefined) {
    super(call, `got no answer: ${reason}`, { code });
  }
}

/** Which limit ran out: that of one request, that of the whole call with its retries, or that of waiting for a delivery. */
export type TimeoutScope = "attempt" | "deadline" | "wait";

/** The answer took too long. */
export class TimeoutError extends CallError {
  override readonly name: string = "TimeoutError";
  declare readonly scope: TimeoutScope;
  /** The limit that ran out, in milliseconds. */
  declare readonly timeout: number;

  constructor(call: CallFacts, scope: TimeoutScope, timeout: number) {
    super(call, `took longer than ${timeout} ms, the limit of the ${scope}`, { scope, timeout });
  }
}

/** A listing cannot go on: the service repeats a cursor, or gives a page without items. */
export class PaginationError extends SwitchboardError {
  override readonly name: string = "PaginationError";
}
