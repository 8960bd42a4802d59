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

/** What every error of a call has. None of it ever holds the API key. */
export interface CallFacts {
  readonly api: ApiName;
  /** The operation in the API's specification, such as `sendMessage`. */
  readonly operationId: string;
  readonly attempts: number;
  readonly maybeSent: boolean;
  /**
   * The key of a send on a service that recognises repetitions by it: give it as `idempotencyKey` to repeat the call, and nothing is
   * sent twice. Undefined where the service has no such keys.
   */
  readonly idempotencyKey: string | undefined;
}

/** What the kinds of a failed call have in common. */
abstract class CallError extends SwitchboardError implements CallFacts {
  declare readonly api: ApiName;
  declare readonly operationId: string;
  declare readonly idempotencyKey: string | undefined;

  constructor(facts: CallFacts, outcome: string, details: object, cause?: unknown) {
    const { api, operationId, attempts, maybeSent } = facts;
    const times = attempts > 1 ? ` (after ${attempts} attempts)` : "";
    const caution = maybeSent ? " (it may have been carried out: look before you send it again)" : "";
    super(`${api} ${operationId}${times} ${outcome}${caution}`, undefined, cause === undefined ? {} : { cause });
    // Unknown fields are not printed.
    const known = Object.entries({ ...facts, ...details }).filter(([, value]) => value !== undefined);
    Object.assign(this, Object.fromEntries(known));
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
  /** How long the vendor wants callers to wait, in milliseconds. */
  readonly retryAfter: number | undefined;
  /** The body of the response: a JSON object where it is as the API documents it, and otherwise its text. */
  readonly body: Body;
}

/**
 * The service responded, and the response is a failure.
 *
 * @example
 * try {
 *   await blotato.conversations.get("4711");
 * } catch (error) {
 *   if (isApiError(error, "blotato") && error.kind === "notFound") console.log(error.message, error.requestId);
 *   else throw error;
 * }
 */
export class ApiError<Body = unknown> extends CallError implements ApiErrorDetails<Body> {
  protected static override readonly brand: symbol = Symbol.for("@switchboard/ApiError");
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

/** The service could not be reached, or the connection broke before its response was complete. */
export class ConnectionError extends CallError {
  protected static override readonly brand: symbol = Symbol.for("@switchboard/ConnectionError");
  override readonly name: string = "ConnectionError";
  /** The system's code, such as `ECONNREFUSED`, where it gives one. */
  declare readonly code: string | undefined;

  /** @param cause what `fetch` threw, or a copy of it without secrets */
  constructor(reason: string, call: CallFacts, code: string | undefined, cause?: unknown) {
    super(call, `got no response: ${reason}`, { code }, cause);
  }
}

/** Which limit ran out: that of one request, that of the whole call with its retries, or that of waiting for a delivery. */
export type TimeoutScope = "attempt" | "deadline" | "wait";

/** The response, or what was waited for, took too long. */
export class TimeoutError extends CallError {
  protected static override readonly brand: symbol = Symbol.for("@switchboard/TimeoutError");
  override readonly name: string = "TimeoutError";
  declare readonly scope: TimeoutScope;
  /** The limit that ran out, in milliseconds. */
  declare readonly timeout: number;

  /** @param cause of a wait, the error of its last look, if that failed */
  constructor(call: CallFacts, scope: TimeoutScope, timeout: number, cause?: unknown) {
    super(call, `took longer than ${timeout} ms, the limit of the ${scope}`, { scope, timeout }, cause);
  }
}

/** A listing cannot go on: the service repeats a cursor, or gives a page without items. */
export class PaginationError extends CallError {
  protected static override readonly brand: symbol = Symbol.for("@switchboard/PaginationError");
  override readonly name: string = "PaginationError";
  /** The HTTP status of the page, or of the one that led to it. */
  declare readonly status: number | undefined;

  constructor(reason: string, call: CallFacts, status: number | undefined) {
    super(call, `cannot go on: ${reason}`, { status });
  }
}

/** Whether the same call may succeed later. */
export const mayPass = (error: unknown): boolean =>
  error instanceof ApiError
    ? error.retryable
    : error instanceof ConnectionError ||
      error instanceof TimeoutError ||
      (error instanceof SwitchboardError && error.code === "limiter");

/** Something that may be gone by now; undefined when it is. */
export async function unlessGone<Result>(request: PromiseLike<Result>): Promise<Result | undefined> {
  try {
    return await request;
  } catch (error) {
    if (error instanceof ApiError && error.kind === "notFound") return undefined;
    throw error;
  }
}
